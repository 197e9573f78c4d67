// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * One address of a relay.
 *
 * @param transport serves it
 * @param binding the open binding
 * @param uri the address as a URI, without a session id
 */
record Listener(Transport transport, TransportAcceptor.Binding binding, MsrpUri uri) {

  static MsrpUri uri(Endpoint local, String host) {
    boolean webSocket = webSocket(local);
    return MsrpUri.builder(local.secure() ? MsrpScheme.MSRPS : MsrpScheme.MSRP, host)
        .port(local.port())
        .transport(webSocket ? MsrpUri.WS : MsrpUri.TCP)
        .build();
  }

  static boolean webSocket(Endpoint endpoint) {
    return endpoint.scheme().equals(Endpoint.WS) || endpoint.scheme().equals(Endpoint.WSS);
  }
}
