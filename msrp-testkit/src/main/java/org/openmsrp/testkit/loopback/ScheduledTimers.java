// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.time.Timers;

/** Real time on one thread of its own. Safe for use by many threads. */
public final class ScheduledTimers implements Timers, AutoCloseable {

  private final ScheduledThreadPoolExecutor scheduler;

  /**
   * Timers that run.
   *
   * @param threads makes the thread
   */
  public ScheduledTimers(ThreadFactory threads) {
    scheduler = new ScheduledThreadPoolExecutor(1, threads);
    scheduler.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> scheduled =
        scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Frees the thread; nothing scheduled runs any more. Idempotent. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
