// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;
import static org.openmsrp.domain.port.transport.spi.Flags.any;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * The half of {@link SerialConnection} that any thread may enter: verbs and events, which only set
 * bits. Whoever finds no pump scheduled schedules it.
 */
abstract class ConnectionState implements Connection {

  static final ByteBuffer[] NO_PARTS = {};
  private static final VarHandle FLAGS = handle("flags", int.class);
  private static final VarHandle END = handle("end", CloseReason.class);
  private static final VarHandle ABORTION = handle("abortion", TransportException.class);

  private final Framing framing;

  volatile int flags;
  volatile @Nullable CloseReason end;
  volatile @Nullable TransportException abortion;

  /** Written by the thread that set {@link Flags#WRITING}, read by the pump. */
  ByteBuffer[] parts = NO_PARTS;

  boolean endOfFrame;

  ConnectionState(Framing framing) {
    this.framing = requireNonNull(framing, "framing");
  }

  @Override
  public final void demand() {
    if (!any(flags, Flags.DEAF | Flags.DEMAND)) {
      post(Flags.DEMAND);
    }
  }

  @Override
  public final void wake() {
    if (!any(flags, Flags.DEAF | Flags.WAKE)) {
      post(Flags.WAKE);
    }
  }

  @Override
  public final void write(boolean endOfFrame, ByteBuffer... parts) {
    for (ByteBuffer part : parts) {
      requireNonNull(part, "part");
    }
    if (framing == Framing.MESSAGE && !endOfFrame) {
      throw new IllegalArgumentException("one write is one message: endOfFrame must be true");
    }
    if (acquireWrite()) {
      this.endOfFrame = endOfFrame;
      this.parts = parts;
      post(Flags.WRITE);
      if (any(flags, Flags.DONE)) {
        this.parts = NO_PARTS;
      }
    }
  }

  private boolean acquireWrite() {
    while (true) {
      int now = flags;
      if (any(now, Flags.DEAF)) {
        return false;
      }
      if (any(now, Flags.WRITING)) {
        throw new IllegalStateException("the previous write is still in flight");
      }
      if (FLAGS.compareAndSet(this, now, now | Flags.WRITING)) {
        return true;
      }
    }
  }

  @Override
  public final void close() {
    if (!any(flags, Flags.DEAF)) {
      post(Flags.CLOSE);
    }
  }

  @Override
  public final void abort(TransportException reason) {
    requireNonNull(reason, "reason");
    if (!any(flags, Flags.ABORT | Flags.DONE) && ABORTION.compareAndSet(this, null, reason)) {
      post(Flags.ABORT);
    }
  }

  /** Event: the connection is open, {@link #info()} is final, {@code onOpen} may be called. */
  protected final void open() {
    post(Flags.OPENING);
  }

  /**
   * Event: after a {@link SerialConnection#pull} that delivered nothing, there may be something
   * now.
   */
  protected final void inputReady() {
    post(Flags.INPUT);
  }

  /**
   * Event: the operating system has taken the last octet of {@link SerialConnection#startWrite}.
   */
  protected final void written() {
    post(Flags.WRITTEN);
  }

  /**
   * Event: the connection has ended, or could not be opened; all octets that came before an orderly
   * end have been delivered. After {@link SerialConnection#beginClose} it means that there is
   * nothing left to discard, and a pending write goes on if the reason is {@link
   * CloseReason.PeerClose}. The first reason counts, but a failure replaces an orderly end.
   *
   * @param reason the peer's end, or what failed
   */
  protected final void ended(CloseReason reason) {
    requireNonNull(reason, "reason");
    CloseReason known = end;
    while (known == null || (known instanceof CloseReason.PeerClose && known != reason)) {
      if (END.compareAndSet(this, known, reason)) {
        post(Flags.ENDED);
        return;
      }
      known = end;
    }
  }

  /**
   * Event: the timer of the attempt to open or of {@link SerialConnection#beginClose} has run out.
   * Does nothing if the connection is open and not being closed.
   */
  protected final void expired() {
    post(Flags.EXPIRED);
  }

  /**
   * Hook: runs {@link SerialConnection#run()} soon, once, on the connection's thread, with a
   * happens-before edge. Called on any thread, and never twice before that run has begun. Must not
   * run it inside the call unless that is known not to be inside a signal.
   */
  protected abstract void schedule();

  private void post(int bits) {
    if (any(flags, Flags.DONE)) {
      return;
    }
    int before = (int) FLAGS.getAndBitwiseOr(this, bits | Flags.SCHEDULED);
    if (!any(before, Flags.SCHEDULED)) {
      schedule();
    }
  }

  final void set(int bits) {
    FLAGS.getAndBitwiseOr(this, bits);
  }

  final void clear(int bits) {
    FLAGS.getAndBitwiseAnd(this, ~bits);
  }

  /** Lets the pump rest, unless something has happened since it looked. */
  final boolean rest(int seen) {
    return FLAGS.compareAndSet(this, seen, seen & ~Flags.SCHEDULED);
  }

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(ConnectionState.class, field, type);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }
}
