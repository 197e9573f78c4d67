// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Session features × transports × TLS. A transport is one class here, with two in it. */
class TransportMatrixTest {

  private abstract static class Both implements SessionFeatures {
    private final Side side;
    private final boolean tls;

    Both(Side side, boolean tls) {
      this.side = side;
      this.tls = tls;
    }

    @Override
    public Pair open(String... bobTakes) {
      return new Pair(side, side, tls, bobTakes);
    }
  }

  @Nested
  @DisplayName("java.nio")
  class Nio {

    @Nested
    class Plain extends Both {
      Plain() {
        super(Side.NIO, false);
      }
    }

    @Nested
    class Tls extends Both {
      Tls() {
        super(Side.NIO, true);
      }
    }
  }

  @Nested
  @DisplayName("Netty on java.nio")
  class NettyNio {

    @Nested
    class Plain extends Both {
      Plain() {
        super(Side.NETTY_NIO, false);
      }
    }

    @Nested
    class Tls extends Both {
      Tls() {
        super(Side.NETTY_NIO, true);
      }
    }
  }

  @Nested
  @DisplayName("Netty on epoll")
  class NettyEpoll {

    @Nested
    class Plain extends Both {
      Plain() {
        super(Side.NETTY_EPOLL, false);
      }
    }

    @Nested
    class Tls extends Both {
      Tls() {
        super(Side.NETTY_EPOLL, true);
      }
    }

    @Nested
    @DisplayName("TLS by BoringSSL")
    class BoringSsl extends Both {
      BoringSsl() {
        super(Side.NETTY_EPOLL_BORINGSSL, true);
      }
    }
  }

  @Nested
  @DisplayName("WebSocket on Jetty")
  class WebSocket {

    @Nested
    class Plain extends Both {
      Plain() {
        super(Side.WEBSOCKET, false);
      }
    }

    @Nested
    class Tls extends Both {
      Tls() {
        super(Side.WEBSOCKET, true);
      }
    }
  }
}
