// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import java.nio.ByteBuffer;
import java.util.Queue;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** Shows a connection to whoever wants to pull its plug. */
record Pullable(ConnectionHandler user, Queue<Connection> open) implements ConnectionHandler {

  @Override
  public void onOpen(Connection connection) {
    open.add(connection);
    user.onOpen(connection);
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    user.onBytes(bytes, endOfFrame);
  }

  @Override
  public void onWritten() {
    user.onWritten();
  }

  @Override
  public void onWake() {
    user.onWake();
  }

  @Override
  public void onClosed(CloseReason reason) {
    user.onClosed(reason);
  }
}
