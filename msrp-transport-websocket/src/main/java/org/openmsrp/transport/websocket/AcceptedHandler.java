// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the handler of an accepted connection when it opens, so that one that fails before costs
 * its user nothing.
 */
final class AcceptedHandler implements ConnectionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptedHandler.class);

  private final ConnectionHandlerFactory handlers;
  private @Nullable ConnectionHandler handler;

  AcceptedHandler(ConnectionHandlerFactory handlers) {
    this.handlers = handlers;
  }

  @Override
  public void onOpen(Connection connection) {
    ConnectionHandler made = make(connection);
    handler = made;
    made.onOpen(connection);
  }

  private ConnectionHandler make(Connection connection) {
    try {
      return requireNonNull(handlers.newHandler(), "newHandler()");
    } catch (RuntimeException | Error e) {
      LOG.warn("no handler for a connection from {}", connection.info().remote(), e);
      throw e;
    }
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    handler().onBytes(bytes, endOfFrame);
  }

  @Override
  public void onWritten() {
    handler().onWritten();
  }

  @Override
  public void onWake() {
    handler().onWake();
  }

  @Override
  public void onClosed(CloseReason reason) {
    if (handler != null) {
      handler.onClosed(reason);
    }
  }

  private ConnectionHandler handler() {
    return requireNonNull(handler);
  }
}
