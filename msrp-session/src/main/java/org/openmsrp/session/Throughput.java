// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import org.openmsrp.domain.port.time.Timers;

/**
 * How fast something grows: the average over the last seconds. Told by one thread, read by any; one
 * that stands still becomes slower with every look.
 */
final class Throughput {

  private static final long WINDOW = Duration.ofSeconds(2).toNanos();
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private record Window(long olderTime, long older, long newerTime, long newer) {}

  private final Timers timers;
  private volatile Window window;

  Throughput(Timers timers, long start) {
    this.timers = timers;
    long now = timers.nanoTime();
    this.window = new Window(now, start, now, start);
  }

  /** It has grown to this. */
  void reached(long octets) {
    Window last = window;
    long now = timers.nanoTime();
    if (now - last.newerTime >= WINDOW) {
      window = new Window(last.newerTime, last.newer, now, octets);
    }
  }

  /** Octets per second, given how far it is now. */
  double perSecond(long octets) {
    Window last = window;
    long nanos = timers.nanoTime() - last.olderTime;
    return nanos <= 0 ? 0 : Math.max(0, octets - last.older) * SECOND / nanos;
  }
}
