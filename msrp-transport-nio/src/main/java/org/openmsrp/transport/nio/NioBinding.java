// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.RejectionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket on a loop; what it accepts is spread over all loops. */
class NioBinding implements Binding, Selectable {

  private static final Logger LOG = LoggerFactory.getLogger(NioBinding.class);

  /** So many at a time, then the loop's connections have their turn. */
  private static final int ACCEPTS_PER_TURN = 64;

  /**
   * How long nothing is accepted after an error. Most errors (no file descriptor left) stay until
   * somebody closes something, and the socket stays ready: without a pause the loop would spin.
   */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocketChannel channel;
  private final Endpoint local;
  private final BindOptions options;
  private final ConnectionHandlerFactory handlers;
  private final Connections connections;
  private final Wiring wiring;
  private final NioLoop loop;
  private final Consumer<NioBinding> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean failing;

  NioBinding(
      ServerSocketChannel channel,
      BindOptions options,
      ConnectionHandlerFactory handlers,
      Connections connections,
      Wiring wiring,
      NioLoop loop,
      Consumer<NioBinding> onClose) {
    this.channel = channel;
    this.local = Sockets.endpoint(wiring.scheme(), Sockets.localAddress(channel));
    this.options = options;
    this.handlers = handlers;
    this.connections = connections;
    this.wiring = wiring;
    this.loop = loop;
    this.onClose = onClose;
  }

  /** Opens a listening socket. */
  static ServerSocketChannel listen(InetSocketAddress address, BindOptions options)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (options.socket().receiveBufferSize().isPresent()) {
        int octets = options.socket().receiveBufferSize().getAsInt();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, octets);
      }
      return channel.bind(address, options.backlog());
    } catch (IOException | RuntimeException e) {
      Sockets.close(channel);
      throw e;
    }
  }

  /** Begins to accept. On the loop's thread. */
  void begin() {
    try {
      loop.register(channel, SelectionKey.OP_ACCEPT, this);
    } catch (IOException e) {
      LOG.debug("{} was closed before it began to accept", local, e);
    }
  }

  @Override
  public Endpoint localEndpoint() {
    return local;
  }

  @Override
  public Owner owner() {
    return wiring.owner();
  }

  @Override
  public void ready(int ops) {
    try {
      for (int count = 0; count < ACCEPTS_PER_TURN; count++) {
        SocketChannel accepted = accept();
        if (accepted == null) {
          return;
        }
        failing = false;
        take(accepted);
      }
    } catch (IOException e) {
      pause(e);
    }
  }

  /** For tests, which can't run out of file descriptors. */
  @Nullable SocketChannel accept() throws IOException {
    return channel.accept();
  }

  private void take(SocketChannel accepted) {
    try {
      Sockets.configure(accepted, options.socket());
      InetSocketAddress remote = (InetSocketAddress) accepted.getRemoteAddress();
      NioLoop home = wiring.group().acquire();
      home.execute(() -> open(accepted, remote, home));
    } catch (IOException e) {
      LOG.debug("a connection to {} was gone before it was accepted", local, e);
      Sockets.close(accepted);
    }
  }

  private void open(SocketChannel accepted, InetSocketAddress remote, NioLoop home) {
    CompletableFuture<Connection> stage =
        new RejectionStage(handlers, () -> Sockets.endpoint(wiring.scheme(), remote));
    try {
      NioConnection connection =
          connections.create(wiring, home, accepted, handlers.newHandler(), stage);
      connection.startTimer(options.openTimeout());
      connection.begin();
    } catch (Throwable e) {
      LOG.warn("no handler for a connection to {}", local, e);
      Sockets.reset(accepted);
      wiring.group().release();
    }
  }

  private void pause(IOException cause) {
    if (closed.get()) {
      return;
    }
    if (failing) {
      LOG.debug("still can't accept connections to {}", local, cause);
    } else {
      LOG.warn("can't accept connections to {}, will try every {}", local, PAUSE, cause);
    }
    failing = true;
    interest(0);
    loop.timers().schedule(PAUSE, () -> interest(SelectionKey.OP_ACCEPT));
  }

  private void interest(int ops) {
    SelectionKey key = loop.keyOf(channel);
    if (key != null && key.isValid()) {
      key.interestOps(ops);
    }
  }

  @Override
  public void giveUp(TransportException reason) {
    close();
  }

  /** The system goes on accepting until the selector lets go of the socket: waits for that. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.accept(this);
      Sockets.close(channel);
      loop.awaitTurn(PAUSE);
      wiring.group().release();
    }
  }
}
