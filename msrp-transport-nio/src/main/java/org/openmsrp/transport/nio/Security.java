// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** Decides by the scheme whether connections are plain or protected. Safe for any thread. */
final class Security {

  private final TlsEngines contexts = new TlsEngines();
  private final Executor handshakers;

  Security(Executor handshakers) {
    this.handshakers = handshakers;
  }

  /** How to make connections to {@code remote}. */
  Connections outbound(Endpoint remote, Optional<TlsCredentials> tls) {
    return connections(
        remote.scheme(),
        tls,
        (context, credentials) -> TlsEngines.client(context, credentials, remote));
  }

  /** How to make connections that were accepted. */
  Connections inbound(String scheme, Optional<TlsCredentials> tls) {
    return connections(scheme, tls, TlsEngines::server);
  }

  private Connections connections(
      String scheme,
      Optional<TlsCredentials> tls,
      BiFunction<SSLContext, TlsCredentials, SSLEngine> engines) {
    if (!scheme.equals(Endpoint.TLS)) {
      return TcpConnection::new;
    }
    TlsCredentials credentials = tls.orElseThrow(() -> TransportFailures.noCredentials(scheme));
    SSLContext context = contexts.of(credentials);
    return (wiring, loop, channel, handler, stage) ->
        new TlsConnection(
            wiring,
            loop,
            channel,
            handler,
            stage,
            engines.apply(context, credentials),
            handshakers);
  }
}
