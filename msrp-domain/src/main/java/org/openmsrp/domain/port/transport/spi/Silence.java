// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.nio.ByteBuffer;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** Takes the handler's place after the end, so that a connection kept by its user pins nothing. */
enum Silence implements ConnectionHandler {
  INSTANCE;

  @Override
  public void onOpen(Connection connection) {}

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {}

  @Override
  public void onWritten() {}

  @Override
  public void onWake() {}

  @Override
  public void onClosed(CloseReason reason) {}
}
