// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.HostLookup;

/** Turns host names into addresses, but not those that are made up. Safe for any thread. */
final class Addresses {

  /** Names that clients make up for themselves (RFC 7977 Appendix A, RFC 6761 §6.4). */
  private static final Pattern INVALID =
      Pattern.compile("(.*\\.)?invalid\\.?", Pattern.CASE_INSENSITIVE);

  private final HostLookup lookup;

  Addresses(HostLookup.Resolver resolver, Engine engine) {
    this.lookup = new HostLookup(resolver, task -> engine.executor().execute(task));
  }

  /** All addresses of the endpoint in the resolver's order, at least one. */
  CompletionStage<List<InetSocketAddress>> of(Endpoint endpoint) {
    return INVALID.matcher(endpoint.host()).matches()
        ? CompletableFuture.failedStage(Failures.notMeantToBeFound(endpoint))
        : lookup.of(endpoint);
  }

  /** A socket's address in the port's terms; none if the socket is gone already. */
  static Optional<Endpoint> endpoint(String scheme, @Nullable SocketAddress address, String path) {
    return address instanceof InetSocketAddress known && known.getAddress() != null
        ? Optional.of(
            new Endpoint(scheme, known.getAddress().getHostAddress(), known.getPort(), path))
        : Optional.empty();
  }
}
