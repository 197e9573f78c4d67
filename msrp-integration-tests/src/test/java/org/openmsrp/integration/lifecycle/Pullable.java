// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import java.util.Queue;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.spi.TappedConnection;

/** Shows a connection to whoever wants to pull its plug. */
final class Pullable extends TappedConnection {

  private final Queue<Connection> open;

  Pullable(ConnectionHandler user, Queue<Connection> open) {
    super(user);
    this.open = open;
  }

  @Override
  public void onOpen(Connection connection) {
    open.add(connection);
    super.onOpen(connection);
  }
}
