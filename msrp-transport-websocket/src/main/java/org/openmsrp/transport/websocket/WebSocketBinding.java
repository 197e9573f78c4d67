// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.spi.TransportFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening address: a Jetty of its own on the threads of the engine. */
final class WebSocketBinding implements Binding {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketBinding.class);

  private static final long CLOSE_SECONDS = 1;

  /** Cancelling a key takes effect in one turn of the selector, closing its socket in the next. */
  private static final int TURNS = 2;

  private final Endpoint local;
  private final Engine engine;
  private final ServerSocketChannel channel;
  private final Server server;
  private final InboundConnector connector;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Runnable whenClosed = () -> {};

  private WebSocketBinding(
      Endpoint local,
      Engine engine,
      ServerSocketChannel channel,
      Server server,
      InboundConnector connector) {
    this.local = local;
    this.engine = engine;
    this.channel = channel;
    this.server = server;
    this.connector = connector;
  }

  /** Listens; the TLS context is there exactly if the endpoint is secure. */
  static WebSocketBinding open(
      Endpoint local,
      InetSocketAddress address,
      BindOptions how,
      ConnectionHandlerFactory handlers,
      Wiring wiring,
      Engine engine,
      @Nullable SSLContext tls) {
    ServerSocketChannel channel = listen(local, address, how);
    Machinery machinery = engine.machinery();
    Server server = new Server(machinery.threads(), machinery.scheduler(), machinery.buffers());
    InboundConnector connector =
        new InboundConnector(server, wiring, how, local.scheme(), handlers, factories(how, tls));
    try {
      connector.open(channel);
      server.addConnector(connector);
      server.setHandler(new UpgradeHandler(new Upgrader(wiring, handlers, local.path())));
      server.start();
      awaitTurn(connector);
    } catch (Exception e) {
      Quietly.close(channel);
      Machinery.stop(server);
      throw TransportFailures.notBound(local, e);
    }
    engine.acquire();
    return new WebSocketBinding(
        local.withPort(connector.getLocalPort()), engine, channel, server, connector);
  }

  private static ServerSocketChannel listen(
      Endpoint local, InetSocketAddress address, BindOptions how) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (how.socket().receiveBufferSize().isPresent()) {
        channel.setOption(
            StandardSocketOptions.SO_RCVBUF, how.socket().receiveBufferSize().getAsInt());
      }
      return channel.bind(address, how.backlog());
    } catch (IOException e) {
      Quietly.close(channel);
      throw TransportFailures.notBound(local, e);
    }
  }

  private static ConnectionFactory[] factories(BindOptions how, @Nullable SSLContext tls) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    ConnectionFactory plain = new HttpConnectionFactory(http);
    return tls == null
        ? new ConnectionFactory[] {plain}
        : new ConnectionFactory[] {new TlsConnectionFactory(tls, how.tls().orElseThrow()), plain};
  }

  /** What to do when it is closed. */
  void whenClosed(Runnable action) {
    whenClosed = action;
  }

  @Override
  public Endpoint localEndpoint() {
    return local;
  }

  /** Waits until the system refuses newcomers, except on a thread that the selector may need. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      whenClosed.run();
      // Jetty's connector leaves it open if selectors accept.
      Quietly.close(channel);
      for (int i = 0; i < TURNS && !engine.onOwnThread(); i++) {
        awaitTurn(connector);
      }
      connector.whenIdle(() -> engine.inBackground("-closing", this::stop));
    }
  }

  /** Waits until the selector has heard of what was done before, for a while at most. */
  private static void awaitTurn(InboundConnector connector) {
    CountDownLatch turn = new CountDownLatch(1);
    for (ManagedSelector selector :
        connector.getSelectorManager().getBeans(ManagedSelector.class)) {
      selector.submit(keys -> turn.countDown());
    }
    try {
      if (!turn.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{}: its selector is stuck", connector);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    Machinery.stop(server);
    engine.release();
  }
}
