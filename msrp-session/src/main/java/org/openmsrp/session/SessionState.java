// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

/** Where a session is in its life. It moves from top to bottom only. */
public sealed interface SessionState {

  /** Messages go both ways. */
  record Active() implements SessionState {}

  /** No new message is taken; those that were taken go to their end. */
  record Closing() implements SessionState {}

  /**
   * Nothing moves any more.
   *
   * @param end how the session ended
   */
  record Closed(SessionEnd end) implements SessionState {
    /**
     * Checks that an end is given.
     *
     * @param end how the session ended
     */
    public Closed {
      requireNonNull(end, "end");
    }
  }
}
