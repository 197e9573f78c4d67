// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The sessions that are expected at one place, such as a server, by session id. Safe for use by
 * many threads.
 */
final class Expectations {

  private final Map<String, Expectation> bySessionId = new ConcurrentHashMap<>();
  private final Runnable whenOneLess;

  /** The action runs whenever one has been forgotten. */
  Expectations(Runnable whenOneLess) {
    this.whenOneLess = whenOneLess;
  }

  /** Takes one in; false if its session id is expected already. */
  boolean add(Expectation one) {
    return bySessionId.putIfAbsent(one.sessionId(), one) == null;
  }

  void forget(Expectation one) {
    bySessionId.remove(one.sessionId(), one);
    whenOneLess.run();
  }

  /** The one whose session a URI names. */
  Optional<Expectation> find(MsrpUri uri) {
    return uri.sessionId().map(bySessionId::get);
  }

  /** All of them, as they are now. */
  List<Expectation> all() {
    return List.copyOf(bySessionId.values());
  }

  boolean isEmpty() {
    return bySessionId.isEmpty();
  }

  /** Decides on a request that no session of the connection has taken (RFC 4975 §5.4). */
  BindingDesk.Decision bind(ConnectionEngine engine, RequestHead head) {
    return find(head.toPath().last())
        .map(one -> one.bind(engine, head))
        .orElseGet(() -> new BindingDesk.Refused(MsrpStatus.NO_SUCH_SESSION));
  }
}
