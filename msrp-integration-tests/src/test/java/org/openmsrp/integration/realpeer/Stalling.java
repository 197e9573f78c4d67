// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.spi.TappedConnection;
import org.openmsrp.domain.port.transport.spi.TappedTransport;

/** A connection that reads nothing once it is told so. */
final class Stalling extends TappedConnection {

  private final AtomicBoolean stalled;

  private Stalling(ConnectionHandler user, AtomicBoolean stalled) {
    super(user);
    this.stalled = stalled;
  }

  /** Another transport whose outbound connections read nothing once this is true. */
  static Transport outbound(Transport real, AtomicBoolean stalled) {
    return new TappedTransport(real, user -> new Stalling(user, stalled), UnaryOperator.identity());
  }

  @Override
  public void demand() {
    if (!stalled.get()) {
      super.demand();
    }
  }
}
