// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import org.openmsrp.domain.port.time.Timers;

/**
 * How fast a session may send: a bucket of octets that fills with time. What is spent beyond it is
 * a debt, so that the rate holds on average. Confined to the connection's serial context but for
 * {@link #limit}.
 */
final class SendRate {

  static final long UNLIMITED = Long.MAX_VALUE;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A turn comes about so many times a second, unless its chunk would be too small. */
  private static final int TURNS = 20;

  /** An idle session may catch up on so many turns. */
  private static final int BURST_TURNS = 4;

  private final Timers timers;
  private final Runnable wake;
  private volatile long perSecond = UNLIMITED;
  private long limited = UNLIMITED;
  private long tokens;
  private long filledAt;
  private boolean armed;

  /**
   * A rate without a limit.
   *
   * @param wake called from any thread when octets may be sent again
   */
  SendRate(Timers timers, Runnable wake) {
    this.timers = timers;
    this.wake = wake;
  }

  /** Sets the limit, from any thread; it counts from the next look. */
  void limit(long octetsPerSecond) {
    perSecond = octetsPerSecond;
    wake.run();
  }

  /** Whether a turn's octets may be sent now; if not, the wake call comes when they may. */
  boolean ready() {
    if (perSecond == UNLIMITED) {
      return true;
    }
    fill();
    if (tokens >= turn()) {
      return true;
    }
    arm();
    return false;
  }

  /** How many octets may be sent now. */
  int allowance(int wanted) {
    if (perSecond == UNLIMITED) {
      return wanted;
    }
    fill();
    return (int) Math.max(0, Math.min(wanted, tokens));
  }

  /** Octets were sent. */
  void spent(int octets) {
    if (perSecond != UNLIMITED) {
      tokens -= octets;
    }
  }

  /** The octets of one turn; RFC 4975 §7.1.1 wants no chunks below 2048. */
  private long turn() {
    long share = limited / TURNS;
    return Math.max(ChunkPolicy.INTERRUPTIBLE, Math.min(share, OutboundScheduler.QUANTUM));
  }

  private void fill() {
    long now = timers.nanoTime();
    if (limited != perSecond) {
      limited = perSecond;
      tokens = 0;
      filledAt = now;
      return;
    }
    long most = Math.max(turn(), limited / TURNS) * BURST_TURNS;
    double gained = (double) (now - filledAt) * limited / SECOND;
    if (gained >= most) {
      tokens = Math.min(most, tokens + most);
      filledAt = now;
    } else if (gained >= 1) {
      long whole = (long) gained;
      tokens = Math.min(most, tokens + whole);
      // What is less than an octet is kept for the next time.
      filledAt += (long) ((double) whole * SECOND / limited);
    }
  }

  private void arm() {
    if (!armed) {
      armed = true;
      double wait = (double) (turn() - tokens) * SECOND / limited;
      timers.schedule(Duration.ofNanos((long) wait + 1), this::due);
    }
  }

  private void due() {
    armed = false;
    wake.run();
  }
}
