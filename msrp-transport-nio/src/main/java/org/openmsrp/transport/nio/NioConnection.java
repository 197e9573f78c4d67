// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.SerialConnection;

/**
 * A socket on a loop: its interest in readiness, its timer, and its end. What is read and written
 * is left to the subclasses.
 *
 * <p>Interest is taken back late, when the channel turns out to be ready and nobody wants it. A
 * connection whose demand is renewed in time therefore costs no system call but the read.
 */
abstract class NioConnection extends SerialConnection implements Selectable {

  final SocketChannel channel;
  final NioLoop loop;
  private final Wiring wiring;
  private @Nullable SelectionKey key;
  private @Nullable LoopTimer timer;
  private volatile @Nullable ConnectionInfo info;

  NioConnection(
      Wiring wiring,
      NioLoop loop,
      SocketChannel channel,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage) {
    super(Framing.STREAM, handler, stage);
    this.wiring = wiring;
    this.loop = loop;
    this.channel = channel;
  }

  /** Takes the channel, which is connected, into the loop. */
  final void begin() {
    if (wiring.owner().hasGivenUp()) {
      ended(new CloseReason.Failed(wiring.owner().reason()));
      return;
    }
    try {
      key = loop.register(channel, 0, this);
      opening();
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  /** The channel is on the loop: shake hands, if there is need, then {@link #open}. */
  abstract void opening();

  /** Bytes may be read. Only notes it. */
  abstract void readable();

  /** Bytes may be written again. */
  abstract void writable();

  /** Facts about TLS, complete when the connection opens. */
  abstract Optional<TlsInfo> tlsInfo();

  final int readBufferSize() {
    return wiring.socket().readBufferSize();
  }

  /** Made when somebody asks: it would be a third of what an idle connection costs. */
  @Override
  public final ConnectionInfo info() {
    ConnectionInfo known = info;
    if (known == null) {
      known = describe();
      info = known;
    }
    return known;
  }

  private ConnectionInfo describe() {
    try {
      Endpoint local = endpoint((InetSocketAddress) channel.getLocalAddress());
      Endpoint remote = endpoint((InetSocketAddress) channel.getRemoteAddress());
      return new ConnectionInfo("nio", local, remote, Framing.STREAM, tlsInfo());
    } catch (IOException closed) {
      // Closed by another thread just now, which noted the facts before.
      return requireNonNull(info, "info");
    }
  }

  private Endpoint endpoint(InetSocketAddress address) {
    return Sockets.endpoint(wiring.scheme(), address);
  }

  @Override
  protected final void schedule() {
    loop.execute(this);
  }

  @Override
  public final void ready(int ops) {
    if ((ops & SelectionKey.OP_READ) != 0) {
      readable();
    }
    if ((ops & SelectionKey.OP_WRITE) != 0) {
      writable();
    }
  }

  final void want(int op) {
    SelectionKey mine = key;
    if (mine != null && mine.isValid() && (mine.interestOps() & op) == 0) {
      mine.interestOpsOr(op);
    }
  }

  final void dontWant(int op) {
    SelectionKey mine = key;
    if (mine != null && mine.isValid()) {
      mine.interestOpsAnd(~op);
    }
  }

  /** The time to open has passed. */
  final void expire() {
    expired();
  }

  @Override
  protected void beginClose() {
    startTimer(wiring.closeTimeout());
  }

  final void startTimer(Duration delay) {
    stopTimer();
    timer = loop.timers().schedule(delay, this::expired);
  }

  final void stopTimer() {
    LoopTimer running = timer;
    if (running != null) {
      loop.timers().cancel(running);
      timer = null;
    }
  }

  @Override
  public final Owner owner() {
    return wiring.owner();
  }

  @Override
  public final void giveUp(TransportException reason) {
    abort(reason);
  }

  @Override
  protected void release(CloseReason reason) {
    stopTimer();
    if (channel.isOpen()) {
      info();
    }
    closeChannel(reason);
    wiring.group().release();
  }

  void closeChannel(CloseReason reason) {
    if (reason instanceof CloseReason.Failed) {
      Sockets.reset(channel);
    } else {
      Sockets.close(channel);
    }
  }

  final Wiring wiring() {
    return wiring;
  }
}
