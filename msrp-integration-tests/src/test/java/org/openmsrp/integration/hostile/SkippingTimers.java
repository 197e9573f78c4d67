// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.time.Timers;

/** The system's time, of which a test may skip some: what is due then happens at once. */
final class SkippingTimers implements Timers, AutoCloseable {

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "skipping-timer");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Task> waiting = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread of the test skips.
  private volatile long skipped;

  SkippingTimers() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private final class Task implements Timer, Runnable {
    private final long due;
    private final Runnable work;
    private final ScheduledFuture<?> scheduled;

    Task(long delay, Runnable work) {
      this.due = nanoTime() + delay;
      this.work = work;
      waiting.add(this);
      this.scheduled = executor.schedule(this, delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (waiting.remove(this)) {
        work.run();
      }
    }

    @Override
    public void cancel() {
      waiting.remove(this);
      scheduled.cancel(false);
    }
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    return executor.isShutdown() ? () -> {} : new Task(Math.max(0, delay.toNanos()), task);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime() + skipped;
  }

  /** So much time passes at once. Called by one thread. */
  void skip(Duration time) {
    skipped += time.toNanos();
    for (Task task : waiting) {
      if (task.due - nanoTime() <= 0) {
        executor.execute(task);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
