// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of an {@link Engine}.
 *
 * @param threads of the pool
 * @param scheduler of timers, with one thread
 * @param buffers pooled
 * @param selector of outbound connections
 */
record Machinery(
    QueuedThreadPool threads,
    Scheduler scheduler,
    ByteBufferPool buffers,
    OutboundSelector selector) {

  private static final Logger LOG = LoggerFactory.getLogger(Machinery.class);

  private static final int MIN_THREADS = 2;
  private static final int IDLE_MILLIS = (int) TimeUnit.SECONDS.toMillis(10);
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** What the pool keeps for the next who needs it; what is in use is not bounded by it. */
  private static final long POOLED_OCTETS = 16 * 1024 * 1024;

  /** A thread of the pool, known as ours. */
  static final class Worker extends Thread {
    final Engine engine;

    Worker(Runnable target, String name, Engine engine) {
      super(target, name);
      this.engine = engine;
    }
  }

  static ByteBufferPool newPool() {
    return new ArrayByteBufferPool(0, -1, -1, Integer.MAX_VALUE, POOLED_OCTETS, POOLED_OCTETS);
  }

  static Machinery start(Engine engine, WebSocketOptions options, ByteBufferPool buffers) {
    QueuedThreadPool threads = threads(engine, options);
    Scheduler scheduler =
        new ScheduledExecutorScheduler(options.threadName() + "-timer", options.daemon());
    OutboundSelector selector = new OutboundSelector(threads, scheduler);
    for (LifeCycle part : new LifeCycle[] {threads, scheduler, selector}) {
      start(part);
    }
    return new Machinery(threads, scheduler, buffers, selector);
  }

  private static QueuedThreadPool threads(Engine engine, WebSocketOptions options) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          String name = options.threadName() + "-" + count.incrementAndGet();
          Thread thread = new Worker(task, name, engine);
          thread.setDaemon(options.daemon());
          return thread;
        };
    QueuedThreadPool threads =
        new QueuedThreadPool(options.threads(), MIN_THREADS, IDLE_MILLIS, 0, null, null, factory);
    threads.setName(options.threadName());
    threads.setStopTimeout(STOP_MILLIS);
    return threads;
  }

  private static void start(LifeCycle part) {
    try {
      part.start();
    } catch (Exception e) {
      throw new IllegalStateException("can't start " + part.getClass().getSimpleName(), e);
    }
  }

  /** May take a moment; not on a thread of the pool. */
  void stop() {
    for (LifeCycle part : new LifeCycle[] {selector, threads, scheduler}) {
      stop(part);
    }
  }

  /** There is nobody left to be told but the log. */
  static void stop(LifeCycle part) {
    try {
      part.stop();
    } catch (Exception e) {
      LOG.warn("could not stop {}", part, e);
    }
  }
}
