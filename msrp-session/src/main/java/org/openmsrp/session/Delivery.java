// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;

/**
 * What became of a message. Every message that is handed to a session ends in exactly one of these,
 * whatever happens.
 *
 * <p>{@link Delivered}, {@link Accepted} and {@link Sent} are good news of three strengths; the
 * others say why the message, or its rest, did not get through. RFC 4975 §7.1.1.
 */
public sealed interface Delivery {

  /**
   * Whether the message got as far as was asked for.
   *
   * @return true for {@link Delivered}, {@link Accepted} and {@link Sent}
   */
  default boolean successful() {
    return this instanceof Delivered || this instanceof Accepted || this instanceof Sent;
  }

  /**
   * Success reports cover every octet: the peer has the message.
   *
   * @param octets how many that were
   */
  record Delivered(long octets) implements Delivery {}

  /**
   * The next hop answered every chunk with a success. Without a relay that is the peer; with one it
   * only says that the relay took the message.
   *
   * @param octets how many were sent
   * @param reportMissing whether success reports were asked for and did not cover the message in
   *     time
   */
  record Accepted(long octets, boolean reportMissing) implements Delivery {}

  /**
   * The message was handed to the operating system and no answer was asked for, or only failures.
   *
   * @param octets how many were sent
   */
  record Sent(long octets) implements Delivery {}

  /**
   * The peer or a relay refused the message, by a response or a failure report.
   *
   * @param status what it said
   */
  record Rejected(MsrpStatus status) implements Delivery {
    /**
     * Checks that a status is given.
     *
     * @param status what the peer said
     */
    public Rejected {
      requireNonNull(status, "status");
    }
  }

  /** No response came in time: the message has probably failed (RFC 4975 §7.1.1). */
  record TimedOut() implements Delivery {}

  /**
   * The message was given up by this side: cancelled, or its source failed.
   *
   * @param reason why, for people
   */
  record Aborted(String reason) implements Delivery {
    /**
     * Checks that a reason is given.
     *
     * @param reason why
     */
    public Aborted {
      requireNonNull(reason, "reason");
    }
  }

  /**
   * The connection or session ended before the message was done.
   *
   * @param reason how the session ended
   */
  record ConnectionLost(SessionEnd reason) implements Delivery {
    /**
     * Checks that a reason is given.
     *
     * @param reason how the session ended
     */
    public ConnectionLost {
      requireNonNull(reason, "reason");
    }
  }
}
