// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What was counted up to a moment. Numbers that belong together may differ by what happened while
 * they were read.
 *
 * @param connections connections
 * @param sessions sessions
 * @param messages messages
 * @param transactions requests of this side
 */
public record MsrpStats(
    Connections connections, Sessions sessions, Messages messages, Transactions transactions) {

  /**
   * Connections.
   *
   * @param opened how many have opened
   * @param open how many are open now
   * @param failed how many did not come about
   * @param octetsIn octets of MSRP that were read
   * @param octetsOut octets of MSRP that were handed to transports
   */
  public record Connections(long opened, long open, long failed, long octetsIn, long octetsOut) {}

  /**
   * Sessions.
   *
   * @param bound how many were bound
   * @param open how many are bound now
   * @param broken how many ended otherwise than by being closed or idle
   */
  public record Sessions(long bound, long open, long broken) {}

  /**
   * Messages.
   *
   * @param queued handed in, with no known fate yet
   * @param queuedOctets their content
   * @param succeeded sent, and nothing speaks against their having arrived
   * @param failed sent, and they did not arrive as a whole
   * @param received arrived whole
   * @param incomplete began to arrive, and will not become whole
   * @param refused those of the incomplete ones that this side did not want
   */
  public record Messages(
      long queued,
      long queuedOctets,
      long succeeded,
      long failed,
      long received,
      long incomplete,
      long refused) {}

  /**
   * Requests of this side that are over.
   *
   * @param answered how many were answered
   * @param rejected how many of these not with 200
   * @param timedOut how many were not answered though an answer was due
   * @param meanRoundTrip of those that were answered; zero if there are none
   * @param maxRoundTrip the longest
   */
  public record Transactions(
      long answered, long rejected, long timedOut, Duration meanRoundTrip, Duration maxRoundTrip) {

    /**
     * Checks that nothing is missing.
     *
     * @param answered how many were answered
     * @param rejected how many of these not with 200
     * @param timedOut how many were not answered
     * @param meanRoundTrip of those that were answered
     * @param maxRoundTrip the longest
     */
    public Transactions {
      requireNonNull(meanRoundTrip, "meanRoundTrip");
      requireNonNull(maxRoundTrip, "maxRoundTrip");
    }
  }

  /**
   * Checks that nothing is missing.
   *
   * @param connections connections
   * @param sessions sessions
   * @param messages messages
   * @param transactions requests
   */
  public MsrpStats {
    requireNonNull(connections, "connections");
    requireNonNull(sessions, "sessions");
    requireNonNull(messages, "messages");
    requireNonNull(transactions, "transactions");
  }
}
