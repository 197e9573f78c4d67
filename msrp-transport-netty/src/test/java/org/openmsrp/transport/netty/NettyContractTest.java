// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

/** Netty keeps the contract: NIO and epoll, plain and with either provider of TLS. */
class NettyContractTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private abstract static class Tcp implements TransportContract {
    private final NettyOptions options;

    Tcp(NativeIo io, TlsProvider provider) {
      options =
          NettyOptions.builder().threadName("tck-netty").nativeIo(io).tlsProvider(provider).build();
    }

    @Override
    public Transport newTransport() {
      return new NettyTransport(options);
    }

    @Override
    public Endpoint listenEndpoint() {
      return Endpoint.tcp("127.0.0.1", 0);
    }

    @Override
    public TckOptions options() {
      return TckOptions.DEFAULT
          .withThreadPrefix("tck-netty-")
          .withLeakCheck(Buffers::awaitNoneInUse);
    }
  }

  private abstract static class Tls extends Tcp {
    Tls(NativeIo io, TlsProvider provider) {
      super(io, provider);
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
              ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()));
    }
  }

  @Nested
  class NioPlain extends Tcp {
    NioPlain() {
      super(NativeIo.NIO, TlsProvider.JDK);
    }
  }

  @Nested
  class NioJdk extends Tls {
    NioJdk() {
      super(NativeIo.NIO, TlsProvider.JDK);
    }
  }

  @Nested
  class NioBoringSsl extends Tls {
    NioBoringSsl() {
      super(NativeIo.NIO, TlsProvider.BORINGSSL);
    }
  }

  @Nested
  @EnabledOnOs(OS.LINUX)
  class EpollPlain extends Tcp {
    EpollPlain() {
      super(NativeIo.EPOLL, TlsProvider.JDK);
    }
  }

  @Nested
  @EnabledOnOs(OS.LINUX)
  class EpollJdk extends Tls {
    EpollJdk() {
      super(NativeIo.EPOLL, TlsProvider.JDK);
    }
  }

  @Nested
  @EnabledOnOs(OS.LINUX)
  class EpollBoringSsl extends Tls {
    EpollBoringSsl() {
      super(NativeIo.EPOLL, TlsProvider.BORINGSSL);
    }
  }
}
