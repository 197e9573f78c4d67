// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;
import org.openmsrp.testkit.tls.TestPki;

/** NIO keeps the contract, however many loops share the work. */
class NioContractTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private abstract static class Tcp implements TransportContract {
    private final NioOptions options;

    Tcp(int loops) {
      options = NioOptions.DEFAULT.withLoops(loops).withThreadName("tck-nio");
    }

    @Override
    public Transport newTransport() {
      return Buffers.counted(new NioTransport(options));
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
              BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.NONE)),
              ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()))
          .withDistrustingClient(ConnectOptions.DEFAULT.withTls(TestPki.STRANGER.trusting()))
          .withRefusedClient(
              BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.REQUIRED)),
              ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()));
    }
  }
}
