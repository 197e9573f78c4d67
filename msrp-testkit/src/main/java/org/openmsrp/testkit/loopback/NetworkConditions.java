// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

/**
 * How a {@link LoopbackNetwork} treats what is sent over it.
 *
 * @param maxRead octets that one {@code onBytes} lends at most, whatever the reader's buffer could
 *     take; 1 delivers octet by octet
 */
public record NetworkConditions(int maxRead) {

  /** Everything arrives at once, in pieces as large as the reader's buffer. */
  public static final NetworkConditions PERFECT = new NetworkConditions(Integer.MAX_VALUE);

  /**
   * Checks the ranges.
   *
   * @param maxRead octets, at least 1
   * @throws IllegalArgumentException if {@code maxRead} is not positive
   */
  public NetworkConditions {
    if (maxRead < 1) {
      throw new IllegalArgumentException("maxRead must be positive: " + maxRead);
    }
  }

  /**
   * The same network with short reads.
   *
   * @param octets what one {@code onBytes} lends at most, at least 1
   * @return a copy
   */
  public NetworkConditions withMaxRead(int octets) {
    return new NetworkConditions(octets);
  }
}
