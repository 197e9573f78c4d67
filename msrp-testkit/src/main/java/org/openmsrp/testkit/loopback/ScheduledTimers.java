// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.time.Timers;

/** Real time on one thread of its own. */
final class ScheduledTimers implements Timers {

  private final ScheduledThreadPoolExecutor scheduler;

  ScheduledTimers(ThreadFactory threads) {
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

  void close() {
    scheduler.shutdownNow();
  }
}
