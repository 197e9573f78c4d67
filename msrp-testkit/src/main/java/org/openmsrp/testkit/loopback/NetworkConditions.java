// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a {@link LoopbackNetwork} treats what is sent over it.
 *
 * @param maxRead octets that one {@code onBytes} lends at most, whatever the reader's buffer could
 *     take; 1 delivers octet by octet
 * @param buffer octets that are under way in one direction of a connection at most; a write is done
 *     when they hold its last octet. 0 means that there is no buffer: the reader is lent the
 *     writer's own, and a write is done when the reader has taken all of it
 * @param delay how long an octet is under way; needs a buffer
 * @param jitter up to how much longer, drawn for each segment; octets keep their order; needs a
 *     buffer
 * @param octetsPerSecond the rate of each direction of a connection, 0 without a limit; needs a
 *     buffer
 */
public record NetworkConditions(
    int maxRead, int buffer, Duration delay, Duration jitter, long octetsPerSecond) {

  /** Everything arrives at once, in pieces as large as the reader's buffer, without a copy. */
  public static final NetworkConditions PERFECT =
      new NetworkConditions(Integer.MAX_VALUE, 0, Duration.ZERO, Duration.ZERO, 0);

  /** Buffers of 64 KiB, 20 ms in each direction with up to 5 ms more, 1 MB/s. */
  public static final NetworkConditions INTERNET =
      new NetworkConditions(
          Integer.MAX_VALUE, 64 * 1024, Duration.ofMillis(20), Duration.ofMillis(5), 1_000_000);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * Checks the ranges.
   *
   * @param maxRead octets, at least 1
   * @param buffer octets, not negative
   * @param delay not negative
   * @param jitter not negative
   * @param octetsPerSecond not negative
   * @throws IllegalArgumentException if a value is out of its range, or needs a buffer and there is
   *     none
   */
  public NetworkConditions {
    requireNonNull(delay, "delay");
    requireNonNull(jitter, "jitter");
    if (maxRead < 1) {
      throw new IllegalArgumentException("maxRead must be positive: " + maxRead);
    }
    if (buffer < 0 || delay.isNegative() || jitter.isNegative() || octetsPerSecond < 0) {
      throw new IllegalArgumentException("network conditions must not be negative");
    }
    boolean wire = !delay.isZero() || !jitter.isZero() || octetsPerSecond > 0;
    if (wire && buffer == 0) {
      throw new IllegalArgumentException("delay, jitter and rate need a buffer");
    }
  }

  /**
   * The same network with short reads.
   *
   * @param octets what one {@code onBytes} lends at most, at least 1
   * @return a copy
   */
  public NetworkConditions withMaxRead(int octets) {
    return new NetworkConditions(octets, buffer, delay, jitter, octetsPerSecond);
  }

  /**
   * The same network with another buffer. A small one makes writes short.
   *
   * @param octets what is under way at most
   * @return a copy
   */
  public NetworkConditions withBuffer(int octets) {
    return new NetworkConditions(maxRead, octets, delay, jitter, octetsPerSecond);
  }

  /**
   * The same network with another delay.
   *
   * @param atLeast how long every octet is under way
   * @param atMostMore up to how much longer, drawn for each segment
   * @return a copy
   */
  public NetworkConditions withDelay(Duration atLeast, Duration atMostMore) {
    return new NetworkConditions(maxRead, buffer, atLeast, atMostMore, octetsPerSecond);
  }

  /**
   * The same network with another rate.
   *
   * @param octets octets per second in each direction of a connection; 0 without a limit
   * @return a copy
   */
  public NetworkConditions withOctetsPerSecond(long octets) {
    return new NetworkConditions(maxRead, buffer, delay, jitter, octets);
  }

  long nanosToSend(int octets) {
    return octetsPerSecond == 0 ? 0 : octets * NANOS_PER_SECOND / octetsPerSecond;
  }
}
