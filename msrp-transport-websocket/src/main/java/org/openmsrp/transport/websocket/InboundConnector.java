// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;

/** Accepts sockets and tells when the last of them is gone. */
final class InboundConnector extends ServerConnector {

  private final Wiring wiring;
  private final BindOptions options;
  private final String scheme;
  private final ConnectionHandlerFactory handlers;
  private int open;
  private boolean refusing;
  private Runnable whenIdle = () -> {};

  InboundConnector(
      Server server,
      Wiring wiring,
      BindOptions options,
      String scheme,
      ConnectionHandlerFactory handlers,
      ConnectionFactory... factories) {
    super(server, null, null, null, 0, 1, factories);
    this.wiring = wiring;
    this.options = options;
    this.scheme = scheme;
    this.handlers = handlers;
    setIdleTimeout(options.openTimeout().toMillis() + 1);
    setAcceptedTcpNoDelay(true);
    options.socket().sendBufferSize().ifPresent(this::setAcceptedSendBufferSize);
    options.socket().receiveBufferSize().ifPresent(this::setAcceptedReceiveBufferSize);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    SocketEndPoint socket =
        new SocketEndPoint(
            channel, selector, key, getScheduler(), wiring.lease(), wiring.closeTimeout());
    socket.setIdleTimeout(getIdleTimeout());
    Endpoint remote =
        Addresses.endpoint(scheme, socket.getRemoteSocketAddress(), "")
            .orElseGet(() -> new Endpoint(scheme, "0.0.0.0", 0, ""));
    Arrival arrival = new Arrival(socket, remote, wiring.members(), handlers);
    socket.arrived(arrival);
    return socket;
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    synchronized (this) {
      open++;
    }
    super.onEndPointOpened(endPoint);
    Arrival arrival = SocketEndPoint.arrival(endPoint);
    if (arrival != null) {
      arrival.begin(getScheduler(), options.openTimeout());
    }
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    super.onEndPointClosed(endPoint);
    Runnable last;
    synchronized (this) {
      open--;
      last = idle();
    }
    last.run();
  }

  /** From now on there are no newcomers; {@code action} runs once when the last socket is gone. */
  void whenIdle(Runnable action) {
    Runnable last;
    synchronized (this) {
      refusing = true;
      whenIdle = action;
      last = idle();
    }
    last.run();
  }

  private Runnable idle() {
    if (!refusing || open > 0) {
      return () -> {};
    }
    Runnable last = whenIdle;
    whenIdle = () -> {};
    return last;
  }
}
