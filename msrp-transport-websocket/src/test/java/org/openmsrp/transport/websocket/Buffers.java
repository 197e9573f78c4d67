// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.io.ArrayByteBufferPool;

/** Pools of Jetty's that know what they have lent. */
final class Buffers {

  private static final Queue<ArrayByteBufferPool.Tracking> POOLS = new ConcurrentLinkedQueue<>();

  private Buffers() {}

  /** A pool that is asked after the test, when nobody may have a buffer any more. */
  static ArrayByteBufferPool counted() {
    ArrayByteBufferPool.Tracking pool = new ArrayByteBufferPool.Tracking();
    POOLS.add(pool);
    return pool;
  }

  static long inUse() {
    long lent = POOLS.stream().mapToLong(pool -> pool.getLeaks().size()).sum();
    if (lent == 0) {
      POOLS.clear();
    }
    return lent;
  }
}
