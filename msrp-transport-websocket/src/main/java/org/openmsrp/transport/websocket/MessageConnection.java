// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.SerialConnection;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, from the accepted upgrade on. Jetty calls from several threads of its pool; the
 * pump runs on the one that brings input, otherwise on any other of them.
 */
final class MessageConnection extends SerialConnection implements Members.Member {

  private static final Logger LOG = LoggerFactory.getLogger(MessageConnection.class);

  private final Wiring wiring;
  private final EndPoint endPoint;
  private final String localPath;
  private final String remotePath;
  private final ControlFrames control;
  private final FrameInput input;

  /** The lease is given back by the later of two: the last signal and the end of the socket. */
  private final AtomicBoolean halfGone = new AtomicBoolean();

  private volatile @Nullable WebSocketCoreSession session;
  private @Nullable ConnectionInfo info;
  private volatile Scheduler.@Nullable Task timer;
  private volatile int closeCode;
  private volatile boolean peerClosed;

  /** The thread on which input is reported whose signal may be delivered at once. */
  private @Nullable Thread reader;

  private boolean due;

  /** Takes one claim on the lease; {@link #socketClosed} must be called some time. */
  MessageConnection(
      Wiring wiring,
      EndPoint endPoint,
      String localPath,
      String remotePath,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage) {
    super(Framing.MESSAGE, handler, stage);
    this.wiring = wiring;
    this.endPoint = endPoint;
    this.localPath = localPath;
    this.remotePath = remotePath;
    this.control = new ControlFrames(wiring, this);
    this.input = new FrameInput(this, control, wiring.options().maxMessageSize());
    wiring.lease().acquire();
    wiring.members().add(this);
  }

  FrameHandler frames() {
    return input;
  }

  @Nullable WebSocketCoreSession session() {
    return session;
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
    if (reader == Thread.currentThread()) {
      due = true;
      return;
    }
    try {
      wiring.executor().execute(this);
    } catch (RejectedExecutionException e) {
      LOG.warn("{}: its threads were stopped before it had ended", endPoint);
    }
  }

  /** The upgrade is done. */
  void upgraded(WebSocketCoreSession opened) {
    session = opened;
    if (SocketEndPoint.below(endPoint) == null) {
      opened.getConnection().addEventListener(new EndOfForeignSocket());
    }
    info = facts();
    if (info == null) {
      ended(Failures.noCloseFrame());
    } else {
      open();
      control.start();
    }
  }

  /** Null if the socket is gone already. */
  private @Nullable ConnectionInfo facts() {
    EndPoint.SslSessionData tls = endPoint.getSslSessionData();
    String scheme = tls == null ? Endpoint.WS : Endpoint.WSS;
    Optional<Endpoint> local =
        Addresses.endpoint(scheme, endPoint.getLocalSocketAddress(), localPath);
    Optional<Endpoint> remote =
        Addresses.endpoint(scheme, endPoint.getRemoteSocketAddress(), remotePath);
    Optional<TlsInfo> secured =
        Optional.ofNullable(tls).map(data -> TlsEngines.facts(data.sslSession()));
    return local.isEmpty() || remote.isEmpty()
        ? null
        : new ConnectionInfo("websocket", local.get(), remote.get(), Framing.MESSAGE, secured);
  }

  /** A piece is parked. It is delivered here: nothing of ours is on the stack. */
  void arrived() {
    reader = Thread.currentThread();
    inputReady();
    reader = null;
    if (due) {
      due = false;
      run();
    }
  }

  void lend(ByteBuffer bytes, boolean endOfFrame) {
    deliver(bytes, endOfFrame);
  }

  boolean isListening() {
    return input.isListening();
  }

  void oversized() {
    closeCode = CloseStatus.MESSAGE_TOO_LARGE;
    ended(Failures.tooLarge(wiring.options().maxMessageSize()));
  }

  void peerDead() {
    closeCode = CloseStatus.SHUTDOWN;
    ended(Failures.peerDead());
  }

  void peerClosed(CloseReason reason) {
    peerClosed = true;
    ended(reason);
  }

  void failed(Throwable cause) {
    ended(
        cause instanceof ClosedChannelException
            ? Failures.noCloseFrame()
            : new CloseReason.Failed(Failures.broken(cause)));
  }

  void closedWithoutFrame() {
    if (!peerClosed) {
      ended(Failures.noCloseFrame());
    }
  }

  /** The socket is gone, whoever closed it. Why, Jetty tells afterwards, if it has a session. */
  void socketClosed() {
    if (session == null) {
      ended(Failures.noCloseFrame());
    }
    leave();
  }

  private final class EndOfForeignSocket implements org.eclipse.jetty.io.Connection.Listener {
    @Override
    public void onClosed(org.eclipse.jetty.io.Connection closed) {
      socketClosed();
    }
  }

  /** The connection that carried the handshake is gone: replaced by ours, or closed before. */
  void upgradeOver() {
    if (!endPoint.isOpen()) {
      socketClosed();
    }
  }

  private void leave() {
    if (!halfGone.compareAndSet(false, true)) {
      stopTimer();
      wiring.lease().release();
    }
  }

  @Override
  protected void pull() {
    input.deliver(wiring.socket().readBufferSize());
  }

  /** An empty message would be no chunk (RFC 7977 §5.1), so that nothing is sent for it. */
  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    Gathered message = Gathered.of(wiring.buffers(), parts);
    if (message.isEmpty()) {
      message.release();
      written();
      return;
    }
    Frame frame = new Frame(OpCode.BINARY).setPayload(message.octets());
    Callback done =
        Callback.from(
            InvocationType.NON_BLOCKING, () -> sent(message), cause -> unsent(message, cause));
    requireNonNull(session).sendFrame(frame, done, false);
  }

  private void sent(Gathered message) {
    message.release();
    written();
  }

  private void unsent(Gathered message, Throwable cause) {
    message.release();
    failed(cause);
  }

  @Override
  protected void beginClose() {
    startTimer(this::expired);
    input.discard();
  }

  @Override
  protected void shutdownOutput() {
    sendClose(CloseStatus.NORMAL);
  }

  /** That it could not be sent is told by the end of the connection. */
  private void sendClose(int code) {
    requireNonNull(session).close(code, null, Callback.NOOP);
  }

  @Override
  protected void release(CloseReason reason) {
    stopTimer();
    control.stop();
    input.discard();
    wiring.members().remove(this);
    if (reason instanceof CloseReason.Failed failed) {
      releaseFailed(failed.cause().kind());
    } else if (peerClosed) {
      startTimer(() -> Endings.closeNow(endPoint));
    } else {
      Endings.closeNow(endPoint);
    }
    leave();
  }

  /** With a violation Jetty says goodbye by itself. */
  private void releaseFailed(Kind kind) {
    if (session == null) {
      Endings.reset(endPoint);
    } else if (closeCode != 0) {
      startTimer(() -> Endings.closeNow(endPoint));
      sendClose(closeCode);
    } else if (kind == Kind.PROTOCOL_VIOLATION || peerClosed) {
      startTimer(() -> Endings.closeNow(endPoint));
    } else {
      Endings.reset(endPoint);
    }
  }

  private void startTimer(Runnable action) {
    Duration after = wiring.closeTimeout();
    timer = wiring.scheduler().schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    Scheduler.Task running = timer;
    if (running != null) {
      running.cancel();
      timer = null;
    }
  }
}
