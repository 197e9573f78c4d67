// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory one incoming message may take: a limit of its own, and one that it shares with
 * the other messages of its session. Used by one thread at a time.
 */
final class MemoryAllowance {

  private final int limit;
  private final long sessionLimit;
  private final AtomicLong session;
  private long held;

  /**
   * An allowance.
   *
   * @param limit octets of this message
   * @param sessionLimit octets of all messages of the session
   * @param session octets that they hold now
   */
  MemoryAllowance(int limit, long sessionLimit, AtomicLong session) {
    this.limit = limit;
    this.sessionLimit = sessionLimit;
    this.session = session;
  }

  int limit() {
    return limit;
  }

  /** The message takes so many octets now; fails if those of the session take too many. */
  void hold(long octets) {
    long more = octets - held;
    if (more == 0) {
      return;
    }
    held = octets;
    if (session.addAndGet(more) > sessionLimit && more > 0) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TOO_LARGE,
          "the messages of the session take more than " + sessionLimit + " octets of memory");
    }
  }

  /** The message is complete, and the user's now, or it is lost. */
  void release() {
    hold(0);
  }
}
