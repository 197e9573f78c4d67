// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.TlsFailures;

/** Two JDK engines that shake hands in memory. */
final class EngineHandshake {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** One side. */
  private static final class Side {
    final SSLEngine engine;
    final ByteBuffer out = ByteBuffer.allocate(64 * 1024);
    final ByteBuffer plain = ByteBuffer.allocate(64 * 1024);
    @Nullable TransportException failure;

    Side(SSLEngine engine) {
      this.engine = engine;
    }

    void begin() {
      try {
        engine.beginHandshake();
      } catch (SSLException e) {
        throw new AssertionError(e);
      }
    }

    /** One step; false if there is nothing to do. */
    boolean step(Side peer) {
      try {
        return switch (engine.getHandshakeStatus()) {
          case NEED_TASK -> {
            engine.getDelegatedTask().run();
            yield true;
          }
          case NEED_WRAP -> engine.wrap(NOTHING, out).bytesProduced() > 0;
          default -> unwrap(peer);
        };
      } catch (SSLException e) {
        if (failure == null) {
          failure = TlsFailures.handshake(e);
        }
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
      }
    }

    private boolean unwrap(Side peer) throws SSLException {
      peer.out.flip();
      try {
        return !engine.isInboundDone()
            && peer.out.hasRemaining()
            && engine.unwrap(peer.out, plain).bytesConsumed() > 0;
      } finally {
        peer.out.compact();
      }
    }
  }

  private final Side client;
  private final Side server;

  private EngineHandshake(Side client, Side server) {
    this.client = client;
    this.server = server;
  }

  static EngineHandshake run(TlsCredentials client, String host, TlsCredentials server) {
    SSLEngine connecting = context(client).createSSLEngine(host, 2855);
    connecting.setUseClientMode(true);
    if (client.verifyHost()) {
      SSLParameters parameters = connecting.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      connecting.setSSLParameters(parameters);
    }
    SSLEngine accepting = context(server).createSSLEngine();
    accepting.setUseClientMode(false);
    switch (server.clientCertificates()) {
      case NONE -> {}
      case REQUESTED -> accepting.setWantClientAuth(true);
      case REQUIRED -> accepting.setNeedClientAuth(true);
    }
    EngineHandshake handshake = new EngineHandshake(new Side(connecting), new Side(accepting));
    handshake.pump();
    return handshake;
  }

  private void pump() {
    client.begin();
    server.begin();
    boolean more = true;
    while (more) {
      more = client.step(server) | server.step(client);
    }
  }

  private static SSLContext context(TlsCredentials credentials) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          credentials.keyManager().stream().toArray(KeyManager[]::new),
          new TrustManager[] {credentials.trustManager()},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Optional<TransportException> clientFailure() {
    return Optional.ofNullable(client.failure);
  }

  Optional<TransportException> serverFailure() {
    return Optional.ofNullable(server.failure);
  }

  /** Whether the client has shown a certificate. */
  boolean clientKnown() {
    try {
      return server.engine.getSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  boolean succeeded() {
    return client.failure == null
        && server.failure == null
        && !client.engine.getSession().getProtocol().equals("NONE");
  }
}
