// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

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
    double perSecond = octets / MEGABYTE / Math.max(seconds, 1e-6);
    return String.format(Locale.ROOT, perSecond < 10 ? "%.2f MB/s" : "%.0f MB/s", perSecond);
  }

  /** Milliseconds are as exact as it gets. */
  static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
