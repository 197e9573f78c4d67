// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.codec.DecoderLimits;

/**
 * Every bound on memory and work that a peer or a user could otherwise grow without end.
 *
 * @param decoder bounds of heads; see {@link DecoderLimits}
 * @param inboundWindow octets of a session that were received and not yet taken by its user, with
 *     what each piece of them costs besides; stops a fast sender in front of a slow user, also one
 *     that sends octet by octet
 * @param messageInMemory octets of one message that are kept in memory for {@link
 *     IncomingMessage#bytes()}; stops a peer that announces or sends gigabytes
 * @param sessionInMemory octets of all unfinished messages of a session that are kept in memory,
 *     for {@link IncomingMessage#bytes()} or because they came before their turn; the message that
 *     goes beyond is refused with 413. Stops a peer that sends many large messages at once and ends
 *     none
 * @param messagesInFlight incomplete incoming messages of a session; stops a peer that begins
 *     messages and never ends them
 * @param rangesPerMessage separate ranges of one incoming message; stops one-octet chunks with
 *     holes
 * @param outboundOctets octets of messages in memory that a session queues before {@code send}
 *     refuses more; stops a fast user in front of a slow peer
 * @param outboundMessages messages that a session queues before {@code send} refuses more; stops
 *     the same with messages so small that their octets count for nothing
 * @param outstandingTransactions unanswered requests of a connection before it sends no further
 *     chunk; stops a peer that never answers
 * @param queuedAnswers responses and reports of a connection that wait to be written before reading
 *     pauses; stops a peer that sends and never reads
 * @param unboundConnections accepted connections of a server on which no session is bound yet; a
 *     further one takes the place of the one that waits longest, which is closed. Stops a peer that
 *     only connects, without letting it keep others out
 * @param grants URIs that a connection of a server gets by AUTH, and AUTHs that wait for a
 *     decision, together; further ones are answered 403. Stops a client that asks for ever more
 */
public record MsrpLimits(
    DecoderLimits decoder,
    int inboundWindow,
    int messageInMemory,
    long sessionInMemory,
    int messagesInFlight,
    int rangesPerMessage,
    long outboundOctets,
    int outboundMessages,
    int outstandingTransactions,
    int queuedAnswers,
    int unboundConnections,
    int grants) {

  /** Safe for a server on the open internet. */
  public static final MsrpLimits DEFAULT =
      new MsrpLimits(
          DecoderLimits.DEFAULT,
          1 << 20,
          16 << 20,
          64 << 20,
          64,
          256,
          16 << 20,
          16_384,
          4_096,
          4_096,
          1_024,
          64);

  /**
   * Checks the ranges.
   *
   * @param decoder bounds of heads
   * @param inboundWindow positive
   * @param messageInMemory positive
   * @param sessionInMemory positive
   * @param messagesInFlight positive
   * @param rangesPerMessage positive
   * @param outboundOctets positive
   * @param outboundMessages positive
   * @param outstandingTransactions positive
   * @param queuedAnswers positive
   * @param unboundConnections positive
   * @param grants positive
   * @throws IllegalArgumentException if one is not positive
   */
  public MsrpLimits {
    requireNonNull(decoder, "decoder");
    requirePositive(inboundWindow);
    requirePositive(messageInMemory);
    requirePositive(sessionInMemory);
    requirePositive(messagesInFlight);
    requirePositive(rangesPerMessage);
    requirePositive(outboundOctets);
    requirePositive(outboundMessages);
    requirePositive(outstandingTransactions);
    requirePositive(queuedAnswers);
    requirePositive(unboundConnections);
    requirePositive(grants);
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static MsrpLimitsBuilder builder() {
    return DEFAULT.toBuilder();
  }

  /**
   * Begins with these limits.
   *
   * @return a builder
   */
  public MsrpLimitsBuilder toBuilder() {
    return new MsrpLimitsBuilder(this);
  }

  /**
   * The same limits with another inbound window.
   *
   * @param octets positive
   * @return a copy
   */
  public MsrpLimits withInboundWindow(int octets) {
    return toBuilder().inboundWindow(octets).build();
  }

  /**
   * The same limits with another bound on messages in memory.
   *
   * @param octets positive
   * @return a copy
   */
  public MsrpLimits withMessageInMemory(int octets) {
    return toBuilder().messageInMemory(octets).build();
  }

  private static void requirePositive(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("a limit must be positive: " + value);
    }
  }
}
