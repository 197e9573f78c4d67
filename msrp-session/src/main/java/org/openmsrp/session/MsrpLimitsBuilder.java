// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.codec.DecoderLimits;

/**
 * Makes {@link MsrpLimits}: every one not set keeps its default. Not safe for use by several
 * threads at once.
 */
public final class MsrpLimitsBuilder {

  private DecoderLimits decoder;
  private int inboundWindow;
  private int messageInMemory;
  private long sessionInMemory;
  private int messagesInFlight;
  private int rangesPerMessage;
  private long outboundOctets;
  private int outboundMessages;
  private int outstandingTransactions;
  private int queuedAnswers;
  private int unboundConnections;
  private int grants;

  MsrpLimitsBuilder(MsrpLimits from) {
    decoder = from.decoder();
    inboundWindow = from.inboundWindow();
    messageInMemory = from.messageInMemory();
    sessionInMemory = from.sessionInMemory();
    messagesInFlight = from.messagesInFlight();
    rangesPerMessage = from.rangesPerMessage();
    outboundOctets = from.outboundOctets();
    outboundMessages = from.outboundMessages();
    outstandingTransactions = from.outstandingTransactions();
    queuedAnswers = from.queuedAnswers();
    unboundConnections = from.unboundConnections();
    grants = from.grants();
  }

  /**
   * Sets the bounds of heads.
   *
   * @param value the bounds
   * @return this builder
   */
  public MsrpLimitsBuilder decoder(DecoderLimits value) {
    decoder = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets the octets of a session that wait for its user.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder inboundWindow(int value) {
    inboundWindow = value;
    return this;
  }

  /**
   * Sets the octets of one message in memory.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder messageInMemory(int value) {
    messageInMemory = value;
    return this;
  }

  /**
   * Sets the octets in memory of all unfinished incoming messages of a session.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder sessionInMemory(long value) {
    sessionInMemory = value;
    return this;
  }

  /**
   * Sets the incomplete incoming messages of a session.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder messagesInFlight(int value) {
    messagesInFlight = value;
    return this;
  }

  /**
   * Sets the separate ranges of one message.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder rangesPerMessage(int value) {
    rangesPerMessage = value;
    return this;
  }

  /**
   * Sets the octets in memory that a session queues.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder outboundOctets(long value) {
    outboundOctets = value;
    return this;
  }

  /**
   * Sets the messages that a session queues.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder outboundMessages(int value) {
    outboundMessages = value;
    return this;
  }

  /**
   * Sets the unanswered requests of a connection.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder outstandingTransactions(int value) {
    outstandingTransactions = value;
    return this;
  }

  /**
   * Sets the answers of a connection that wait to be written.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder queuedAnswers(int value) {
    queuedAnswers = value;
    return this;
  }

  /**
   * Sets the accepted connections of a server on which no session is bound yet.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder unboundConnections(int value) {
    unboundConnections = value;
    return this;
  }

  /**
   * Sets the URIs that a connection of a server gets by AUTH.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpLimitsBuilder grants(int value) {
    grants = value;
    return this;
  }

  /**
   * Makes the values.
   *
   * @return an immutable record
   * @throws IllegalArgumentException if a value is out of its range
   */
  public MsrpLimits build() {
    return new MsrpLimits(
        decoder,
        inboundWindow,
        messageInMemory,
        sessionInMemory,
        messagesInFlight,
        rangesPerMessage,
        outboundOctets,
        outboundMessages,
        outstandingTransactions,
        queuedAnswers,
        unboundConnections,
        grants);
  }
}
