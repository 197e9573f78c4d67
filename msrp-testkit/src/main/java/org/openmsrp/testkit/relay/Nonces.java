// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.IdentifierSource;

/** The nonces that were given out, the oldest first, each with the highest count seen. */
final class Nonces {

  private static final class State {
    final long issuedAt;
    long count;

    State(long issuedAt) {
      this.issuedAt = issuedAt;
    }
  }

  private final IdentifierSource identifiers;
  private final RelayLimits limits;
  private final Map<String, State> states = new LinkedHashMap<>();

  Nonces(IdentifierSource identifiers, RelayLimits limits) {
    this.identifiers = identifiers;
    this.limits = limits;
  }

  String issue(long now) {
    if (states.size() >= limits.nonces()) {
      states.remove(states.keySet().iterator().next());
    }
    String nonce = identifiers.sessionId() + identifiers.sessionId();
    states.put(nonce, new State(now));
    return nonce;
  }

  /** Whether a nonce is one of ours, young enough and used with a count that grows. */
  boolean use(String nonce, long count, long now) {
    @Nullable State state = states.get(nonce);
    if (state == null
        || now - state.issuedAt >= limits.nonceLifetime().toNanos()
        || count <= state.count) {
      return false;
    }
    state.count = count;
    return true;
  }

  /** All of them are stale from now on. */
  void clear() {
    states.clear();
  }
}
