// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import org.junit.jupiter.api.Nested;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;

/** NIO keeps the contract, however many loops share the work. */
class NioContractTest {

  private abstract static class Tcp implements TransportContract {
    private final NioOptions options;

    Tcp(int loops) {
      options = NioOptions.DEFAULT.withLoops(loops).withThreadName("tck-nio");
    }

    @Override
    public Transport newTransport() {
      return new NioTransport(options);
    }

    @Override
    public Endpoint listenEndpoint() {
      return Endpoint.tcp("127.0.0.1", 0);
    }

    @Override
    public TckOptions options() {
      return TckOptions.DEFAULT.withThreadPrefix("tck-nio-");
    }
  }

  @Nested
  class OneLoop extends Tcp {
    OneLoop() {
      super(1);
    }
  }

  @Nested
  class ThreeLoops extends Tcp {
    ThreeLoops() {
      super(3);
    }
  }

  @Nested
  class Tls extends Tcp {
    Tls() {
      super(2);
    }

    @Override
    public Endpoint listenEndpoint() {
      return Endpoint.tls("127.0.0.1", 0);
    }

    @Override
    public TckOptions options() {
      return super.options()
          .withTransportOptions(
              BindOptions.DEFAULT.withTls(Credentials.of("server", ClientCertificates.NONE)),
              ConnectOptions.DEFAULT.withTls(Credentials.trusting("server")))
          .withDistrustingClient(ConnectOptions.DEFAULT.withTls(Credentials.trusting("stranger")))
          .withRefusedClient(
              BindOptions.DEFAULT.withTls(Credentials.of("server", ClientCertificates.REQUIRED)),
              ConnectOptions.DEFAULT.withTls(Credentials.trusting("server")));
    }
  }
}
