// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Turns host names into addresses, off the selectors, because the system's resolver blocks.
 * Literals need no resolver. Safe for any thread.
 */
final class Addresses {

  /** How a name is looked up; tests bring their own. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** Names that clients make up for themselves (RFC 7977 Appendix A, RFC 6761 §6.4). */
  private static final Pattern INVALID =
      Pattern.compile("(.*\\.)?invalid\\.?", Pattern.CASE_INSENSITIVE);

  private final Resolver resolver;
  private final Engine engine;

  Addresses(Resolver resolver, Engine engine) {
    this.resolver = resolver;
    this.engine = engine;
  }

  /** All addresses of the endpoint in the resolver's order (RFC 4975 §6.2), at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    if (endpoint.numeric()) {
      return CompletableFuture.completedStage(endpoint).thenApply(this::lookUp);
    }
    if (INVALID.matcher(endpoint.host()).matches()) {
      return CompletableFuture.failedStage(Failures.notMeantToBeFound(endpoint));
    }
    try {
      return CompletableFuture.supplyAsync(() -> lookUp(endpoint), engine.executor());
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

  /** A socket's address in the port's terms; none if the socket is gone already. */
  static Optional<Endpoint> endpoint(String scheme, @Nullable SocketAddress address, String path) {
    return address instanceof InetSocketAddress known && known.getAddress() != null
        ? Optional.of(
            new Endpoint(scheme, known.getAddress().getHostAddress(), known.getPort(), path))
        : Optional.empty();
  }
}
