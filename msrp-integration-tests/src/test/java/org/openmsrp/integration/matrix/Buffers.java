// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/**
 * Counts the buffers that the transports of the matrix have lent, by the same doors as the
 * transports' own tests, which are open to their packages only. Netty's are those of its pooled
 * allocator, which the build makes the default.
 */
final class Buffers {

  private static final Queue<LongSupplier> COUNTS = new ConcurrentLinkedQueue<>();

  private Buffers() {}

  static NioTransport nio() {
    NioTransport transport = new NioTransport();
    COUNTS.add(() -> lent(transport));
    return transport;
  }

  private static long lent(NioTransport transport) {
    try {
      Method door = NioTransport.class.getDeclaredMethod("lentBuffers");
      door.setAccessible(true);
      return (int) door.invoke(transport);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no door to the buffers of NIO", e);
    }
  }

  static WebSocketTransport webSocket(WebSocketOptions options) {
    Supplier<ArrayByteBufferPool> pools = Buffers::pool;
    try {
      Constructor<WebSocketTransport> door =
          WebSocketTransport.class.getDeclaredConstructor(WebSocketOptions.class, Supplier.class);
      door.setAccessible(true);
      return door.newInstance(options, pools);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no door to the buffers of WebSocket", e);
    }
  }

  private static ArrayByteBufferPool pool() {
    ArrayByteBufferPool.Tracking pool = new ArrayByteBufferPool.Tracking();
    COUNTS.add(() -> pool.getLeaks().size());
    return pool;
  }

  private static long netty() {
    var metric = PooledByteBufAllocator.DEFAULT.metric();
    return Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }

  static long inUse() {
    long lent = COUNTS.stream().mapToLong(LongSupplier::getAsLong).sum();
    if (lent == 0) {
      COUNTS.clear();
    }
    return lent + netty();
  }
}
