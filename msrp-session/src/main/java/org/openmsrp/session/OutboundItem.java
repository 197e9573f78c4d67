// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * Something of a session that waits to be written in its turn. Confined to the connection's serial
 * context.
 */
interface OutboundItem {

  /** Whether there is something to write now. */
  boolean ready();

  /** Whether nothing is left to write. */
  boolean finished();

  /** Whether a chunk has been begun and not ended: nothing else may be written before its end. */
  boolean chunkOpen();

  /**
   * Whether it is so short that it goes before others: one chunk that can't be interrupted. A
   * user's own chunks keep their order.
   */
  default boolean brief() {
    return false;
  }

  /** Writes about {@code budget} octets at most, at least something. */
  void compose(WriteBatch batch, int budget);

  /** Ends an open chunk so that others get their turn. */
  void interrupt(WriteBatch batch);

  /** The session ended before this was done. */
  void lost(SessionEnd end);
}
