// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;
import org.openmsrp.testkit.tck.WebSocketContract;
import org.openmsrp.testkit.tls.TestPki;

/** WebSockets keep the contract, plain and with TLS. */
class WebSocketContractTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final BindOptions SECURE_LISTENER =
      BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.NONE));
  private static final ConnectOptions SECURE_CLIENT =
      ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting());
  private static final Endpoint PLAIN = new Endpoint(Endpoint.WS, "127.0.0.1", 0, "");
  private static final Endpoint SECURE = new Endpoint(Endpoint.WSS, "127.0.0.1", 0, "/msrp");

  private static WebSocketOptions.Builder named() {
    return WebSocketOptions.builder().threadName("tck-websocket").plainAllowed(true);
  }

  private abstract static class Port implements TransportContract {
    @Override
    public Transport newTransport() {
      return new WebSocketTransport(named().build(), Buffers::counted);
    }

    @Override
    public TckOptions options() {
      return TckOptions.DEFAULT.withThreadPrefix("tck-websocket");
    }
  }

  @Nested
  class Plain extends Port {
    @Override
    public Endpoint listenEndpoint() {
      return PLAIN;
    }
  }

  @Nested
  class Tls extends Port {
    @Override
    public Endpoint listenEndpoint() {
      return SECURE;
    }

    @Override
    public TckOptions options() {
      return super.options()
          .withTransportOptions(SECURE_LISTENER, SECURE_CLIENT)
          .withDistrustingClient(ConnectOptions.DEFAULT.withTls(TestPki.STRANGER.trusting()))
          .withRefusedClient(
              BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.REQUIRED)),
              SECURE_CLIENT);
    }
  }

  private abstract static class Wire implements WebSocketContract {
    private static final int MOST_OCTETS = 10_000;

    @Override
    public Transport newTransport() {
      return new WebSocketTransport(named().maxMessageSize(MOST_OCTETS).build(), Buffers::counted);
    }

    @Override
    public TckOptions options() {
      return TckOptions.DEFAULT.withThreadPrefix("tck-websocket").withMaxMessageSize(MOST_OCTETS);
    }
  }

  @Nested
  @Conformance({"7977-4.1-01", "7977-4.2-01", "7977-5.1-03"})
  class PlainWire extends Wire {
    @Override
    public Endpoint listenEndpoint() {
      return PLAIN;
    }
  }

  @Nested
  class TlsWire extends Wire {
    @Override
    public Endpoint listenEndpoint() {
      return SECURE;
    }

    @Override
    public TckOptions options() {
      return super.options().withTransportOptions(SECURE_LISTENER, SECURE_CLIENT);
    }
  }
}
