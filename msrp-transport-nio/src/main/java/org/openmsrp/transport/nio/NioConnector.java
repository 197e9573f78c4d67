// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.Hold;
import org.openmsrp.domain.port.transport.spi.HostLookup;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Opens connections. */
final class NioConnector implements TransportConnector {

  private final LoopGroup group;
  private final HostLookup addresses;
  private final Security security;
  private final Owner owner;
  private final Hold hold;

  NioConnector(LoopGroup group, HostLookup addresses, Security security) {
    this.group = group;
    this.addresses = addresses;
    this.security = security;
    this.owner = new Owner("connector", group);
    this.hold = new Hold(group::retain, group::release);
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
    requireNonNull(remote, "remote");
    requireNonNull(options, "options");
    requireNonNull(handler, "handler");
    if (!NioTransport.SCHEMES.contains(remote.scheme())) {
      return CompletableFuture.failedFuture(TransportFailures.notServed(remote));
    }
    try {
      Connections connections = security.outbound(options.certified(remote), options.tls());
      return hold.take()
          ? attempt(remote, options, handler, connections).start(addresses)
          : CompletableFuture.failedFuture(owner.reason());
    } catch (UncheckedIOException | TransportException e) {
      return CompletableFuture.failedFuture(TransportFailures.unreachable(remote, e));
    }
  }

  private ConnectAttempt attempt(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler, Connections connections) {
    Wiring wiring =
        new Wiring(owner, group, remote.scheme(), options.closeTimeout(), options.socket());
    return new ConnectAttempt(remote, options, handler, connections, wiring, group.acquire());
  }

  @Override
  public void close() {
    owner.giveUp();
    hold.close();
  }
}
