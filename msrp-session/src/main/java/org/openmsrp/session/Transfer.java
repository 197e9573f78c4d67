// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.Optional;
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
   * Stops sending for a while: an open chunk is ended so that other messages go on, and the peer
   * waits. Idempotent; a message that is wholly sent is not affected. A peer may give up on a
   * message that does not grow.
   */
  void pause();

  /** Goes on after {@link #pause()}, with the next octet. Idempotent. */
  void resume();

  /**
   * Whether the transfer is paused.
   *
   * @return true between {@link #pause()} and {@link #resume()}
   */
  boolean paused();

  /**
   * How fast the message is being sent.
   *
   * @return octets per second, on the average of the last two to four seconds
   */
  double throughput();

  /**
   * How long the rest will take if it goes on like this.
   *
   * @return the time until everything is sent; empty while nothing moves
   */
  default Optional<Duration> timeLeft() {
    Progress now = progress();
    double speed = throughput();
    double seconds = (now.total() - now.sent()) / speed;
    return speed > 0 && seconds < Integer.MAX_VALUE
        ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
        : Optional.empty();
  }

  /**
   * How far a message is.
   *
   * @param total octets of the whole message
   * @param sent octets from the beginning that were handed to the operating system
   * @param acknowledged octets that success reports cover; responses where none were asked for
   */
  record Progress(long total, long sent, long acknowledged) {}
}
