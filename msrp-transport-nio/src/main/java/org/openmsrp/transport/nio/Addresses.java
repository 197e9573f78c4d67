// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Turns host names into addresses, off the loops, because the system's resolver blocks. Literals
 * need no resolver. Safe for any thread.
 */
final class Addresses implements AutoCloseable {

  /** How a name is looked up; tests bring their own. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final int THREADS = 4;
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
  private static final Pattern LITERAL = Pattern.compile(".*:.*|\\d+\\.\\d+\\.\\d+\\.\\d+");

  private final Resolver resolver;
  private final ThreadPoolExecutor pool;

  Addresses(NioOptions options, Resolver resolver) {
    this.resolver = resolver;
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEEP_ALIVE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> thread(options, task));
    pool.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(NioOptions options, Runnable task) {
    Thread thread = new Thread(task, options.threadName() + "-resolver");
    thread.setDaemon(true);
    return thread;
  }

  /** All addresses of the endpoint in the resolver's order (RFC 4975 §6.2), at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    if (LITERAL.matcher(endpoint.host()).matches()) {
      return CompletableFuture.completedStage(endpoint).thenApply(this::lookUp);
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), pool);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(Failures.closed("transport"));
    }
  }

  private List<InetSocketAddress> lookUp(Endpoint endpoint) {
    try {
      return List.of(resolver.resolve(endpoint.host())).stream()
          .map(address -> new InetSocketAddress(address, endpoint.port()))
          .toList();
    } catch (UnknownHostException unknown) {
      throw Failures.unknownHost(endpoint, unknown);
    }
  }

  /** The address in the port's terms. */
  static Endpoint endpoint(String scheme, InetSocketAddress address) {
    return new Endpoint(scheme, address.getAddress().getHostAddress(), address.getPort(), "");
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Waits for the threads; one that hangs in the system's resolver can't be stopped. */
  void awaitEnd() {
    try {
      pool.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
