// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.spi.HostLookup;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Listens. */
final class NioAcceptor implements TransportAcceptor {

  private final LoopGroup group;
  private final HostLookup addresses;
  private final Security security;
  private final Owner owner;
  private final Hold hold;
  private final Set<NioBinding> bindings = ConcurrentHashMap.newKeySet();

  NioAcceptor(LoopGroup group, HostLookup addresses, Security security) {
    this.group = group;
    this.addresses = addresses;
    this.security = security;
    this.owner = new Owner("acceptor", group);
    this.hold = new Hold(group);
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
      Binding binding = begin(address, local.scheme(), options, handlers);
      if (!stage.complete(binding)) {
        binding.close();
      }
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
    if (!hold.acquire()) {
      throw owner.reason();
    }
    Connections connections = security.inbound(scheme, options.tls());
    Wiring wiring = new Wiring(owner, group, scheme, options.closeTimeout(), options.socket());
    ServerSocketChannel channel = NioBinding.listen(address, options);
    NioLoop loop = group.acquire();
    NioBinding binding =
        new NioBinding(channel, options, handlers, connections, wiring, loop, bindings::remove);
    bindings.add(binding);
    loop.execute(binding::begin);
    if (hold.isClosed()) {
      binding.close();
      throw owner.reason();
    }
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
    List.copyOf(bindings).forEach(NioBinding::close);
  }
}
