// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.HostLookup;

/**
 * Turns host names into addresses, off the event loops, because the system's resolver blocks and
 * Netty's bootstrap would call it on a loop. Literals need no resolver. Safe for any thread.
 */
final class Addresses {

  private static final int THREADS = 4;
  private static final long IDLE_SECONDS = 1;

  private final HostLookup lookup;
  private final ThreadPoolExecutor pool;

  Addresses(NettyOptions options, HostLookup.Resolver resolver) {
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory(options.threadName() + "-resolver", true));
    pool.allowCoreThreadTimeOut(true);
    this.lookup = new HostLookup(resolver, pool);
  }

  /** All addresses of the endpoint in the resolver's order, at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    return lookup.of(endpoint);
  }

  static boolean isLiteral(String host) {
    return NetUtil.createByteArrayFromIpAddressString(host) != null;
  }

  /** A socket's address in the port's terms; none if the socket is gone already. */
  static Optional<Endpoint> endpoint(String scheme, SocketAddress address) {
    return address instanceof InetSocketAddress known && known.getAddress() != null
        ? Optional.of(
            new Endpoint(scheme, known.getAddress().getHostAddress(), known.getPort(), ""))
        : Optional.empty();
  }

  void close() {
    pool.shutdown();
  }

  /** Waits for the threads; one that hangs in the system's resolver can't be stopped. */
  void awaitEnd() {
    try {
      pool.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
