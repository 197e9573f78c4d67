// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of one connection. Exactly one demand is outstanding with Jetty at any time,
 * except while a piece is parked: so pings, the peer's close and its end are noticed although
 * nobody reads, and what lies behind a parked piece waits on the wire (T2.6).
 *
 * <p>Frames come one at a time, on one of several threads of Jetty; {@link #deliver} and {@link
 * #discard} are called by the connection's pump.
 */
final class FrameInput implements FrameHandler {

  private static final Piece DISCARDING = new Piece(BufferUtil.EMPTY_BUFFER, true, Callback.NOOP);

  private final MessageConnection connection;
  private final ControlFrames control;
  private final int maxMessageSize;
  private final AtomicReference<@Nullable Piece> parked = new AtomicReference<>();
  private @Nullable CoreSession session;
  private long octets;

  FrameInput(MessageConnection connection, ControlFrames control, int maxMessageSize) {
    this.connection = connection;
    this.control = control;
    this.maxMessageSize = maxMessageSize;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    callback.succeeded();
    connection.upgraded((WebSocketCoreSession) opened);
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    control.heard();
    switch (frame.getOpCode()) {
      case OpCode.PING -> {
        control.answer(BufferUtil.toArray(payload(frame)));
        next(callback);
      }
      case OpCode.PONG -> next(callback);
      case OpCode.CLOSE -> {
        connection.peerClosed(PeerEnd.of(CloseStatus.getCloseStatus(frame)));
        callback.succeeded();
      }
      default -> onData(frame, callback);
    }
  }

  private static ByteBuffer payload(Frame frame) {
    ByteBuffer payload = frame.getPayload();
    return payload == null ? BufferUtil.EMPTY_BUFFER : payload;
  }

  private void onData(Frame frame, Callback callback) {
    ByteBuffer payload = payload(frame);
    if (octets + payload.remaining() > maxMessageSize) {
      callback.succeeded();
      connection.oversized();
      return;
    }
    octets = frame.isFin() ? 0 : octets + payload.remaining();
    if (frame.isFin() || payload.hasRemaining()) {
      park(new Piece(payload.slice(), frame.isFin(), callback));
    } else {
      next(callback);
    }
  }

  private void park(Piece piece) {
    if (parked.compareAndSet(null, piece)) {
      connection.arrived();
    } else {
      next(piece.done());
    }
  }

  /** Gives memory back and lets the next frame come. */
  private void next(Callback callback) {
    callback.succeeded();
    requireNonNull(session).demand();
  }

  /** Lends the next slice of what is parked; false if there is nothing. */
  boolean deliver(int most) {
    Piece piece = parked.get();
    if (piece == null || piece == DISCARDING) {
      return false;
    }
    ByteBuffer slice = piece.take(most);
    try {
      connection.lend(slice, piece.last() && piece.isTaken());
    } finally {
      if (piece.isTaken() && parked.compareAndSet(piece, null)) {
        next(piece.done());
      }
    }
    return true;
  }

  /** From now on whatever comes is thrown away. */
  void discard() {
    Piece piece = parked.getAndSet(DISCARDING);
    if (piece != null && piece != DISCARDING) {
      next(piece.done());
    }
  }

  /** Whether nothing is parked, so that frames of the peer are seen. */
  boolean isListening() {
    Piece piece = parked.get();
    return piece == null || piece == DISCARDING;
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    connection.failed(cause);
    callback.succeeded();
  }

  /** All other reasons are known by now. */
  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    connection.closedWithoutFrame();
    callback.succeeded();
  }
}
