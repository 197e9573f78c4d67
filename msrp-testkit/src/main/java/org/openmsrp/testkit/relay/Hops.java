// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;

/** The connections that the relay itself opens to next hops (RFC 4976 §6.4.2). */
final class Hops {

  private final RelayHub hub;
  private final RelaySetup setup;
  private final Map<Endpoint, RelayPeer> byEndpoint = new HashMap<>();

  Hops(RelayHub hub, RelaySetup setup) {
    this.hub = hub;
    this.setup = setup;
  }

  /** The connection to where a URI points, which may still be opening; null if none serves it. */
  @Nullable RelayPeer to(MsrpUri next) {
    Endpoint endpoint = endpoint(next);
    RelayPeer known = byEndpoint.get(endpoint);
    if (known != null) {
      return known;
    }
    Transport transport = setup.transport(endpoint);
    if (transport == null || byEndpoint.size() >= setup.limits().connections()) {
      return null;
    }
    RelayPeer opening = new RelayPeer(hub, false);
    byEndpoint.put(endpoint, opening);
    connect(transport, endpoint, opening);
    return opening;
  }

  private void connect(Transport transport, Endpoint endpoint, RelayPeer opening) {
    ConnectOptions options =
        ConnectOptions.DEFAULT.withConnectTimeout(setup.limits().transaction());
    if (setup.credentials().isPresent()) {
      options = options.withTls(setup.credentials().get());
    }
    var unused =
        transport
            .connector()
            .connect(endpoint, options, opening)
            .whenComplete(
                (opened, failure) -> {
                  if (failure != null) {
                    failed(opening);
                  }
                });
  }

  private void failed(RelayPeer opening) {
    synchronized (hub) {
      opening.end();
    }
  }

  void forget(RelayPeer peer) {
    byEndpoint.values().removeIf(hop -> hop == peer);
  }

  void clear() {
    for (RelayPeer peer : Map.copyOf(byEndpoint).values()) {
      peer.abort("the relay was killed");
    }
    byEndpoint.clear();
  }

  private static Endpoint endpoint(MsrpUri uri) {
    boolean webSocket = uri.usesTransport(MsrpUri.WS);
    boolean secure = uri.scheme().secure();
    String scheme =
        webSocket ? (secure ? Endpoint.WSS : Endpoint.WS) : (secure ? Endpoint.TLS : Endpoint.TCP);
    int port = uri.port().orElse(MsrpUri.REGISTERED_PORT);
    return new Endpoint(scheme, uri.host().text(), port, webSocket ? "/" : "");
  }
}
