// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that don't keep a process alive and go when they are idle. */
final class DaemonThreads {

  /** Enough for users that block a little, bounded whatever they do. */
  private static final int MAX_THREADS =
      Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

  private static final long IDLE_SECONDS = 10;

  private DaemonThreads() {}

  /**
   * A pool that wakes the thread that went idle last: its caches are warm, and the others can end.
   * A thread pool with a queue would go round all of its threads instead.
   */
  static ExecutorService pool(String name) {
    AtomicInteger count = new AtomicInteger();
    ForkJoinPool.ForkJoinWorkerThreadFactory factory =
        owner -> {
          ForkJoinWorkerThread thread =
              ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
          thread.setName(name + "-" + count.incrementAndGet());
          return thread;
        };
    boolean firstInFirstOut = true;
    return new ForkJoinPool(
        MAX_THREADS,
        factory,
        null,
        firstInFirstOut,
        0,
        MAX_THREADS,
        1,
        null,
        IDLE_SECONDS,
        TimeUnit.SECONDS);
  }

  static ThreadFactory factory(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
