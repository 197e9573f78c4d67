// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {

  private static final double MEGABYTE = 1e6;

  private Amounts() {}

  static String transferred(long octets, double seconds) {
    String amount = String.format(Locale.ROOT, "%,d octets in %.3f s", octets, seconds);
    return octets < MEGABYTE ? amount : amount + " (" + speed(octets, seconds) + ")";
  }

  private static String speed(long octets, double seconds) {
    return speed(octets / Math.max(seconds, 1e-6));
  }

  static String speed(double octetsPerSecond) {
    double perSecond = octetsPerSecond / MEGABYTE;
    return String.format(Locale.ROOT, perSecond < 10 ? "%.2f MB/s" : "%.0f MB/s", perSecond);
  }

  static String octets(long octets) {
    return octets < 0 ? "of unknown size" : String.format(Locale.ROOT, "%,d octets", octets);
  }

  /** How much of a whole is done; of an unknown whole only how much. */
  static String share(long done, long whole) {
    return whole <= 0
        ? octets(done)
        : String.format(
            Locale.ROOT, "%d %% of %.1f MB", (long) (100.0 * done / whole), whole / MEGABYTE);
  }

  /** A time to wait, no more exactly than it can be foretold. */
  static String time(Duration time) {
    long seconds = time.toSeconds() + 1;
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
  }

  /** Milliseconds are as exact as it gets. */
  static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
