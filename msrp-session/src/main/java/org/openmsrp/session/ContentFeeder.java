// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the octets of a message that is streamed in pooled buffers and passes them to its content
 * when a buffer is full or the present read is over. While a message comes in at full speed,
 * several reads are passed on together, since waking the taker for each would cost more than the
 * copying; otherwise no buffer is held between reads. Confined to the connection's serial context.
 */
final class ContentFeeder {

  /** Fewer octets are copied into a buffer of their size, so that the large one stays in use. */
  private static final int WORTH_A_BUFFER = 4;

  /** At full speed so many octets are passed on together. */
  private static final int TOGETHER = 256 * 1024;

  /** What a piece costs besides its octets, roughly: stops a peer that sends octet by octet. */
  static final int PIECE_COST = 128;

  private final SessionCore session;
  private final BufferPool buffers;
  private final InboundContent content;
  private @Nullable ByteBuffer filling;
  private long fillingFrom;
  private int notShown;

  ContentFeeder(SessionCore session, InboundContent content) {
    this.session = session;
    this.buffers = session.engine().context().buffers();
    this.content = content;
  }

  /** Takes octets at a place of the message. */
  void add(long position, ByteBuffer octets) {
    session.addUntaken(octets.remaining());
    notShown += octets.remaining();
    long place = position;
    while (octets.hasRemaining()) {
      ByteBuffer buffer = fillingAt(place);
      int size = Math.min(buffer.remaining(), octets.remaining());
      buffer.put(octets.slice(octets.position(), size));
      octets.position(octets.position() + size);
      place += size;
      if (!buffer.hasRemaining()) {
        passOn(buffer);
      }
    }
  }

  /** Takes octets that nobody changes any more. */
  void addOwned(long position, ByteBuffer octets) {
    session.addUntaken(octets.remaining() + PIECE_COST);
    notShown += octets.remaining();
    content.offer(position, octets);
  }

  /**
   * The present read is over.
   *
   * @param more whether the next one is likely to follow at once
   */
  void onInputEnd(boolean more) {
    if (notShown == 0) {
      return;
    }
    if (more && notShown < TOGETHER) {
      session.engine().clock().linger();
    } else {
      flush();
    }
  }

  /** Passes on what was gathered. */
  void flush() {
    gatherNoMore();
    notShown = 0;
    content.show();
  }

  private void gatherNoMore() {
    ByteBuffer buffer = filling;
    if (buffer == null) {
      return;
    }
    if (buffer.position() > buffer.capacity() / WORTH_A_BUFFER) {
      passOn(buffer);
      return;
    }
    filling = null;
    if (buffer.position() > 0) {
      ByteBuffer copy = ByteBuffer.allocate(buffer.position()).put(buffer.flip()).flip();
      session.addUntaken(PIECE_COST);
      content.offer(fillingFrom, copy);
    }
    buffers.give(buffer);
  }

  /** Drops what was gathered. */
  void drop() {
    ByteBuffer buffer = filling;
    filling = null;
    notShown = 0;
    if (buffer != null) {
      session.taken(buffer.position());
      buffers.give(buffer);
    }
  }

  /** The buffer that takes the octet at this place; a gap begins a new one. */
  private ByteBuffer fillingAt(long place) {
    if (filling != null && fillingFrom + filling.position() != place) {
      gatherNoMore();
    }
    ByteBuffer buffer = filling;
    if (buffer == null) {
      buffer = buffers.take();
      filling = buffer;
      fillingFrom = place;
    }
    return buffer;
  }

  private void passOn(ByteBuffer buffer) {
    filling = null;
    session.addUntaken(PIECE_COST);
    content.offerPooled(fillingFrom, buffer.flip());
  }
}
