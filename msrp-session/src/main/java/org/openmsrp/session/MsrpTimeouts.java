// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Every timeout of sessions and connectors; all positive. Each ends what a peer could otherwise
 * hold for ever by doing nothing.
 *
 * @param connect opening a connection, TLS and WebSocket handshakes included, either way. Stops a
 *     host that takes SYNs and says nothing, and a client that begins a handshake and stops
 * @param incoming waiting for the peer to connect and bind. Stops a peer that was announced and
 *     never comes, and a connection on which nobody binds anything
 * @param bind waiting for the answer to the binding request, and of a bound peer for {@code
 *     complete}. Stops a peer that takes connections and answers nothing
 * @param transaction waiting for the response to a request, from its last octet on (RFC 4975
 *     §7.1.1: 30 s). Stops a peer that takes messages and never answers
 * @param successReport waiting for success reports after the last response. Stops a peer that
 *     answers 200 and never reports, so that files and messages are not kept for its sake
 * @param maxPause how long reading may pause because a user does not take what arrived; then the
 *     message is answered 413. Stops a sender that is faster than its receiver from holding memory
 *     and a connection
 * @param sharedPause the same for a connection that is shared or leads to a relay: others wait as
 *     well, so it is short. Stops one session from starving the others by a message that nobody
 *     takes
 * @param writeStall how long a write may make no progress; then the connection fails. Stops a peer
 *     that never reads
 * @param incompleteMessage how long a message may go without a further chunk; then it fails. Stops
 *     a peer that begins messages, bodies and end-lines and stops in the middle
 * @param close how long an orderly close may take. Stops a peer that answers neither the last
 *     messages nor the close
 */
public record MsrpTimeouts(
    Duration connect,
    Duration incoming,
    Duration bind,
    Duration transaction,
    Duration successReport,
    Duration maxPause,
    Duration sharedPause,
    Duration writeStall,
    Duration incompleteMessage,
    Duration close) {

  /** 30 s each, but 10 s and 250 ms for pauses, 540 s for incomplete messages (RFC 7701 §6.1). */
  public static final MsrpTimeouts DEFAULT =
      new MsrpTimeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(250),
          Duration.ofSeconds(30),
          Duration.ofSeconds(540),
          Duration.ofSeconds(30));

  /**
   * Checks the ranges.
   *
   * @param connect positive
   * @param incoming positive
   * @param bind positive
   * @param transaction positive
   * @param successReport positive
   * @param maxPause positive
   * @param sharedPause positive
   * @param writeStall positive
   * @param incompleteMessage positive
   * @param close positive
   * @throws IllegalArgumentException if one is not positive
   */
  public MsrpTimeouts {
    requirePositive(connect);
    requirePositive(incoming);
    requirePositive(bind);
    requirePositive(transaction);
    requirePositive(successReport);
    requirePositive(maxPause);
    requirePositive(sharedPause);
    requirePositive(writeStall);
    requirePositive(incompleteMessage);
    requirePositive(close);
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static MsrpTimeoutsBuilder builder() {
    return DEFAULT.toBuilder();
  }

  /**
   * Begins with these timeouts.
   *
   * @return a builder
   */
  public MsrpTimeoutsBuilder toBuilder() {
    return new MsrpTimeoutsBuilder(this);
  }

  /**
   * The same timeouts with another one for connecting.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withConnect(Duration value) {
    return toBuilder().connect(value).build();
  }

  /**
   * The same timeouts with another one for waiting for the peer.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withIncoming(Duration value) {
    return toBuilder().incoming(value).build();
  }

  /**
   * The same timeouts with another one for binding.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withBind(Duration value) {
    return toBuilder().bind(value).build();
  }

  /**
   * The same timeouts with another one for transactions.
   *
   * @param value positive; RFC 4975 §7.1.1 says 30 s
   * @return a copy
   */
  public MsrpTimeouts withTransaction(Duration value) {
    return toBuilder().transaction(value).build();
  }

  /**
   * The same timeouts with another one for success reports.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withSuccessReport(Duration value) {
    return toBuilder().successReport(value).build();
  }

  /**
   * The same timeouts with another bound on pauses.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withMaxPause(Duration value) {
    return toBuilder().maxPause(value).build();
  }

  /**
   * The same timeouts with another one for closing.
   *
   * @param value positive
   * @return a copy
   */
  public MsrpTimeouts withClose(Duration value) {
    return toBuilder().close(value).build();
  }

  private static void requirePositive(Duration value) {
    if (requireNonNull(value, "timeout").isNegative() || value.isZero()) {
      throw new IllegalArgumentException("a timeout must be positive: " + value);
    }
  }
}
