// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.spi.Hold;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Opens connections. */
final class WebSocketConnector implements TransportConnector {

  private final WebSocketOptions options;
  private final Engine engine;
  private final Addresses addresses;
  private final TlsEngines contexts;
  private final Members members = new Members("connector");
  private final Hold hold;

  WebSocketConnector(
      WebSocketOptions options, Engine engine, Addresses addresses, TlsEngines contexts) {
    this.options = options;
    this.engine = engine;
    this.addresses = addresses;
    this.contexts = contexts;
    this.hold = new Hold(engine::acquire, engine::release);
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions how, ConnectionHandler handler) {
    requireNonNull(remote, "remote");
    requireNonNull(how, "options");
    requireNonNull(handler, "handler");
    if (!WebSocketTransport.schemes(options).contains(remote.scheme())) {
      return CompletableFuture.failedFuture(Failures.notServed(remote));
    }
    if (remote.secure() && how.tls().isEmpty()) {
      return CompletableFuture.failedFuture(TransportFailures.noCredentials(remote.scheme()));
    }
    if (!hold.take()) {
      return CompletableFuture.failedFuture(members.reason());
    }
    engine.acquire();
    Wiring wiring = Wiring.of(members, engine, how.closeTimeout(), how.socket(), options);
    return new ConnectAttempt(remote, how, handler, wiring, engine, contexts).start(addresses);
  }

  @Override
  public void close() {
    members.giveUp();
    hold.close();
  }
}
