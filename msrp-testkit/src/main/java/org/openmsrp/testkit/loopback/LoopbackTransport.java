// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;

/**
 * A transport in memory that keeps the whole transport contract.
 *
 * <p>It serves {@code tcp} and {@code tls} with stream framing, {@code ws} and {@code wss} with
 * message framing. The secure ones encrypt nothing and ask for no credentials; they say that they
 * are secure ({@link org.openmsrp.domain.port.transport.TlsInfo} is present, without certificates).
 *
 * <p>It has no buffer of its own: it lends the writer's buffers to the reader, and a write is done
 * when the reader has taken all of it. It tells as little about the end of a connection as the
 * contract allows: the peer's end and its reset show only while something is asked for. Code that
 * works on it does not lean on the buffers or the eagerness of one operating system.
 *
 * <p>Signals are delivered by the executor that is handed in: {@link SteppingExecutor} for runs
 * that can be replayed, a thread pool for real concurrency. It must outlive the transport.
 */
public final class LoopbackTransport implements Transport {

  private static final Set<String> SCHEMES =
      Set.of(Endpoint.TCP, Endpoint.TLS, Endpoint.WS, Endpoint.WSS);
  private static final int SIGNALS_PER_TURN = 64;
  private static final long CLOSE_SECONDS = 30;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final LoopbackNetwork network;
  private final Executor executor;
  private final Timers timers;
  private final Runnable freeThreads;
  private final ThreadLocal<Boolean> serving = ThreadLocal.withInitial(() -> false);
  private final LoopbackConnector connector = new LoopbackConnector(this);
  private final LoopbackAcceptor acceptor = new LoopbackAcceptor(this);

  /**
   * A transport without threads of its own.
   *
   * @param network where it listens and connects
   * @param executor delivers the signals
   * @param timers measures timeouts
   */
  public LoopbackTransport(LoopbackNetwork network, Executor executor, Timers timers) {
    this(network, executor, timers, () -> {});
  }

  private LoopbackTransport(
      LoopbackNetwork network, Executor executor, Timers timers, Runnable freeThreads) {
    this.network = requireNonNull(network, "network");
    this.executor = requireNonNull(executor, "executor");
    this.timers = requireNonNull(timers, "timers");
    this.freeThreads = freeThreads;
  }

  /**
   * A transport with two threads for signals and one for real time, whose names begin with {@code
   * openmsrp-loopback}. They end when it is closed.
   *
   * @param network where it listens and connects
   * @return a transport
   */
  public static LoopbackTransport threaded(LoopbackNetwork network) {
    String name = "openmsrp-loopback-" + COUNT.incrementAndGet();
    ExecutorService pool = Executors.newFixedThreadPool(2, threads(name));
    ScheduledTimers timers = new ScheduledTimers(threads(name + "-timer"));
    return new LoopbackTransport(
        network,
        pool,
        timers,
        () -> {
          timers.close();
          pool.shutdown();
        });
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Set<String> schemes() {
    return SCHEMES;
  }

  @Override
  public TransportConnector connector() {
    return connector;
  }

  @Override
  public TransportAcceptor acceptor() {
    return acceptor;
  }

  /**
   * How many connections are open, and attempts and bindings alive.
   *
   * @return zero once everything is closed
   */
  public int open() {
    return connector.size() + acceptor.size();
  }

  /**
   * Closes connector and acceptor, aborts the connections that are left, and returns when all of
   * them have ended. A {@link SteppingExecutor} is stepped for that.
   *
   * @throws IllegalStateException if connections don't end because the executor runs nothing
   */
  @Override
  public void close() {
    connector.close();
    acceptor.close();
    acceptor.abortConnections();
    if (!serving.get()) {
      awaitEnd();
    }
    freeThreads();
  }

  private void awaitEnd() {
    if (executor instanceof SteppingExecutor stepping) {
      boolean more = true;
      while (more && open() > 0) {
        more = stepping.step();
      }
    }
    try {
      awaitIdle(System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitIdle(long deadline) throws InterruptedException {
    while (open() > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("not closed: the executor does not run " + open());
      }
      wait(left);
    }
  }

  /** Once both factories are closed, the threads go with the last connection. */
  void freeThreads() {
    if (connector.closed() && acceptor.closed() && open() == 0) {
      freeThreads.run();
    }
    synchronized (this) {
      notifyAll();
    }
  }

  /** Runs a task that may deliver signals. */
  void execute(Runnable task) {
    Runnable served = () -> serve(task);
    try {
      executor.execute(served);
    } catch (RejectedExecutionException ended) {
      // Nothing is open any more: what is left is to fail a late connect or bind.
      task.run();
    }
  }

  private void serve(Runnable task) {
    boolean outer = serving.get();
    serving.set(true);
    try {
      task.run();
    } finally {
      serving.set(outer);
    }
  }

  LoopbackNetwork network() {
    return network;
  }

  Timers timers() {
    return timers;
  }

  /** A stepped run chooses anew after each signal; threads change over less often. */
  int signalsPerTurn() {
    return executor instanceof SteppingExecutor ? 1 : SIGNALS_PER_TURN;
  }

  void register(LoopbackConnection inbound) {
    acceptor.register(inbound);
  }

  void forget(LoopbackConnection connection) {
    if (!connector.forget(connection)) {
      acceptor.forget(connection);
    }
    freeThreads();
  }
}
