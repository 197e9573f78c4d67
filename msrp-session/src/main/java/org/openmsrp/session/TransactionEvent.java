// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A request of this side is over: it was answered, or its time has passed (RFC 4975 §7.1.1). Those
 * that a connection takes with it when it breaks have no event.
 *
 * @param result what was answered, and by whom
 * @param roundTrip from the moment when the last octet of the request went to the operating system,
 *     without the time in which reading was paused; zero if the answer came before
 */
public record TransactionEvent(TransactionResult result, Duration roundTrip) {

  /**
   * Checks that nothing is missing.
   *
   * @param result what was answered
   * @param roundTrip how long that took
   */
  public TransactionEvent {
    requireNonNull(result, "result");
    requireNonNull(roundTrip, "roundTrip");
  }

  /**
   * Whether the next hop answered at all.
   *
   * @return true if the result is not this side's own
   */
  public boolean answered() {
    return result.source() == TransactionResult.Source.PEER;
  }

  /**
   * Whether an answer was due and did not come.
   *
   * @return true for a request that counts as answered with 408
   */
  public boolean timedOut() {
    return !answered() && !result.status().success();
  }

  /**
   * Whether the next hop refused the request.
   *
   * @return true for an answer other than 200
   */
  public boolean rejected() {
    return answered() && !result.status().success();
  }
}
