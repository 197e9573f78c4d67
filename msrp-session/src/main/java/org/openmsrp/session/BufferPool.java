// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Direct buffers of one size, shared by the connections of a stack; keeps a bounded number. */
final class BufferPool {

  private final int size;
  private final int keep;

  /** The one given back last is taken first: it is the likeliest to be in a cache still. */
  private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

  private final AtomicInteger kept = new AtomicInteger();

  BufferPool(int size, int keep) {
    this.size = size;
    this.keep = keep;
  }

  int size() {
    return size;
  }

  /** A cleared buffer; its content is undefined. */
  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    if (buffer == null) {
      return ByteBuffer.allocateDirect(size);
    }
    kept.decrementAndGet();
    return buffer.clear();
  }

  /** Gives back a buffer that {@link #take} gave, and that nobody uses any more. */
  void give(ByteBuffer buffer) {
    if (kept.incrementAndGet() <= keep) {
      free.push(buffer);
    } else {
      kept.decrementAndGet();
    }
  }
}
