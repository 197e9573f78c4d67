// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
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
    TlsEngines engines = new TlsEngines();
    Endpoint remote = Endpoint.tls(host, 2855);
    SSLEngine connecting = TlsEngines.client(engines.of(client), client, remote);
    SSLEngine accepting = TlsEngines.server(engines.of(server), server);
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
