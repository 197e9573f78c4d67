// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.spi.Members;

/**
 * MSRP over WebSocket in a Jetty that runs already: mounted where it is wanted, for example in a
 * {@code PathMappingsHandler}, it answers every request that reaches it, and those that are good
 * handshakes become connections.
 *
 * <p>Addresses, TLS, threads and the time that a connection has for opening are the server's. Where
 * TLS ends before it, a {@code ForwardedRequestCustomizer} tells that a request was secure. When
 * the handler stops, its connections are aborted.
 */
public final class MsrpWebSocketHandler extends Handler.Abstract {

  private final WebSocketOptions options;
  private final BindOptions bindOptions;
  private final ConnectionHandlerFactory handlers;
  private final Map<Connector, Upgrader> upgraders = new ConcurrentHashMap<>();
  private volatile Members members = new Members("handler");

  /**
   * A handler.
   *
   * @param options of the server's side; threads have no effect
   * @param bindOptions the close timeout and the read buffer of its connections; the rest has no
   *     effect
   * @param handlers makes the handler of each connection, and is told of refused handshakes
   */
  public MsrpWebSocketHandler(
      WebSocketOptions options, BindOptions bindOptions, ConnectionHandlerFactory handlers) {
    this.options = requireNonNull(options, "options");
    this.bindOptions = requireNonNull(bindOptions, "bindOptions");
    this.handlers = requireNonNull(handlers, "handlers");
  }

  @Override
  protected void doStart() throws Exception {
    members = new Members("handler");
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    members.giveUp();
    upgraders.clear();
    super.doStop();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    upgraders
        .computeIfAbsent(request.getConnectionMetaData().getConnector(), this::upgrader)
        .handle(request, response, callback);
    return true;
  }

  private Upgrader upgrader(Connector connector) {
    Wiring wiring =
        new Wiring(
            members,
            Lease.NONE,
            connector.getExecutor(),
            connector.getScheduler(),
            connector.getByteBufferPool(),
            bindOptions.closeTimeout(),
            bindOptions.socket(),
            options);
    return new Upgrader(wiring, handlers, "");
  }
}
