// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.openmsrp.domain.port.time.Timers;

/**
 * Users who take their time: what is handed in runs after a drawn delay, and not at all while they
 * are stalled. Tasks may overtake each other, as on the threads of a pool.
 *
 * <p>Made by {@link Simulation#newUsers}. Safe for use by many threads.
 */
public final class UserExecutor implements Executor {

  private final Executor executor;
  private final Timers timers;
  private final Random random;
  private final List<Runnable> held = new ArrayList<>();
  private long atMostNanos;
  private boolean stalled;

  UserExecutor(Executor executor, Timers timers, long seed, Duration atMost) {
    this.executor = executor;
    this.timers = timers;
    this.random = new Random(seed);
    pace(atMost);
  }

  @Override
  public void execute(Runnable task) {
    requireNonNull(task, "task");
    Duration delay;
    synchronized (this) {
      if (stalled) {
        held.add(task);
        return;
      }
      delay = Duration.ofNanos(atMostNanos == 0 ? 0 : (long) (random.nextDouble() * atMostNanos));
    }
    if (delay.isZero()) {
      executor.execute(task);
    } else {
      timers.schedule(delay, () -> arrive(task));
    }
  }

  private void arrive(Runnable task) {
    synchronized (this) {
      if (stalled) {
        held.add(task);
        return;
      }
    }
    executor.execute(task);
  }

  /**
   * Changes how slow they are, for what is handed in from now on.
   *
   * @param atMost how long a task waits at most; not negative
   */
  public synchronized void pace(Duration atMost) {
    if (atMost.isNegative()) {
      throw new IllegalArgumentException("a pace must not be negative: " + atMost);
    }
    atMostNanos = atMost.toNanos();
  }

  /** Holds every task back until {@link #resume}. */
  public synchronized void stall() {
    stalled = true;
  }

  /** Goes on: what was held back runs now, in the order in which it came. */
  public void resume() {
    List<Runnable> due;
    synchronized (this) {
      stalled = false;
      due = List.copyOf(held);
      held.clear();
    }
    due.forEach(executor::execute);
  }
}
