// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletionStage;

/** A message on its way. Safe for use by many threads. */
public interface Transfer {

  /**
   * The message's id.
   *
   * @return the Message-ID of all its chunks
   */
  String messageId();

  /**
   * How far the message is.
   *
   * @return a snapshot
   */
  Progress progress();

  /**
   * What became of the message. Completes exactly once, never exceptionally, on the session's
   * callback executor.
   *
   * @return the fate
   */
  CompletionStage<Delivery> delivery();

  /**
   * Gives the message up: what has not been sent stays here, and the peer is told with the flag
   * {@code #} (RFC 4975 §7.1). Does nothing once everything is sent. Idempotent.
   */
  void cancel();

  /**
   * How far a message is.
   *
   * @param total octets of the whole message
   * @param sent octets from the beginning that were handed to the operating system
   * @param acknowledged octets that success reports cover; responses where none were asked for
   */
  record Progress(long total, long sent, long acknowledged) {}
}
