// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import org.junit.jupiter.api.Nested;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;
import org.openmsrp.testkit.tls.TestPki;

/** WebSockets keep the contract, plain and with TLS. */
class WebSocketContractTest {

  private abstract static class WebSocket implements TransportContract {
    @Override
    public Transport newTransport() {
      return new WebSocketTransport(
          WebSocketOptions.builder().threadName("tck-websocket").plainAllowed(true).build());
    }

    @Override
    public TckOptions options() {
      return TckOptions.DEFAULT.withThreadPrefix("tck-websocket");
    }
  }

  @Nested
  class Plain extends WebSocket {
    @Override
    public Endpoint listenEndpoint() {
      return new Endpoint(Endpoint.WS, "127.0.0.1", 0, "");
    }
  }

  @Nested
  class Tls extends WebSocket {
    @Override
    public Endpoint listenEndpoint() {
      return new Endpoint(Endpoint.WSS, "127.0.0.1", 0, "/msrp");
    }

    @Override
    public TckOptions options() {
      return super.options()
          .withTransportOptions(
              BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.NONE)),
              ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()))
          .withDistrustingClient(ConnectOptions.DEFAULT.withTls(TestPki.STRANGER.trusting()))
          .withRefusedClient(
              BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.REQUIRED)),
              ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()));
    }
  }
}
