// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/**
 * One end of a connection in memory.
 *
 * <p>Both ends share one lock, which guards the state of both and is never held while a signal is
 * delivered. Every change asks both ends whether a signal is due now; the end that has one and no
 * task waiting puts one on its executor. Since a task is waiting or running at most once, signals
 * are serial and never nested.
 */
final class LoopbackConnection implements Connection, Runnable {

  private enum Signal {
    NONE,
    OPEN,
    OPENED,
    WRITTEN,
    WAKE,
    BYTES,
    CLOSED
  }

  /** The signals between opening and closing; whose turn it is rotates, so that none starves. */
  private static final Signal[] ROTATION = {Signal.WRITTEN, Signal.WAKE, Signal.BYTES};

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final CloseReason LOCAL = new CloseReason.LocalClose();
  private static final CloseReason PEER = new CloseReason.PeerClose();

  private final Object lock;
  private final LoopbackTransport transport;
  private final ConnectionInfo info;
  private final Link in;
  private final Link out;
  private final Gate gate;
  private final int maxRead;
  private final Duration closeTimeout;
  private final boolean accepted;

  private @Nullable LoopbackConnection peer;
  private @Nullable ConnectionHandler handler;
  private @Nullable Opening opening;
  private Timers.@Nullable Timer closeTimer;
  private @Nullable TransportException abort;
  private @Nullable TransportException openFailure;
  private int delivered;
  private boolean scheduled;
  private boolean opened;
  private boolean announced;
  private boolean demand;
  private boolean writing;
  private boolean wake;
  private boolean closing;
  private boolean expired;
  private boolean done;

  LoopbackConnection(Wiring wiring, LoopbackTransport transport, Opening opening) {
    this.lock = wiring.lock();
    this.in = wiring.in();
    this.out = wiring.out();
    this.gate = wiring.gate();
    this.info = wiring.info();
    this.maxRead = wiring.maxRead();
    this.closeTimeout = wiring.closeTimeout();
    this.accepted = wiring.accepted();
    this.transport = transport;
    this.opening = opening;
    this.handler = opening.handler();
  }

  /**
   * What an end is connected to.
   *
   * @param lock shared by both ends
   * @param in what the peer writes
   * @param out what the peer reads
   * @param gate opens and closes the way for both
   * @param info facts
   * @param maxRead octets that one {@code onBytes} lends at most
   * @param closeTimeout how long a close waits for the peer
   * @param accepted whether this is the end of the listener
   */
  record Wiring(
      Object lock,
      Link in,
      Link out,
      Gate gate,
      ConnectionInfo info,
      int maxRead,
      Duration closeTimeout,
      boolean accepted) {}

  /** Lets both ends open. */
  static void join(LoopbackConnection one, LoopbackConnection other) {
    one.attach(other);
    other.attach(one);
    one.nudge();
  }

  private void attach(LoopbackConnection other) {
    peer = other;
    gate.add(this);
    in.attach(transport.timers(), () -> change(in::arrived));
  }

  /** Looks whether something is due. */
  void nudge() {
    change(() -> {});
  }

  /** The network drops the connection: both ends learn of a reset. */
  void resetByNetwork() {
    change(this::breakLinks);
  }

  /** The network ends the stream from here to the peer. */
  void endOutputByNetwork() {
    change(out::finish);
  }

  boolean accepted() {
    return accepted;
  }

  @Override
  public ConnectionInfo info() {
    return info;
  }

  @Override
  public void demand() {
    change(() -> demand |= !deaf());
  }

  @Override
  public void write(boolean endOfFrame, ByteBuffer... parts) {
    change(() -> accept(endOfFrame, parts));
  }

  private void accept(boolean endOfFrame, ByteBuffer[] parts) {
    if (deaf()) {
      return;
    }
    if (info.framing() == Framing.MESSAGE && !endOfFrame) {
      throw new IllegalArgumentException("one write is one message: endOfFrame must be true");
    }
    if (writing) {
      throw new IllegalStateException("the previous write to " + info.remote() + " is in flight");
    }
    writing = true;
    if (!in.atEnd()) { // Else it fails with the connection (T2.7), which has nothing left to read.
      out.write(parts);
    }
  }

  @Override
  public void wake() {
    change(() -> wake |= !deaf());
  }

  @Override
  public void close() {
    boolean first;
    synchronized (lock) {
      first = !deaf();
      closing |= first;
    }
    if (first) {
      // Outside the lock: timers have locks of their own.
      closeTimer(transport.timers().schedule(closeTimeout, () -> change(() -> expired = true)));
      change(in::discard);
    }
  }

  private void closeTimer(Timers.Timer timer) {
    boolean late;
    synchronized (lock) {
      closeTimer = timer;
      late = done;
    }
    if (late) {
      timer.cancel();
    }
  }

  @Override
  public void abort(TransportException reason) {
    change(
        () -> {
          if (abort == null && !done) {
            abort = reason;
            breakLinks();
          }
        });
  }

  /** Verbs do nothing any more. */
  private boolean deaf() {
    return closing || abort != null || done;
  }

  private void change(Runnable mutation) {
    boolean here;
    boolean there;
    LoopbackConnection other = peer;
    synchronized (lock) {
      mutation.run();
      shutOutput();
      in.settle();
      out.settle();
      here = claim();
      there = other != null && other.claim();
    }
    if (here) {
      transport.execute(this);
    }
    if (there && other != null) {
      other.transport.execute(other);
    }
  }

  /** The output ends as soon as the last write was signalled. */
  private void shutOutput() {
    if (closing && opened && !writing && abort == null) {
      out.finish();
    }
  }

  private boolean claim() {
    boolean due = !scheduled && next() != Signal.NONE;
    scheduled |= due;
    return due;
  }

  private Signal next() {
    if (done) {
      return Signal.NONE;
    }
    if (!opened) {
      return Signal.OPEN;
    }
    if (!announced) {
      return Signal.OPENED;
    }
    if (end() != null) {
      // The peer may still be reading our buffers, which onClosed gives back to their owner.
      return out.lendsWriterBuffers() ? Signal.NONE : Signal.CLOSED;
    }
    for (int i = 0; i < ROTATION.length; i++) {
      Signal candidate = ROTATION[(delivered + i) % ROTATION.length];
      if (due(candidate)) {
        return candidate;
      }
    }
    return Signal.NONE;
  }

  private boolean due(Signal signal) {
    return switch (signal) {
      case WRITTEN -> out.written();
      case WAKE -> wake && !closing;
      default -> demand && !closing && in.readable();
    };
  }

  /** Why the connection has ended, once it has. */
  private @Nullable CloseReason end() {
    if (abort != null) {
      return new CloseReason.Failed(abort);
    }
    boolean interested = demand || writing || closing;
    if (in.broken()) {
      return interested ? failed(Kind.RESET, "reset by ") : null;
    }
    if (out.written()) {
      return null;
    }
    if (closing) {
      return closingEnd();
    }
    return in.atEnd() && interested ? PEER : null;
  }

  private @Nullable CloseReason closingEnd() {
    if (in.atEnd()) {
      return writing ? PEER : LOCAL;
    }
    if (!expired) {
      return null;
    }
    return writing ? failed(Kind.TIMEOUT, "close timeout with a write pending to ") : LOCAL;
  }

  private CloseReason failed(Kind kind, String what) {
    return new CloseReason.Failed(new TransportException(kind, what + info.remote()));
  }

  @Override
  public void run() {
    for (int turns = transport.signalsPerTurn(); turns > 0; turns--) {
      if (!turn()) {
        return;
      }
    }
    transport.execute(this);
  }

  private boolean turn() {
    Signal signal;
    synchronized (lock) {
      signal = next();
      if (signal == Signal.NONE) {
        scheduled = false;
        return false;
      }
      delivered = (delivered + 1) % ROTATION.length;
    }
    deliver(signal);
    return true;
  }

  private void deliver(Signal signal) {
    ConnectionHandler user = handler;
    if (user == null) {
      throw new IllegalStateException(signal + " after the end of " + info);
    }
    switch (signal) {
      case OPEN -> open(user);
      case OPENED -> opened();
      case WRITTEN -> written(user);
      case WAKE -> wake(user);
      case BYTES -> bytes(user);
      default -> closed(user);
    }
  }

  private void open(ConnectionHandler user) {
    boolean wanted = opening != null && opening.begin();
    synchronized (lock) {
      wanted &= abort == null;
      opened = true;
      announced = !wanted;
    }
    if (wanted) {
      tell(NetworkEvent.Kind.OPENED, NOTHING);
      openFailure = guard(() -> user.onOpen(this));
    } else {
      change(this::breakLinks);
      leave();
      transport.forget(this);
    }
  }

  private void opened() {
    Opening ended = opening;
    synchronized (lock) {
      announced = true;
      opening = null;
    }
    if (ended != null && !ended.complete(this, openFailure)) {
      abort(new TransportException(Kind.ABORTED, "connect was cancelled: " + info.remote()));
    }
    nudge();
  }

  private void written(ConnectionHandler user) {
    synchronized (lock) {
      out.takeWritten();
      writing = false;
    }
    tell(NetworkEvent.Kind.WRITTEN, NOTHING);
    guard(user::onWritten);
  }

  private void wake(ConnectionHandler user) {
    synchronized (lock) {
      wake = false;
    }
    tell(NetworkEvent.Kind.WOKEN, NOTHING);
    guard(user::onWake);
  }

  private void bytes(ConnectionHandler user) {
    Link.Piece piece;
    synchronized (lock) {
      if (!in.readable()) {
        return; // The peer reset the connection meanwhile.
      }
      demand = false;
      piece = in.lend(maxRead);
    }
    tell(NetworkEvent.Kind.READ, piece.bytes());
    guard(() -> user.onBytes(piece.bytes(), piece.endOfFrame()));
    change(in::giveBack);
  }

  /** Delivers one signal; a handler that throws loses its connection (T1.5). */
  private @Nullable TransportException guard(Runnable signal) {
    try {
      signal.run();
      nudge();
      return null;
    } catch (Throwable thrown) {
      TransportException failure =
          new TransportException(
              Kind.HANDLER_FAILED, "handler of " + info.remote() + " threw", thrown);
      abort(failure);
      return failure;
    }
  }

  private void closed(ConnectionHandler user) {
    CloseReason reason;
    synchronized (lock) {
      reason = end();
    }
    if (reason == null) {
      return;
    }
    if (reason instanceof CloseReason.Failed) {
      change(this::breakLinks);
    }
    leave();
    tell(NetworkEvent.Kind.CLOSED, NOTHING);
    try {
      user.onClosed(reason);
    } finally {
      transport.forget(this);
    }
  }

  private void tell(NetworkEvent.Kind kind, ByteBuffer octets) {
    transport.network().tell(kind, transport.timers().nanoTime(), info, octets);
  }

  private void breakLinks() {
    out.reset();
    in.reset();
  }

  /** Lets go of everything that belongs to the user, and tells the peer. */
  private void leave() {
    Timers.Timer timer;
    synchronized (lock) {
      done = true;
      timer = closeTimer;
      closeTimer = null;
    }
    if (timer != null) {
      timer.cancel();
    }
    gate.remove(this);
    change(
        () -> {
          handler = null;
          opening = null;
          in.abandon();
          out.finish();
        });
  }
}
