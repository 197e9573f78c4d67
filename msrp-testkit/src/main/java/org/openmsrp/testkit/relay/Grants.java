// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpUri;

/** The URIs that are valid, by session id. */
final class Grants {

  private final Map<String, Grant> bySession = new HashMap<>();

  void add(Grant grant) {
    bySession.put(key(grant.uri()), grant);
  }

  /** The grant of a URI that a request goes to, unless it has ended. */
  @Nullable Grant find(MsrpUri uri, long now) {
    Grant grant = bySession.get(key(uri));
    if (grant == null || !grant.uri().equals(uri)) {
      return null;
    }
    if (grant.deadline() - now <= 0) {
      bySession.remove(key(uri));
      return null;
    }
    return grant;
  }

  int of(RelayPeer owner, long now) {
    bySession.values().removeIf(grant -> grant.deadline() - now <= 0);
    return (int) bySession.values().stream().filter(grant -> grant.owner() == owner).count();
  }

  void forget(RelayPeer owner) {
    bySession.values().removeIf(grant -> grant.owner() == owner);
  }

  void clear() {
    bySession.clear();
  }

  int size() {
    return bySession.size();
  }

  private static String key(MsrpUri uri) {
    return uri.sessionId().orElse("");
  }
}
