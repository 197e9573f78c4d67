// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.CloseReason.Failed;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.ParkedInput;
import org.openmsrp.domain.port.transport.spi.SerialConnection;
import org.openmsrp.domain.port.transport.spi.TransportFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel, plain or with TLS. Everything but the verbs happens on the channel's event loop.
 *
 * <p>Input is parked in a queue of our own: Netty hands over what nobody asked for, above all
 * behind {@code SslHandler}. It can't be told to stop: with epoll, once the kernel has reported the
 * peer's end, it reads on until there is nothing left. What one read buffer and the kernel's
 * receive buffer hold bounds the queue (T2.6).
 */
final class NettyConnection extends SerialConnection implements Members.Member {

  private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

  private final Wiring wiring;
  private final SocketChannel channel;
  private final EventLoop loop;
  private final @Nullable SslHandler tls;
  private final Gate gate = new Gate();
  private final ParkedInput parked = new ParkedInput(Integer.MAX_VALUE);
  private final Joined joined;
  private @Nullable ConnectionInfo info;
  private @Nullable Future<?> timer;
  private @Nullable Slices unwritten;
  private boolean opened;
  private boolean closing;

  /** The peer's end is parked behind its octets: it ends the connection, and nothing else may. */
  private boolean inputOver;

  /** Why the write in flight will never be done, where that was not the end of the connection. */
  private @Nullable CloseReason writeFailure;

  /** Set while input is reported whose signal may be delivered at once; then {@link #due}. */
  private boolean arriving;

  private boolean due;

  NettyConnection(
      Wiring wiring,
      SocketChannel channel,
      @Nullable SslHandler tls,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage) {
    super(Framing.STREAM, handler, stage);
    this.wiring = wiring;
    this.channel = channel;
    this.loop = channel.eventLoop();
    this.tls = tls;
    this.joined = new Joined(channel.alloc(), wiring.socket().readBufferSize());
  }

  /** Takes the channel over, and one claim on the loops with it. */
  void begin(Duration openTimeout) {
    channel.closeFuture().addListener(closed -> leaveLoops());
    channel.pipeline().addLast(gate);
    wiring.members().add(this);
    if (tls == null) {
      channel.pipeline().addLast(new Inbound(this));
      opened(Optional.empty());
    } else {
      startTimer(openTimeout);
      channel.pipeline().addLast(tls, new Inbound(this));
      tls.handshakeFuture().addListener(this::handshaken);
      gate.read();
    }
  }

  private void handshaken(Future<?> handshake) {
    if (handshake.isSuccess()) {
      stopTimer();
      TlsContexts.refuseRenegotiation(requireNonNull(tls).engine());
      opened(Optional.of(requireNonNull(tls)));
    } else {
      ended(new Failed(TransportFailures.handshake(requireNonNull(handshake.cause()))));
    }
  }

  private void opened(Optional<SslHandler> secured) {
    Optional<Endpoint> local = Addresses.endpoint(wiring.scheme(), channel.localAddress());
    Optional<Endpoint> remote = Addresses.endpoint(wiring.scheme(), channel.remoteAddress());
    if (local.isEmpty() || remote.isEmpty()) {
      ended(
          new CloseReason.Failed(
              new TransportException(Kind.RESET, "gone before the connection opened")));
      return;
    }
    info =
        new ConnectionInfo(
            wiring.loops().platform().label(),
            local.get(),
            remote.get(),
            Framing.STREAM,
            secured.map(handler -> TlsFacts.of(handler.engine())));
    opened = true;
    open();
  }

  @Override
  public ConnectionInfo info() {
    return requireNonNull(info, "not open yet");
  }

  @Override
  public void giveUp(TransportException reason) {
    abort(reason);
  }

  @Override
  protected void schedule() {
    if (arriving && loop.inEventLoop()) {
      due = true;
      return;
    }
    try {
      loop.execute(this);
    } catch (RejectedExecutionException e) {
      LOG.warn("{}: its event loops were shut down before it had ended", channel);
    }
  }

  /** Behind the last signal, which follows the close of the channel. */
  private void leaveLoops() {
    Loops loops = wiring.loops();
    try {
      loop.execute(loops::release);
    } catch (RejectedExecutionException e) {
      loops.release();
    }
  }

  /** Bytes came out of the pipeline. */
  void received(ByteBuf bytes) {
    if (closing || !bytes.isReadable()) {
      bytes.release();
    } else {
      parkIfAny(joined.add(bytes));
    }
  }

  private void parkIfAny(@Nullable ByteBuf bytes) {
    if (bytes != null) {
      park(bytes);
    }
  }

  private void park(ByteBuf bytes) {
    int most = wiring.socket().readBufferSize();
    int octets = bytes.readableBytes();
    boolean room = true;
    for (int from = 0; from < octets; from += most) {
      int length = Math.min(most, octets - from);
      boolean last = from + length == octets;
      ByteBuffer view = bytes.nioBuffer(bytes.readerIndex() + from, length).asReadOnlyBuffer();
      room &= parked.park(view, false, last ? bytes::release : NettyConnection::nothing);
    }
    if (!room) {
      ended(Failures.overflow());
    }
  }

  private static void nothing() {}

  /**
   * All that one read gave has come out of the pipeline. It is delivered here, without a detour by
   * the loop's queue: nothing of ours and nothing of TLS is on the stack. Elsewhere something may
   * be.
   */
  void readComplete() {
    parkIfAny(joined.take());
    if (parked.isEmpty()) {
      if (opened && pulled() && !closing) {
        gate.read();
      }
      return;
    }
    arriving = true;
    inputReady();
    arriving = false;
    if (due) {
      due = false;
      run();
    }
  }

  /** The peer's end: with TLS an orderly one only if it said so. */
  void inputEnded(boolean closeNotify) {
    if (!opened) {
      ended(new Failed(TransportFailures.endInHandshake()));
      return;
    }
    parkIfAny(joined.take());
    inputOver = true;
    boolean orderly = tls == null || closeNotify;
    parked.end(orderly ? new CloseReason.PeerClose() : new Failed(TransportFailures.truncated()));
    inputReady();
  }

  void failed(Throwable cause) {
    ended(
        new Failed(opened ? TransportFailures.broken(cause) : TransportFailures.handshake(cause)));
  }

  @Override
  protected void pull() {
    if (!parked.deliverTo(this)) {
      gate.read();
    }
  }

  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    unwritten = new Slices(parts, wiring.writeBufferSize(), recordBuffers());
    writeMore();
  }

  /** Buffers of the kind that the engine works in; none without TLS. */
  private @Nullable IntFunction<ByteBuf> recordBuffers() {
    if (tls == null) {
      return null;
    }
    ByteBufAllocator buffers = channel.alloc();
    return tls.engine() instanceof ReferenceCountedOpenSslEngine
        ? buffers::directBuffer
        : buffers::heapBuffer;
  }

  private void writeMore() {
    Slices slices = unwritten;
    if (slices == null) {
      return;
    }
    if (slices.isEmpty()) {
      unwritten = null;
      written();
    } else {
      ChannelProgressivePromise promise = channel.newProgressivePromise();
      var unused =
          channel.writeAndFlush(slices.next(), promise.addListener(new SliceListener(slices)));
    }
  }

  /** Follows a slice, so that the positions of the parts tell how far it has come (T3.2). */
  private final class SliceListener implements ChannelProgressiveFutureListener {
    private final Slices slices;

    SliceListener(Slices slices) {
      this.slices = slices;
    }

    @Override
    public void operationProgressed(ChannelProgressiveFuture write, long progress, long total) {
      slices.taken(progress);
    }

    @Override
    public void operationComplete(ChannelProgressiveFuture write) {
      sliceWritten(slices, write);
    }
  }

  /**
   * Where the peer's end is known, it is that which fails the write, once its octets are delivered
   * (T2.7), or else the user's own close. Epoll of Netty 4.2.13 to 4.2.18 can't wait for output any
   * more after the peer's end.
   */
  private void sliceWritten(Slices slices, Future<?> write) {
    if (write.isSuccess()) {
      slices.taken();
      writeMore();
      return;
    }
    CloseReason failure = new Failed(TransportFailures.broken(requireNonNull(write.cause())));
    if (closing || !inputOver) {
      ended(failure);
    } else {
      writeFailure = failure;
    }
  }

  @Override
  protected void beginClose() {
    closing = true;
    startTimer(wiring.closeTimeout());
    drop();
    gate.discard(() -> ended(new CloseReason.PeerClose()));
    if (writeFailure != null) {
      ended(writeFailure);
    }
  }

  @Override
  protected void shutdownOutput() {
    sayGoodbye()
        .addListener(
            said -> {
              var unused = channel.shutdownOutput();
            });
  }

  private ChannelFuture sayGoodbye() {
    return tls == null ? channel.newSucceededFuture() : tls.closeOutbound();
  }

  @Override
  protected void release(CloseReason reason) {
    stopTimer();
    closing = true;
    unwritten = null;
    drop();
    wiring.members().remove(this);
    if (reason instanceof CloseReason.Failed failed) {
      releaseFailed(failed.cause().kind());
    } else {
      releaseInOrder(reason instanceof CloseReason.PeerClose);
    }
  }

  /** The answer to the peer's close_notify is due at once: nobody waits for it to be taken. */
  private void releaseInOrder(boolean answer) {
    try {
      if (answer) {
        var unused = sayGoodbye();
      }
    } finally {
      gate.close();
    }
  }

  /** An alert must reach the peer: a reset because of unread input would overtake it (T1.1). */
  private void releaseFailed(Kind kind) {
    if (kind == Kind.TLS_HANDSHAKE && !opened && channel.isActive()) {
      Runnable giveUp = gate::close;
      Future<?> limit =
          loop.schedule(giveUp, wiring.closeTimeout().toNanos(), TimeUnit.NANOSECONDS);
      var unused = channel.shutdownOutput();
      gate.discard(
          () -> {
            limit.cancel(false);
            gate.close();
          });
    } else {
      resetOnClose();
      gate.close();
    }
  }

  private void drop() {
    ByteBuf rest = joined.take();
    if (rest != null) {
      rest.release();
    }
    parked.clear();
  }

  private void resetOnClose() {
    try {
      channel.config().setSoLinger(0);
    } catch (ChannelException alreadyClosed) {
      // There is nobody left to be told.
      return;
    }
  }

  private void startTimer(Duration after) {
    timer = loop.schedule(this::expired, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
