// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Framing;

/**
 * Takes down what a transport signals, judges it by the rules that hold for every connection
 * (grammar, order, no nesting, demand, pieces), and lets a test react to signals.
 *
 * <p>Verbs should be called through this class, so that it knows what was asked for. What breaks a
 * rule is collected in {@link #violations()}; nothing is thrown into the transport. All methods may
 * be called from any thread.
 */
public class RecordingHandler implements ConnectionHandler {

  private static final int SIGNALS_KEPT = 32;
  private static final long RECHECK_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
  private final AtomicLong demands = new AtomicLong();
  private final Deque<String> lastSignals = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Long> frameEnds = new ArrayList<>();
  private volatile @Nullable Connection connection;
  private @Nullable CloseReason closeReason;
  private long received;
  private long pieces;
  private long written;
  private long woken;
  private long mismatch = -1;
  private int largest;
  private int opens;
  private int deepest;
  private boolean closedInside;
  private volatile boolean reading;

  private volatile Consumer<Connection> whenOpen = opened -> {};
  private volatile Consumer<ByteBuffer> whenBytes = bytes -> {};
  private volatile Runnable whenWritten = () -> {};
  private volatile Runnable whenWoken = () -> {};
  private volatile Consumer<CloseReason> whenClosed = reason -> {};

  /**
   * A handler that asks for nothing by itself.
   *
   * @param name tells it from others in messages
   */
  public RecordingHandler(String name) {
    this.name = name;
  }

  /**
   * Asks for bytes in {@code onOpen} and after each {@code onBytes}.
   *
   * @return this handler
   */
  public RecordingHandler reading() {
    reading = true;
    return this;
  }

  /** Begins to read now, and goes on with each {@code onBytes}. */
  public void startReading() {
    reading = true;
    demand();
  }

  /**
   * What to do in {@code onOpen}.
   *
   * @param action runs inside the signal
   * @return this handler
   */
  public RecordingHandler whenOpen(Consumer<Connection> action) {
    whenOpen = action;
    return this;
  }

  /**
   * What to do in {@code onBytes}, after the bytes were compared and counted.
   *
   * @param action runs inside the signal, with the lent buffer as it came
   * @return this handler
   */
  public RecordingHandler whenBytes(Consumer<ByteBuffer> action) {
    whenBytes = action;
    return this;
  }

  /**
   * What to do in {@code onWritten}.
   *
   * @param action runs inside the signal
   * @return this handler
   */
  public RecordingHandler whenWritten(Runnable action) {
    whenWritten = action;
    return this;
  }

  /**
   * What to do in {@code onWake}.
   *
   * @param action runs inside the signal
   * @return this handler
   */
  public RecordingHandler whenWoken(Runnable action) {
    whenWoken = action;
    return this;
  }

  /**
   * What to do in {@code onClosed}.
   *
   * @param action runs inside the signal
   * @return this handler
   */
  public RecordingHandler whenClosed(Consumer<CloseReason> action) {
    whenClosed = action;
    return this;
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    signal(
        "onOpen",
        () -> {
          opens++;
          check(opens == 1, "T1.1 onOpen came again");
        },
        () -> {
          whenOpen.accept(opened);
          demandIf(reading);
        });
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    signal(
        "onBytes(" + bytes.remaining() + (endOfFrame ? ", end)" : ")"),
        () -> take(bytes, endOfFrame),
        () -> {
          whenBytes.accept(bytes);
          demandIf(reading);
        });
  }

  private void take(ByteBuffer bytes, boolean endOfFrame) {
    pieces++;
    check(pieces <= demands.get(), "T2.1 onBytes without demand");
    check(bytes.isReadOnly(), "T2.3 the lent buffer can be written to");
    check(bytes.hasRemaining() || endOfFrame, "T2.3 an empty buffer that ends no message");
    check(!endOfFrame || framing() == Framing.MESSAGE, "T2.5 endOfFrame on STREAM");
    check(!closedInside, "T4.1 onBytes after close");
    if (mismatch < 0) {
      mismatch = Pattern.mismatch(received, bytes);
    }
    received += bytes.remaining();
    largest = Math.max(largest, bytes.remaining());
    if (endOfFrame) {
      frameEnds.add(received);
    }
  }

  @Override
  public void onWritten() {
    signal("onWritten", () -> written++, whenWritten);
  }

  @Override
  public void onWake() {
    signal("onWake", () -> woken++, whenWoken);
  }

  @Override
  public void onClosed(CloseReason reason) {
    signal("onClosed(" + reason + ")", () -> closeReason = reason, () -> whenClosed.accept(reason));
  }

  private void signal(String what, Runnable record, Runnable react) {
    Thread thread = Thread.currentThread();
    @Nullable Thread before = inside.compareAndExchange(null, thread);
    synchronized (this) {
      check(before == null, (before == thread ? "T1.4 nested: " : "T1.3 concurrent: ") + what);
      check(closeReason == null, "T1.2 after onClosed: " + what);
      check(opens > 0 || what.equals("onOpen"), "T1.2 before onOpen: " + what);
      note(what);
      record.run();
      notifyAll();
    }
    try {
      react.run();
    } finally {
      inside.compareAndSet(thread, before);
    }
  }

  private void note(String what) {
    lastSignals.add(what);
    if (lastSignals.size() > SIGNALS_KEPT) {
      lastSignals.remove();
    }
    long signals = pieces + written + woken;
    if (signals % 1024 == 1) {
      deepest = Math.max(deepest, Thread.currentThread().getStackTrace().length);
    }
  }

  private void check(boolean held, String rule) {
    if (!held) {
      violations.add(name + ": " + rule);
    }
  }

  private Framing framing() {
    return connection().info().framing();
  }

  private void demandIf(boolean wanted) {
    if (wanted) {
      demand();
    }
  }

  /**
   * The verbs.
   *
   * @return the connection
   * @throws IllegalStateException before {@code onOpen}
   */
  public Connection connection() {
    Connection opened = connection;
    if (opened == null) {
      throw new IllegalStateException(name + " is not open");
    }
    return opened;
  }

  /** Asks for bytes, and remembers that it has. */
  public void demand() {
    demands.incrementAndGet();
    connection().demand();
  }

  /** Closes the connection; inside a signal it remembers that no bytes may follow. */
  public void close() {
    connection().close();
    if (inside.get() == Thread.currentThread()) {
      synchronized (this) {
        closedInside = true;
      }
    }
  }

  /**
   * Runs something that counts as a signal, for example a stage's callback, so that a signal that
   * comes meanwhile is a violation.
   *
   * @param action what to run
   */
  public void asSignal(Runnable action) {
    Thread thread = Thread.currentThread();
    @Nullable Thread before = inside.compareAndExchange(null, thread);
    synchronized (this) {
      check(before == null, "T1.4 a stage's callback within a signal");
    }
    try {
      action.run();
    } finally {
      inside.compareAndSet(thread, before);
    }
  }

  /**
   * Waits until something holds; looked at after each signal and every few milliseconds.
   *
   * @param condition what to wait for
   * @param patience how long at most
   * @return whether it held in time
   */
  public boolean await(BooleanSupplier condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      while (!condition.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        try {
          wait(Math.min(left, RECHECK_MILLIS));
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Waits for {@code onOpen}, 30 s at most.
   *
   * @return the connection
   * @throws AssertionError if it does not come
   */
  public Connection awaitOpen() {
    if (!await(() -> opens > 0, PATIENCE)) {
      throw new AssertionError("has not opened: " + this);
    }
    return connection();
  }

  /**
   * Waits for {@code onClosed}, 30 s at most.
   *
   * @return how the connection ended
   * @throws AssertionError if it does not come
   */
  public CloseReason awaitClosed() {
    if (!await(() -> closeReason != null, PATIENCE)) {
      throw new AssertionError("has not closed: " + this);
    }
    return closeReason().orElseThrow();
  }

  /**
   * How often {@code onOpen} came.
   *
   * @return one, once the connection is open
   */
  public synchronized int opens() {
    return opens;
  }

  /**
   * How many octets came.
   *
   * @return the sum over all pieces
   */
  public synchronized long received() {
    return received;
  }

  /**
   * How often {@code onBytes} came.
   *
   * @return the number of pieces
   */
  public synchronized long pieces() {
    return pieces;
  }

  /**
   * The largest piece.
   *
   * @return its octets
   */
  public synchronized int largestPiece() {
    return largest;
  }

  /**
   * Where messages ended.
   *
   * @return the number of octets received by the end of each message, in order
   */
  public synchronized List<Long> frameEnds() {
    return List.copyOf(frameEnds);
  }

  /**
   * How often {@code onWritten} came.
   *
   * @return the completed writes
   */
  public synchronized long written() {
    return written;
  }

  /**
   * How often {@code onWake} came.
   *
   * @return the wake-ups
   */
  public synchronized long woken() {
    return woken;
  }

  /**
   * The depth of the stack, looked at every 1024 signals.
   *
   * @return the deepest that was seen
   */
  public synchronized int deepestStack() {
    return deepest;
  }

  /**
   * How the connection ended.
   *
   * @return empty while {@code onClosed} has not come
   */
  public synchronized Optional<CloseReason> closeReason() {
    return Optional.ofNullable(closeReason);
  }

  /**
   * Where the octets received first differ from those that the tests send.
   *
   * @return an offset, or -1
   */
  public synchronized long firstDifference() {
    return mismatch;
  }

  /**
   * What broke a rule.
   *
   * @return each with the rule's number; empty if all rules were kept
   */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /**
   * What came last, for messages.
   *
   * @return the name, the counts and the last signals
   */
  @Override
  public synchronized String toString() {
    return name
        + "[octets="
        + received
        + ", written="
        + written
        + ", demands="
        + demands
        + ", last signals="
        + lastSignals
        + "]";
  }
}
