// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

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
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Opens connections. */
final class NettyConnector implements TransportConnector {

  private final NettyOptions options;
  private final Loops loops;
  private final Addresses addresses;
  private final TlsContexts contexts;
  private final Members members = new Members("connector");
  private final Hold hold;

  NettyConnector(NettyOptions options, Loops loops, Addresses addresses, TlsContexts contexts) {
    this.options = options;
    this.loops = loops;
    this.addresses = addresses;
    this.contexts = contexts;
    this.hold = new Hold(loops::acquire, loops::release);
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions how, ConnectionHandler handler) {
    requireNonNull(remote, "remote");
    requireNonNull(how, "options");
    requireNonNull(handler, "handler");
    if (!NettyTransport.SCHEMES.contains(remote.scheme())) {
      return CompletableFuture.failedFuture(TransportFailures.notServed(remote));
    }
    if (remote.secure() && how.tls().isEmpty()) {
      return CompletableFuture.failedFuture(TransportFailures.noCredentials(remote.scheme()));
    }
    if (!hold.take()) {
      return CompletableFuture.failedFuture(members.reason());
    }
    Wiring wiring =
        new Wiring(
            members,
            loops,
            remote.scheme(),
            how.closeTimeout(),
            how.socket(),
            options.writeBufferSize());
    return new ConnectAttempt(remote, how, handler, wiring, contexts).start(addresses);
  }

  @Override
  public void close() {
    members.giveUp();
    hold.close();
  }
}
