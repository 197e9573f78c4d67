// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * The parts of one write in one pooled buffer. A copy of our own, since Jetty takes one buffer for
 * a frame, and since a frame that has begun is completed although its connection has ended for its
 * user, to whom the parts belong again by then.
 *
 * @param buffer what the pool lent
 */
record Gathered(RetainableByteBuffer buffer) {

  /** Up to here the pool keeps buffers; below, memory that the socket takes without a copy. */
  private static final int MOST_POOLED = 64 * 1024;

  static Gathered of(ByteBufferPool pool, ByteBuffer[] parts) {
    int octets = 0;
    for (ByteBuffer part : parts) {
      octets = Math.addExact(octets, part.remaining());
    }
    RetainableByteBuffer buffer = pool.acquire(octets, octets <= MOST_POOLED);
    ByteBuffer target = buffer.getByteBuffer();
    int start = BufferUtil.flipToFill(target);
    for (ByteBuffer part : parts) {
      target.put(part);
    }
    BufferUtil.flipToFlush(target, start);
    return new Gathered(buffer);
  }

  boolean isEmpty() {
    return !buffer.hasRemaining();
  }

  /** Big-endian: Jetty masks four octets at a time. */
  ByteBuffer octets() {
    return buffer.getByteBuffer().slice();
  }

  void release() {
    buffer.release();
  }
}
