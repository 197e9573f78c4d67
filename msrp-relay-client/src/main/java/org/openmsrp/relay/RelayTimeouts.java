// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;

/**
 * How long the way to a grant may take.
 *
 * @param lookup one DNS lookup. Stops name servers that never answer
 * @param attempt one target: connection, TLS and all AUTHs through it. Stops a relay that takes
 *     connections and answers no AUTH, or challenges for ever, from keeping the next target waiting
 * @param total all targets of all relays together. Stops a domain that names dozens of silent ones
 */
public record RelayTimeouts(Duration lookup, Duration attempt, Duration total) {

  /** 10 s for a lookup, 30 s for a target, 60 s for all of them. */
  public static final RelayTimeouts DEFAULT =
      new RelayTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

  /**
   * Checks the ranges.
   *
   * @param lookup positive
   * @param attempt positive
   * @param total positive
   * @throws IllegalArgumentException if one is not positive
   */
  public RelayTimeouts {
    requirePositive(lookup);
    requirePositive(attempt);
    requirePositive(total);
  }

  /** A duration for people. */
  static String text(Duration value) {
    return value.toMillis() % 1_000 == 0 ? value.toSeconds() + " s" : value.toMillis() + " ms";
  }

  private static void requirePositive(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("a timeout must be positive: " + value);
    }
  }
}
