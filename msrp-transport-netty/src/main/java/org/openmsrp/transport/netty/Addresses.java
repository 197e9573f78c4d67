// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Turns host names into addresses, off the event loops, because the system's resolver blocks and
 * Netty's bootstrap would call it on a loop. Literals need no resolver. Safe for any thread.
 */
final class Addresses {

  /** How a name is looked up; tests bring their own. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final int THREADS = 4;
  private static final long IDLE_SECONDS = 1;

  private final Resolver resolver;
  private final ThreadPoolExecutor pool;

  Addresses(NettyOptions options, Resolver resolver) {
    this.resolver = resolver;
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory(options.threadName() + "-resolver", true));
    pool.allowCoreThreadTimeOut(true);
  }

  /** All addresses of the endpoint in the resolver's order, at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
    if (literal != null) {
      return CompletableFuture.completedStage(List.of(address(literal, endpoint)));
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), pool);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(Failures.closed("transport"));
    }
  }

  private static InetSocketAddress address(byte[] literal, Endpoint endpoint) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(literal), endpoint.port());
    } catch (UnknownHostException impossible) {
      throw Failures.unknownHost(endpoint, impossible);
    }
  }

  private List<InetSocketAddress> lookUp(Endpoint endpoint) {
    try {
      List<InetSocketAddress> found =
          Stream.of(resolver.resolve(endpoint.host()))
              .map(address -> new InetSocketAddress(address, endpoint.port()))
              .toList();
      if (found.isEmpty()) {
        throw new UnknownHostException(endpoint.host());
      }
      return found;
    } catch (UnknownHostException unknown) {
      throw Failures.unknownHost(endpoint, unknown);
    }
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
