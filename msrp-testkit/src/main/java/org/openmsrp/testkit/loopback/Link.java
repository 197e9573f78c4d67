// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.nio.ByteBuffer;
import org.openmsrp.domain.port.transport.Framing;

/**
 * One direction of a connection, from its writer to its reader: hands the writer's own buffers,
 * read-only, to the reader. A write is done when the reader has taken its last octet.
 *
 * <p>Not safe for use by several threads; {@link LoopbackConnection} guards it with the lock that
 * both ends share.
 */
final class Link {

  /**
   * What the reader is lent.
   *
   * @param bytes read-only
   * @param endOfFrame whether a message ends here
   */
  record Piece(ByteBuffer bytes, boolean endOfFrame) {}

  private static final ByteBuffer[] NO_PARTS = {};
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final Framing framing;
  private ByteBuffer[] parts = NO_PARTS;
  private int index;
  private boolean writing;
  private boolean lent;
  private boolean written;
  private boolean finished;
  private boolean broken;
  private boolean discarding;

  Link(Framing framing) {
    this.framing = framing;
  }

  /** Accepts a write; the one before was {@link #takeWritten taken}. */
  void write(ByteBuffer[] buffers) {
    if (broken) {
      return;
    }
    parts = new ByteBuffer[buffers.length];
    for (int i = 0; i < buffers.length; i++) {
      parts[i] = buffers[i].asReadOnlyBuffer();
    }
    index = 0;
    writing = true;
    skipEmpty();
    boolean nothingToLend = index == parts.length && framing == Framing.STREAM;
    if (discarding || nothingToLend) {
      complete();
    }
  }

  /** Whether a piece can be lent now. */
  boolean readable() {
    return writing && !lent && !broken;
  }

  /** Lends the next piece, until {@link #giveBack}. Only if {@link #readable}. */
  Piece lend(int max) {
    lent = true;
    if (index == parts.length) {
      return new Piece(EMPTY, framing == Framing.MESSAGE);
    }
    ByteBuffer part = parts[index];
    int length = Math.min(max, part.remaining());
    ByteBuffer bytes = part.slice(part.position(), length);
    part.position(part.position() + length);
    skipEmpty();
    return new Piece(bytes, framing == Framing.MESSAGE && index == parts.length);
  }

  /** Ends the loan. */
  void giveBack() {
    lent = false;
    if (writing && (discarding || index == parts.length)) {
      complete();
    }
  }

  /** Whether the reader holds a piece now, so that the writer's buffers are in use. */
  boolean lent() {
    return lent;
  }

  /** Whether a write has been completed and not been {@link #takeWritten taken}. */
  boolean written() {
    return written;
  }

  void takeWritten() {
    written = false;
  }

  /** The writer sends no more, a write that nobody took included. */
  void finish() {
    finished = true;
    if (writing) {
      parts = NO_PARTS;
      index = 0;
      writing = false;
    }
  }

  /** Whether the reader has met the end. */
  boolean atEnd() {
    return finished && !writing && !broken;
  }

  /** The reader takes no more: everything that comes is thrown away. */
  void discard() {
    discarding = true;
    if (writing && !lent) {
      complete();
    }
  }

  /** The reader is gone for good: nobody takes or throws away what comes from now on. */
  void abandon() {
    discarding = false;
  }

  /** Throws away what is on the way; nothing passes any more in this direction. */
  void reset() {
    broken = true;
    parts = NO_PARTS;
    index = 0;
    writing = false;
    written = false;
  }

  boolean broken() {
    return broken;
  }

  private void complete() {
    parts = NO_PARTS;
    index = 0;
    writing = false;
    written = true;
  }

  private void skipEmpty() {
    while (index < parts.length && !parts[index].hasRemaining()) {
      index++;
    }
  }
}
