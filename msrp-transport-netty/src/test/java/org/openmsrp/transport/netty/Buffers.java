// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts Netty's buffers; the build makes its pooled allocator the default. */
final class Buffers {

  private Buffers() {}

  static long inUse() {
    PooledByteBufAllocator pool = PooledByteBufAllocator.DEFAULT;
    return Stream.concat(pool.metric().directArenas().stream(), pool.metric().heapArenas().stream())
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }

  static void awaitNoneInUse() {
    // Each test asks this: the usual delay of 100 ms before the first look would double their time.
    await("buffers given back").pollDelay(Duration.ZERO).until(() -> inUse() == 0);
  }
}
