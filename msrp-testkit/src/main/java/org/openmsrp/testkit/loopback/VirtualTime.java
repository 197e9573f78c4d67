// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;

/**
 * Time that stands still until a test advances it.
 *
 * <p>Tasks run on the thread that calls {@link #advance}, in the order of the moments at which they
 * are due, and among equal moments in the order in which they were scheduled: one program gives one
 * order. {@link #schedule} may be called from any thread, tasks included.
 */
public final class VirtualTime implements Timers {

  /** How many tasks may run at one moment before a chain of tasks without delay is suspected. */
  static final int TASKS_PER_MOMENT = 100_000;

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Entry entry) -> entry.due)
              .thenComparingLong(entry -> entry.sequence));
  private long now;
  private long scheduled;

  /** Time that begins at zero. */
  public VirtualTime() {}

  @Override
  public synchronized Timer schedule(Duration delay, Runnable task) {
    requireNonNull(task, "task");
    Entry entry = new Entry(moment(delay), scheduled++, task);
    queue.add(entry);
    return entry;
  }

  /** Centuries ahead is as good as never; it must not overflow into the past. */
  private long moment(Duration delay) {
    if (delay.isNegative()) {
      return now;
    }
    long never = Long.MAX_VALUE - now;
    return delay.compareTo(Duration.ofNanos(never)) >= 0 ? Long.MAX_VALUE : now + delay.toNanos();
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  /**
   * Lets time pass and runs what falls due meanwhile, each task at its own moment.
   *
   * @param duration how much time passes; not negative
   * @throws IllegalArgumentException if {@code duration} is negative
   * @throws IllegalStateException if tasks keep scheduling tasks for the same moment without end
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not run backwards: " + duration);
    }
    long target = target(duration);
    int atThisMoment = 0;
    long moment = nanoTime();
    for (Entry due = next(target); due != null; due = next(target)) {
      atThisMoment = due.due > moment ? 0 : atThisMoment + 1;
      moment = Math.max(moment, due.due);
      if (atThisMoment > TASKS_PER_MOMENT) {
        throw new IllegalStateException("timers without delay follow each other without end");
      }
      due.task.run();
    }
  }

  private synchronized long target(Duration duration) {
    return moment(duration);
  }

  private synchronized @Nullable Entry next(long target) {
    Entry first = queue.peek();
    if (first == null || first.due > target) {
      now = Math.max(now, target);
      return null;
    }
    now = Math.max(now, first.due);
    return queue.poll();
  }

  /**
   * How many tasks wait. A test that has closed everything finds none.
   *
   * @return the tasks neither run nor cancelled
   */
  public synchronized int pending() {
    return queue.size();
  }

  /**
   * How long until the next task is due.
   *
   * @return empty if no task waits; zero if one is due now
   */
  public synchronized Optional<Duration> untilNext() {
    Entry first = queue.peek();
    return first == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, first.due - now)));
  }

  private synchronized void remove(Entry entry) {
    queue.remove(entry);
  }

  private final class Entry implements Timer {
    private final long due;
    private final long sequence;
    private final Runnable task;

    Entry(long due, long sequence, Runnable task) {
      this.due = due;
      this.sequence = sequence;
      this.task = task;
    }

    @Override
    public void cancel() {
      remove(this);
    }
  }
}
