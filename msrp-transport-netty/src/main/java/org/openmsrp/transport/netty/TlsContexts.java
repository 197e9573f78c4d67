// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * Handlers for TLS 1.2 and 1.3, never older. The contexts of the credentials used last are kept,
 * because they are dear to make and sessions can be resumed only within one. Safe for any thread.
 */
final class TlsContexts {

  /** Bounds what a user pins who makes new credentials for each connection. */
  private static final int KEPT = 16;

  private final SslProvider provider;
  private final Map<Key, SslContext> contexts =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SslContext> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(TlsCredentials credentials, boolean client) {}

  TlsContexts(TlsProvider choice) {
    this.provider = choice == TlsProvider.JDK ? SslProvider.JDK : SslProvider.OPENSSL;
    if (choice == TlsProvider.BORINGSSL && !OpenSsl.isAvailable()) {
      throw new IllegalStateException("no BoringSSL here", OpenSsl.unavailabilityCause());
    }
  }

  /** A handler for a connection to {@code remote}. */
  SslHandler client(TlsCredentials credentials, Endpoint remote, ByteBufAllocator buffers) {
    SslHandler handler =
        context(new Key(credentials, true)).newHandler(buffers, remote.host(), remote.port());
    SSLEngine engine = handler.engine();
    SSLParameters parameters = engine.getSSLParameters();
    serverName(remote.host()).ifPresent(name -> parameters.setServerNames(List.of(name)));
    engine.setSSLParameters(parameters);
    return untimed(handler);
  }

  /** What a client asks for: a host name only, no address (RFC 6066 §3). */
  static Optional<SNIServerName> serverName(String host) {
    try {
      return Addresses.isLiteral(host) ? Optional.empty() : Optional.of(new SNIHostName(host));
    } catch (IllegalArgumentException notAllowedInDns) {
      return Optional.empty();
    }
  }

  /** A handler for a connection that was accepted. */
  SslHandler server(TlsCredentials credentials, ByteBufAllocator buffers) {
    return untimed(context(new Key(credentials, false)).newHandler(buffers));
  }

  /** Checks early that credentials can be used. */
  void checkServer(TlsCredentials credentials) {
    context(new Key(credentials, false));
  }

  /**
   * TLS 1.2 lets a peer ask for a new handshake at any time: an old way to keep others busy.
   * Without cipher suites none can succeed, and the attempt ends the connection. BoringSSL refuses
   * by itself.
   */
  static void refuseRenegotiation(SSLEngine engine) {
    boolean own = engine instanceof ReferenceCountedOpenSslEngine;
    if (!own && engine.getSession().getProtocol().equals("TLSv1.2")) {
      engine.setEnabledCipherSuites(new String[0]);
    }
  }

  /** The connection has timers of its own. */
  private static SslHandler untimed(SslHandler handler) {
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(0);
    return handler;
  }

  private synchronized SslContext context(Key key) {
    SslContext known = contexts.get(key);
    if (known == null) {
      known = create(key);
      contexts.put(key, known);
    }
    return known;
  }

  private SslContext create(Key key) {
    TlsCredentials credentials = key.credentials();
    try {
      SslContextBuilder builder = key.client() ? forClient(credentials) : forServer(credentials);
      return builder
          .sslProvider(provider)
          .protocols("TLSv1.3", "TLSv1.2")
          .trustManager(credentials.trustManager())
          .build();
    } catch (SSLException | IllegalArgumentException e) {
      throw Failures.unusableCredentials(e);
    }
  }

  private static SslContextBuilder forClient(TlsCredentials credentials) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .endpointIdentificationAlgorithm(credentials.verifyHost() ? "HTTPS" : null);
    credentials.keyManager().ifPresent(builder::keyManager);
    return builder;
  }

  private static SslContextBuilder forServer(TlsCredentials credentials) {
    ClientAuth clients =
        switch (credentials.clientCertificates()) {
          case NONE -> ClientAuth.NONE;
          case REQUESTED -> ClientAuth.OPTIONAL;
          case REQUIRED -> ClientAuth.REQUIRE;
        };
    return SslContextBuilder.forServer(
            credentials
                .keyManager()
                .orElseThrow(() -> TransportFailures.noCredentials(Endpoint.TLS)))
        .clientAuth(clients);
  }
}
