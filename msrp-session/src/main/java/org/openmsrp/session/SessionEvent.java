// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

/** Something that happens to a session. */
public sealed interface SessionEvent {

  /**
   * What the log calls the session; not a secret, as its session id is.
   *
   * @return such as {@code session-7}; one in a stack
   */
  String correlationId();

  /**
   * It is bound: its channel is about to be given to the user.
   *
   * @param correlationId what the log calls it
   */
  record Bound(String correlationId) implements SessionEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param correlationId what the log calls it
     */
    public Bound {
      requireNonNull(correlationId, "correlationId");
    }
  }

  /**
   * It has ended; follows each {@link Bound} once.
   *
   * @param correlationId what the log calls it
   * @param end how
   */
  record Ended(String correlationId, SessionEnd end) implements SessionEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param correlationId what the log calls it
     * @param end how
     */
    public Ended {
      requireNonNull(correlationId, "correlationId");
      requireNonNull(end, "end");
    }
  }
}
