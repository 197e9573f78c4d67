// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

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
  private @Nullable ConnectionInfo info;

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
      ended(Failures.reset(e));
    }
  }

  /** The channel is on the loop: shake hands, if there is need, then {@link #opened}. */
  abstract void opening();

  /** Bytes may be read. Only notes it. */
  abstract void readable();

  /** Bytes may be written again. */
  abstract void writable();

  final void opened(Optional<TlsInfo> tls) {
    try {
      info =
          new ConnectionInfo(
              "nio",
              endpoint((InetSocketAddress) channel.getLocalAddress()),
              endpoint((InetSocketAddress) channel.getRemoteAddress()),
              Framing.STREAM,
              tls);
      open();
    } catch (IOException e) {
      ended(Failures.reset(e));
    }
  }

  private Endpoint endpoint(InetSocketAddress address) {
    return Addresses.endpoint(wiring.scheme(), address);
  }

  final int readBufferSize() {
    return wiring.socket().readBufferSize();
  }

  @Override
  public final ConnectionInfo info() {
    ConnectionInfo known = info;
    if (known == null) {
      throw new IllegalStateException("not open yet");
    }
    return known;
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
    if (reason instanceof CloseReason.Failed) {
      Sockets.reset(channel);
    } else {
      Sockets.close(channel);
    }
    wiring.group().release();
  }
}
