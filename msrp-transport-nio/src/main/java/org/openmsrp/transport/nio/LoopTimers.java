// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The timers of one loop. Used on the loop's thread only. */
final class LoopTimers {

  /** Longer delays are as good as none, and no sum of times overflows. */
  private static final Duration MAX = Duration.ofDays(36_500);

  private final TreeSet<LoopTimer> timers = new TreeSet<>();
  private long sequence;

  LoopTimer schedule(Duration delay, Runnable task) {
    Duration bounded = delay.compareTo(MAX) > 0 ? MAX : delay;
    LoopTimer timer = new LoopTimer(System.nanoTime() + bounded.toNanos(), sequence++, task);
    timers.add(timer);
    return timer;
  }

  void cancel(LoopTimer timer) {
    timers.remove(timer);
  }

  boolean isEmpty() {
    return timers.isEmpty();
  }

  /** Milliseconds until the first timer is due, at least 1; 0 if there is none. */
  long millisToNext() {
    if (timers.isEmpty()) {
      return 0;
    }
    long nanos = timers.first().deadline - System.nanoTime();
    return Math.max(1, (nanos + 999_999) / 1_000_000);
  }

  /** Takes the timers that are due out, and hands their tasks over. */
  void fire(Consumer<Runnable> runner) {
    if (timers.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.first().deadline - now <= 0) {
      runner.accept(timers.pollFirst().task);
    }
  }
}
