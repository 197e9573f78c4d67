// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Makes {@link MsrpTimeouts}: every one not set keeps its default. Not safe for use by several
 * threads at once.
 */
public final class MsrpTimeoutsBuilder {

  private Duration connect;
  private Duration incoming;
  private Duration bind;
  private Duration transaction;
  private Duration successReport;
  private Duration maxPause;
  private Duration sharedPause;
  private Duration writeStall;
  private Duration incompleteMessage;
  private Duration close;

  MsrpTimeoutsBuilder(MsrpTimeouts from) {
    connect = from.connect();
    incoming = from.incoming();
    bind = from.bind();
    transaction = from.transaction();
    successReport = from.successReport();
    maxPause = from.maxPause();
    sharedPause = from.sharedPause();
    writeStall = from.writeStall();
    incompleteMessage = from.incompleteMessage();
    close = from.close();
  }

  /**
   * Sets how long opening a connection may take, TLS included.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder connect(Duration value) {
    connect = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long to wait for the peer to connect and bind.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder incoming(Duration value) {
    incoming = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long to wait for the answer to the binding request, and of a bound peer for {@code
   * complete}.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder bind(Duration value) {
    bind = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long to wait for the response to a request.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder transaction(Duration value) {
    transaction = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long to wait for success reports after the last response.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder successReport(Duration value) {
    successReport = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long reading may pause for a slow user.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder maxPause(Duration value) {
    maxPause = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long reading may pause for a slow user where others wait as well.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder sharedPause(Duration value) {
    sharedPause = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long a write may make no progress.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder writeStall(Duration value) {
    writeStall = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long a message may go without a further chunk.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder incompleteMessage(Duration value) {
    incompleteMessage = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how long an orderly close may take.
   *
   * @param value positive
   * @return this builder
   */
  public MsrpTimeoutsBuilder close(Duration value) {
    close = requireNonNull(value, "value");
    return this;
  }

  /**
   * Makes the values.
   *
   * @return an immutable record
   * @throws IllegalArgumentException if a value is out of its range
   */
  public MsrpTimeouts build() {
    return new MsrpTimeouts(
        connect,
        incoming,
        bind,
        transaction,
        successReport,
        maxPause,
        sharedPause,
        writeStall,
        incompleteMessage,
        close);
  }
}
