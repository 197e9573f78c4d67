// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/**
 * Both ends of a connection that is about to open.
 *
 * @param client the end that connected
 * @param server the end that accepted
 */
record ConnectionPair(LoopbackConnection client, LoopbackConnection server) {

  static ConnectionPair of(
      LoopbackTransport transport,
      Endpoint local,
      Attempt attempt,
      LoopbackBinding listener,
      Opening inbound) {
    Endpoint remote = attempt.remote();
    Framing framing = webSocket(remote) ? Framing.MESSAGE : Framing.STREAM;
    LoopbackNetwork network = transport.network();
    Gate gate = network.gate(remote);
    Link there = network.newLink(framing, gate);
    Link back = network.newLink(framing, gate);
    Object lock = new Object();
    int shortRead = network.conditions().maxRead();
    LoopbackConnection client =
        new LoopbackConnection(
            new LoopbackConnection.Wiring(
                lock,
                back,
                there,
                gate,
                info(local, remote, framing, Optional.of(remote.host())),
                Math.min(shortRead, attempt.options().socket().readBufferSize()),
                attempt.options().closeTimeout(),
                false),
            transport,
            attempt);
    LoopbackConnection server =
        new LoopbackConnection(
            new LoopbackConnection.Wiring(
                lock,
                there,
                back,
                gate,
                info(listener.localEndpoint(), local, framing, Optional.of(remote.host())),
                Math.min(shortRead, listener.options().socket().readBufferSize()),
                listener.options().closeTimeout(),
                true),
            listener.transport(),
            inbound);
    return new ConnectionPair(client, server);
  }

  /** Why the two ends don't speak the same language, if so. */
  static @Nullable TransportException mismatch(Endpoint remote, LoopbackBinding listener) {
    Endpoint local = listener.localEndpoint();
    if (local.secure() != remote.secure()) {
      return new TransportException(Kind.TLS_HANDSHAKE, remote + " asked of " + local);
    }
    boolean upgrades = webSocket(remote) == webSocket(local) && remote.path().equals(local.path());
    return upgrades
        ? null
        : new TransportException(Kind.UPGRADE_REFUSED, remote + " asked of " + local);
  }

  static Endpoint clientAddress(LoopbackNetwork network, Endpoint remote) {
    return new Endpoint(remote.scheme(), "localhost", network.ephemeralPort(), "");
  }

  private static boolean webSocket(Endpoint endpoint) {
    return endpoint.scheme().equals(Endpoint.WS) || endpoint.scheme().equals(Endpoint.WSS);
  }

  /** TLS in name only: there is nobody to hide anything from. */
  private static ConnectionInfo info(
      Endpoint local, Endpoint remote, Framing framing, Optional<String> serverName) {
    Optional<TlsInfo> tls =
        remote.secure()
            ? Optional.of(new TlsInfo("TLSv1.3", "TLS_NULL_WITH_NULL_NULL", List.of(), serverName))
            : Optional.empty();
    return new ConnectionInfo("loopback", local, remote, framing, tls);
  }
}
