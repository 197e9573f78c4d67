// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what may block or take long and has no place on a loop. They come with the
 * first task and go when there was none for a while. Safe for any thread.
 */
final class Workers implements Executor, AutoCloseable {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor pool;

  Workers(NioOptions options, String suffix, int threads) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            KEEP_ALIVE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> start(task, options.threadName() + suffix));
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread start(Runnable task, String name) {
    threads.removeIf(one -> one.getState() == Thread.State.TERMINATED);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /**
   * Runs a task on one of the threads.
   *
   * @throws java.util.concurrent.RejectedExecutionException if it is closed
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Waits for the threads; one that hangs in the system's resolver can't be stopped. */
  void awaitEnd() {
    try {
      for (Thread thread : threads) {
        thread.join(CLOSE_WAIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
