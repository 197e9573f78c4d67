// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.openmsrp.codec.DecoderLimits;

/**
 * Every bound of an {@link EmbeddedRelay} on memory, time and work.
 *
 * @param decoder bounds of heads; stops endless ones
 * @param fragment octets of body that are held and forwarded as one chunk; a longer chunk is cut
 *     (RFC 4976 §6.4.1)
 * @param maxBody octets of body of one chunk; beyond it the answer is 413. At most {@code fragment}
 *     it makes a relay that never cuts and refuses large chunks, as some deployed ones do
 * @param queuedOctets octets that wait to be written to one connection; at this mark whoever sends
 *     there is not read any more, until half of it is written. Stops a fast sender in front of a
 *     slow receiver, without a loss
 * @param pending forwarded requests of one connection without an answer; a bound as {@code
 *     queuedOctets}
 * @param connections open connections; further ones are closed at once
 * @param grants URIs granted to one connection; further AUTHs are answered 403
 * @param nonces nonces that are remembered; older ones are stale
 * @param failedAuths AUTHs with wrong credentials on one connection before it is closed (RFC 4976
 *     §6.3)
 * @param probation how long a new connection may go without a successful request (RFC 4976 §6.1)
 * @param transaction how long the next hop may take to answer (RFC 4976 §6.4.1)
 * @param writeStall how long a write may make no progress before its connection is given up
 * @param nonceLifetime how long a nonce can be used
 */
public record RelayLimits(
    DecoderLimits decoder,
    int fragment,
    long maxBody,
    long queuedOctets,
    int pending,
    int connections,
    int grants,
    int nonces,
    int failedAuths,
    Duration probation,
    Duration transaction,
    Duration writeStall,
    Duration nonceLifetime) {

  /** 30 s wherever RFC 4976 says so, 64 KiB fragments, 1 MiB queued for a connection. */
  public static final RelayLimits DEFAULT =
      new RelayLimits(
          DecoderLimits.DEFAULT,
          64 * 1024,
          Long.MAX_VALUE,
          1 << 20,
          4_096,
          10_000,
          1_024,
          4_096,
          3,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  /**
   * Checks the ranges.
   *
   * @param decoder bounds of heads
   * @param fragment positive
   * @param maxBody positive
   * @param queuedOctets positive
   * @param pending positive
   * @param connections positive
   * @param grants positive
   * @param nonces positive
   * @param failedAuths positive
   * @param probation positive
   * @param transaction positive
   * @param writeStall positive
   * @param nonceLifetime positive
   * @throws IllegalArgumentException if one is not positive
   */
  public RelayLimits {
    requireNonNull(decoder, "decoder");
    requirePositive(fragment);
    requirePositive(maxBody);
    requirePositive(queuedOctets);
    requirePositive(pending);
    requirePositive(connections);
    requirePositive(grants);
    requirePositive(nonces);
    requirePositive(failedAuths);
    requirePositive(probation.toNanos());
    requirePositive(transaction.toNanos());
    requirePositive(writeStall.toNanos());
    requirePositive(nonceLifetime.toNanos());
  }

  /**
   * The same limits with another size of chunks.
   *
   * @param octets of body that are forwarded as one chunk
   * @return a copy
   */
  public RelayLimits withFragment(int octets) {
    return copy(octets, maxBody, queuedOctets, nonceLifetime);
  }

  /**
   * The same limits with another bound on chunks.
   *
   * @param octets of body of one chunk before the answer is 413
   * @return a copy
   */
  public RelayLimits withMaxBody(long octets) {
    return copy(fragment, octets, queuedOctets, nonceLifetime);
  }

  /**
   * The same limits with another bound on what waits to be written.
   *
   * @param octets of one connection
   * @return a copy
   */
  public RelayLimits withQueuedOctets(long octets) {
    return copy(fragment, maxBody, octets, nonceLifetime);
  }

  /**
   * The same limits with another life of nonces.
   *
   * @param lifetime how long a nonce can be used
   * @return a copy
   */
  public RelayLimits withNonceLifetime(Duration lifetime) {
    return copy(fragment, maxBody, queuedOctets, lifetime);
  }

  private RelayLimits copy(int newFragment, long newMaxBody, long newQueued, Duration newNonces) {
    return new RelayLimits(
        decoder,
        newFragment,
        newMaxBody,
        newQueued,
        pending,
        connections,
        grants,
        nonces,
        failedAuths,
        probation,
        transaction,
        writeStall,
        newNonces);
  }

  private static void requirePositive(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("a limit must be positive: " + value);
    }
  }
}
