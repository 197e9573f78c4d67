// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.Bindings;
import org.openmsrp.domain.port.transport.spi.Hold;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Listens. Only {@link WebSocketBinding} needs Jetty's server. */
final class WebSocketAcceptor implements TransportAcceptor {

  private final WebSocketOptions options;
  private final Engine engine;
  private final Addresses addresses;
  private final TlsEngines contexts;
  private final Members members = new Members("acceptor");
  private final Hold hold;
  private final Bindings bindings = new Bindings(members::reason);

  WebSocketAcceptor(
      WebSocketOptions options, Engine engine, Addresses addresses, TlsEngines contexts) {
    this.options = options;
    this.engine = engine;
    this.addresses = addresses;
    this.contexts = contexts;
    this.hold = new Hold(engine::acquire, engine::release);
  }

  @Override
  public CompletionStage<Binding> bind(
      Endpoint local, BindOptions how, ConnectionHandlerFactory handlers) {
    requireNonNull(local, "local");
    requireNonNull(how, "options");
    requireNonNull(handlers, "handlers");
    if (!WebSocketTransport.schemes(options).contains(local.scheme())) {
      return CompletableFuture.failedFuture(Failures.notServed(local));
    }
    if (!hold.take()) {
      return CompletableFuture.failedFuture(members.reason());
    }
    CompletableFuture<Binding> stage = new CompletableFuture<>();
    var unused =
        addresses
            .of(local)
            .thenAcceptAsync(
                found -> bind(local, found.get(0), how, handlers, stage), engine.executor())
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
    Wiring wiring = Wiring.of(members, engine, how.closeTimeout(), how.socket(), options);
    WebSocketBinding binding;
    try {
      SSLContext tls = local.secure() ? context(local, how) : null;
      binding = WebSocketBinding.open(local, address, how, handlers, wiring, engine, tls);
    } catch (NoClassDefFoundError e) {
      throw new TransportException(
          Kind.BIND_FAILED, "listening needs jetty-websocket-core-server at run time", e);
    }
    binding.whenClosed(() -> bindings.remove(binding));
    bindings.opened(binding, stage);
  }

  private SSLContext context(Endpoint local, BindOptions how) {
    TlsCredentials credentials =
        how.tls()
            .filter(some -> some.keyManager().isPresent())
            .orElseThrow(() -> TransportFailures.noCredentials(local.scheme()));
    return contexts.of(credentials);
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
