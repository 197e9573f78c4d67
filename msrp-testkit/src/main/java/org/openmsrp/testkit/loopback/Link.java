// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.nio.ByteBuffer;
import org.openmsrp.domain.port.time.Timers;

/**
 * One direction of a connection, from its writer to its reader.
 *
 * <p>Not safe for use by several threads: {@link LoopbackConnection} guards both links of a
 * connection with the lock that its ends share.
 */
interface Link {

  /**
   * What the reader is lent.
   *
   * @param bytes read-only
   * @param endOfFrame whether a message ends here
   */
  record Piece(ByteBuffer bytes, boolean endOfFrame) {}

  /** Accepts a write; the one before was {@link #takeWritten taken}. */
  void write(ByteBuffer[] buffers);

  /** Whether a write has been completed and not been {@link #takeWritten taken}. */
  boolean written();

  void takeWritten();

  /** The writer sends no more, what is left of a pending write included. */
  void finish();

  /** Whether the writer's own buffers are lent to the reader now. */
  boolean lendsWriterBuffers();

  /** Whether a piece can be lent now. */
  boolean readable();

  /** Lends the next piece, until {@link #giveBack}. Only if {@link #readable}. */
  Piece lend(int max);

  /** Ends the loan. */
  void giveBack();

  /** Whether the reader has met the end. */
  boolean atEnd();

  /** The reader takes no more: everything that comes is thrown away. */
  void discard();

  /** The reader is gone for good: nobody takes or throws away what comes from now on. */
  void abandon();

  /** Throws away what is on the way; nothing passes any more in this direction. */
  void reset();

  /** Whether the reader has learnt of a reset. */
  boolean broken();

  /** Moves what can move by itself; called after every change at either end. */
  default void settle() {}

  /** Tells the link how to call its reader, who calls {@link #arrived} in turn. */
  default void attach(Timers readerTimers, Runnable whenArrived) {}

  /** The call that was asked for has come. */
  default void arrived() {}
}
