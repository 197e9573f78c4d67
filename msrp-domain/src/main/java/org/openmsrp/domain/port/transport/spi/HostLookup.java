// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * Turns host names into addresses on threads that may block, as the system's resolver does. Safe
 * for use by many threads.
 */
public final class HostLookup {

  /** How a name is looked up; tests bring their own. */
  @FunctionalInterface
  public interface Resolver {

    /**
     * The addresses of a host.
     *
     * @param host a name or a literal address
     * @return its addresses, the best first
     * @throws UnknownHostException if there are none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Executor executor;

  /**
   * Looks up by a resolver.
   *
   * @param resolver such as {@code InetAddress::getAllByName}
   * @param executor runs it, and may refuse to once the transport is closed
   */
  public HostLookup(Resolver resolver, Executor executor) {
    this.resolver = requireNonNull(resolver, "resolver");
    this.executor = requireNonNull(executor, "executor");
  }

  /**
   * All addresses of an endpoint in the resolver's order (RFC 4975 §6.2).
   *
   * @param endpoint a literal address needs no thread: its stage is complete when this returns
   * @return at least one; or a {@link TransportException} of kind {@code UNREACHABLE}, or {@code
   *     TRANSPORT_CLOSED} if the executor refuses
   */
  public CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    if (endpoint.numeric()) {
      return CompletableFuture.completedStage(endpoint).thenApply(this::lookUp);
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(TransportFailures.closed("transport"));
    }
  }

  private List<InetSocketAddress> lookUp(Endpoint endpoint) {
    try {
      List<InetAddress> found = List.of(resolver.resolve(endpoint.host()));
      if (found.isEmpty()) {
        throw new UnknownHostException(endpoint.host());
      }
      return found.stream().map(one -> new InetSocketAddress(one, endpoint.port())).toList();
    } catch (UnknownHostException unknown) {
      throw TransportFailures.unknownHost(endpoint, unknown);
    }
  }
}
