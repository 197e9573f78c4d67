// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Arrays into which octets are copied that lie outside of the heap: scanning them in place is
 * slower. There is one for each thread that decodes, since one for each connection would be most of
 * an idle connection's memory.
 */
final class BlockPool {

  /** Small enough to stay in a processor's first cache between copying and scanning. */
  private static final int SIZE = 16 * 1024;

  private static final ThreadLocal<@Nullable Block> SPARE = new ThreadLocal<>();

  private BlockPool() {}

  /**
   * An array, and the same as a buffer.
   *
   * @param octets the array
   * @param buffer wraps it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and not copied on purpose
  record Block(byte[] octets, ByteBuffer buffer) {

    /** Fills the array from its beginning with octets; returns how many. */
    int fillFrom(ByteBuffer source) {
      int size = Math.min(octets.length, source.remaining());
      source.get(octets, 0, size);
      return size;
    }
  }

  /** A block for nobody else until it is given back. */
  static Block take() {
    Block spare = SPARE.get();
    if (spare == null) {
      return ofSize(SIZE);
    }
    SPARE.set(null);
    return spare;
  }

  /** A block of at least {@code size} octets, for nobody else until it is given back. */
  static Block take(int size) {
    return size <= SIZE ? take() : ofSize(size);
  }

  /** Gives a block back. */
  static void give(Block block) {
    if (block.octets().length == SIZE) {
      SPARE.set(block);
    }
  }

  private static Block ofSize(int size) {
    byte[] octets = new byte[size];
    return new Block(octets, ByteBuffer.wrap(octets));
  }
}
