// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Turns host names into addresses, off the loops, because the system's resolver blocks. Literals
 * need no resolver. Safe for any thread.
 */
final class Addresses {

  /** How a name is looked up; tests bring their own. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Workers workers;

  Addresses(Resolver resolver, Workers workers) {
    this.resolver = resolver;
    this.workers = workers;
  }

  /** All addresses of the endpoint in the resolver's order (RFC 4975 §6.2), at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    if (endpoint.numeric()) {
      return CompletableFuture.completedStage(endpoint).thenApply(this::lookUp);
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), workers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(Failures.closed("transport"));
    }
  }

  private List<InetSocketAddress> lookUp(Endpoint endpoint) {
    try {
      List<InetAddress> found = List.of(resolver.resolve(endpoint.host()));
      if (found.isEmpty()) {
        throw Failures.unknownHost(endpoint, new UnknownHostException(endpoint.host()));
      }
      return found.stream().map(one -> new InetSocketAddress(one, endpoint.port())).toList();
    } catch (UnknownHostException unknown) {
      throw Failures.unknownHost(endpoint, unknown);
    }
  }

  /** The address in the port's terms. */
  static Endpoint endpoint(String scheme, InetSocketAddress address) {
    return new Endpoint(scheme, address.getAddress().getHostAddress(), address.getPort(), "");
  }
}
