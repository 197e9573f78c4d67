// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

/** Who ended a connection, and why (T4.3). */
public sealed interface CloseReason {

  /** This side closed in order. */
  record LocalClose() implements CloseReason {}

  /** The peer closed in order, after the last byte that it sent was delivered. */
  record PeerClose() implements CloseReason {}

  /**
   * The connection broke or was aborted.
   *
   * @param cause what happened
   */
  record Failed(TransportException cause) implements CloseReason {
    /**
     * Checks that a cause is given.
     *
     * @param cause what happened
     */
    public Failed {
      requireNonNull(cause, "cause");
    }
  }
}
