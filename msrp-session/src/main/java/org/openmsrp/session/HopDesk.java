// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import org.openmsrp.domain.message.RequestHead;

/**
 * Binds sessions that are expected on a connection which was opened from here, such as one to a
 * relay. Nobody has to make room for it: it was wanted.
 *
 * @param expected the sessions
 */
record HopDesk(Expectations expected) implements BindingDesk {

  /** The sessions that are expected on such a connection; within its serial context. */
  static Expectations of(ConnectionEngine engine) {
    if (engine.desk() instanceof HopDesk present) {
      return present.expected();
    }
    Expectations expected = new Expectations(() -> {});
    engine.desk(new HopDesk(expected));
    var unused = engine.ended().thenAccept(end -> expected.all().forEach(one -> one.lost(end)));
    return expected;
  }

  @Override
  public void entered(ConnectionEngine engine) {}

  @Override
  public void settled(ConnectionEngine engine) {}

  @Override
  public Optional<AuthDesk> auth(ConnectionEngine engine) {
    return Optional.empty();
  }

  @Override
  public Decision bind(ConnectionEngine engine, RequestHead head) {
    return expected.bind(engine, head);
  }
}
