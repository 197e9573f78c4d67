// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.time;

import java.time.Duration;

/** Schedules short tasks and tells the time. Safe for use by many threads. */
public interface Timers {

  /**
   * Runs {@code task} once after {@code delay}, on a thread of the timers. The task must not block.
   *
   * @param delay how long to wait; zero or negative means as soon as possible
   * @param task what to run
   * @return a handle that cancels the task
   */
  Timer schedule(Duration delay, Runnable task);

  /**
   * The time since an arbitrary but fixed moment; only differences mean something.
   *
   * @return nanoseconds
   */
  long nanoTime();

  /** A scheduled task. */
  @FunctionalInterface
  interface Timer {

    /** Keeps the task from running if it has not begun. Idempotent. */
    void cancel();
  }
}
