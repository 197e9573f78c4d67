// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.spi.Bindings;
import org.openmsrp.domain.port.transport.spi.Hold;
import org.openmsrp.domain.port.transport.spi.HostLookup;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Listens. */
final class NioAcceptor implements TransportAcceptor {

  private final LoopGroup group;
  private final HostLookup addresses;
  private final Security security;
  private final Owner owner;
  private final Hold hold;
  private final Bindings bindings;

  NioAcceptor(LoopGroup group, HostLookup addresses, Security security) {
    this.group = group;
    this.addresses = addresses;
    this.security = security;
    this.owner = new Owner("acceptor", group);
    this.bindings = new Bindings(owner::reason);
    this.hold = new Hold(group::retain, group::release);
  }

  @Override
  public CompletionStage<Binding> bind(
      Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
    requireNonNull(local, "local");
    requireNonNull(options, "options");
    requireNonNull(handlers, "handlers");
    if (!NioTransport.SCHEMES.contains(local.scheme())) {
      return CompletableFuture.failedFuture(TransportFailures.notServed(local));
    }
    CompletableFuture<Binding> stage = new CompletableFuture<>();
    var unused =
        addresses
            .of(local)
            .whenComplete(
                (found, thrown) -> {
                  if (found != null) {
                    bind(local, found.get(0), options, handlers, stage);
                  } else {
                    stage.completeExceptionally(TransportFailures.notBound(local, thrown));
                  }
                });
    return stage;
  }

  private void bind(
      Endpoint local,
      InetSocketAddress address,
      BindOptions options,
      ConnectionHandlerFactory handlers,
      CompletableFuture<Binding> stage) {
    try {
      bindings.opened(begin(address, local.scheme(), options, handlers), stage);
    } catch (IOException | RuntimeException e) {
      stage.completeExceptionally(TransportFailures.notBound(local, e));
    }
  }

  private Binding begin(
      InetSocketAddress address,
      String scheme,
      BindOptions options,
      ConnectionHandlerFactory handlers)
      throws IOException {
    if (!hold.take()) {
      throw owner.reason();
    }
    Connections connections = security.inbound(scheme, options.tls());
    Wiring wiring = new Wiring(owner, group, scheme, options.closeTimeout(), options.socket());
    ServerSocketChannel channel = NioBinding.listen(address, options);
    NioLoop loop = group.acquire();
    NioBinding binding =
        new NioBinding(channel, options, handlers, connections, wiring, loop, bindings::remove);
    loop.execute(binding::begin);
    return binding;
  }

  /** Aborts the accepted connections, too. */
  void giveUp() {
    close();
    owner.giveUp();
  }

  @Override
  public void close() {
    hold.close();
    bindings.close();
  }
}
