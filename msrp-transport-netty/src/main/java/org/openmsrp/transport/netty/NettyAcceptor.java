// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.spi.Bindings;
import org.openmsrp.domain.port.transport.spi.Hold;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Listens. */
final class NettyAcceptor implements TransportAcceptor {

  private final NettyOptions options;
  private final Loops loops;
  private final Addresses addresses;
  private final TlsContexts contexts;
  private final Members members = new Members("acceptor");
  private final Hold hold;
  private final Bindings bindings = new Bindings(members::reason);

  NettyAcceptor(NettyOptions options, Loops loops, Addresses addresses, TlsContexts contexts) {
    this.options = options;
    this.loops = loops;
    this.addresses = addresses;
    this.contexts = contexts;
    this.hold = new Hold(loops::acquire, loops::release);
  }

  @Override
  public CompletionStage<Binding> bind(
      Endpoint local, BindOptions how, ConnectionHandlerFactory handlers) {
    requireNonNull(local, "local");
    requireNonNull(how, "options");
    requireNonNull(handlers, "handlers");
    if (!NettyTransport.SCHEMES.contains(local.scheme())) {
      return CompletableFuture.failedFuture(TransportFailures.notServed(local));
    }
    CompletableFuture<Binding> stage = new CompletableFuture<>();
    var unused =
        addresses
            .of(local)
            .thenAccept(found -> bind(local, found.get(0), how, handlers, stage))
            .exceptionally(
                thrown -> {
                  stage.completeExceptionally(TransportFailures.notBound(local, thrown));
                  return null;
                });
    return stage;
  }

  private void bind(
      Endpoint local,
      InetSocketAddress address,
      BindOptions how,
      ConnectionHandlerFactory handlers,
      CompletableFuture<Binding> stage) {
    if (local.secure()) {
      contexts.checkServer(
          how.tls().orElseThrow(() -> TransportFailures.noCredentials(local.scheme())));
    }
    if (!hold.take()) {
      throw members.reason();
    }
    Wiring wiring =
        new Wiring(
            members,
            loops,
            local.scheme(),
            how.closeTimeout(),
            how.socket(),
            options.writeBufferSize());
    bootstrap(wiring, how, new Welcome(wiring, how, handlers, contexts))
        .bind(address)
        .addListener((ChannelFuture bound) -> bound(local, bound, stage));
  }

  /** Takes one claim on the loops for the listening channel. */
  private ServerBootstrap bootstrap(Wiring wiring, BindOptions how, Welcome welcome) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.acquire())
            .channel(loops.platform().serverType())
            .option(ChannelOption.SO_BACKLOG, how.backlog())
            .childHandler(welcome);
    how.socket()
        .receiveBufferSize()
        .ifPresent(octets -> bootstrap.option(ChannelOption.SO_RCVBUF, octets));
    wiring.configure(bootstrap::childOption);
    return bootstrap;
  }

  private void bound(Endpoint local, ChannelFuture bound, CompletableFuture<Binding> stage) {
    if (!bound.isSuccess()) {
      loops.release();
      stage.completeExceptionally(TransportFailures.notBound(local, requireNonNull(bound.cause())));
      return;
    }
    Channel channel = bound.channel();
    channel.closeFuture().addListener(gone -> loops.release());
    Endpoint where = Addresses.endpoint(local.scheme(), channel.localAddress()).orElse(local);
    bindings.opened(new NettyBinding(channel, where, loops, bindings::remove), stage);
  }

  /** Aborts the accepted connections, too. */
  void giveUp() {
    close();
    members.giveUp();
  }

  @Override
  public void close() {
    bindings.close();
    hold.close();
  }
}
