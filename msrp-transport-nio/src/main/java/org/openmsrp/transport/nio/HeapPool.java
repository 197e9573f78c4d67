// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Heap buffers of one size that the TLS connections of a loop take in turns, so that an idle one
 * holds none. The JDK's engine works in arrays. Used on the loop's thread only.
 */
final class HeapPool {

  private static final int KEPT = 8;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final int size;
  private int lent;

  HeapPool(int size) {
    this.size = size;
  }

  /** An empty buffer. */
  ByteBuffer take() {
    lent++;
    ByteBuffer kept = free.poll();
    return kept != null ? kept.clear() : ByteBuffer.allocate(size);
  }

  /** Takes a buffer back; one that somebody made larger is left to the collector. */
  void give(ByteBuffer buffer) {
    if (buffer.capacity() != size) {
      return;
    }
    lent--;
    if (free.size() < KEPT) {
      free.push(buffer);
    }
  }

  /** How many buffers have been taken and not given back. */
  int lent() {
    return lent;
  }
}
