// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Asks for the handler of an accepted connection when it opens, so that one that fails before costs
 * its user nothing.
 */
public final class AcceptedHandler implements ConnectionHandler {

  private final ConnectionHandlerFactory handlers;
  private final BiConsumer<Endpoint, Throwable> refused;
  private @Nullable ConnectionHandler handler;

  /**
   * A handler for one connection.
   *
   * @param handlers asked once, in {@code onOpen}
   * @param refused told of the peer and of the reason if {@code handlers} throws; the connection is
   *     aborted then (T1.5)
   */
  public AcceptedHandler(
      ConnectionHandlerFactory handlers, BiConsumer<Endpoint, Throwable> refused) {
    this.handlers = requireNonNull(handlers, "handlers");
    this.refused = requireNonNull(refused, "refused");
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
      refused.accept(connection.info().remote(), e);
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
