// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Pools of Jetty's whose lent buffers are counted. Jetty's own that does so keeps the stack of each
 * claim on a buffer, which takes seconds where one buffer serves a hundred thousand frames.
 */
final class Buffers {

  private static final AtomicLong IN_USE = new AtomicLong();

  private Buffers() {}

  /** A pool of whose buffers nobody may have one any more after the test. */
  static ArrayByteBufferPool counted() {
    return new Counted();
  }

  static long inUse() {
    return IN_USE.get();
  }

  private static final class Counted extends ArrayByteBufferPool {
    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
      RetainableByteBuffer.Mutable lent = super.acquire(size, direct);
      IN_USE.incrementAndGet();
      return new RetainableByteBuffer.FixedCapacity(lent.getByteBuffer(), new Claim(lent));
    }
  }

  private static final class Claim extends Retainable.Wrapper {
    Claim(Retainable lent) {
      super(lent);
    }

    @Override
    public boolean release() {
      boolean last = super.release();
      if (last) {
        IN_USE.decrementAndGet();
      }
      return last;
    }
  }
}
