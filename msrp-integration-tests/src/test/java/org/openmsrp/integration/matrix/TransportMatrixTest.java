// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Session features × transports × TLS. A transport is one class here, with two in it. */
class TransportMatrixTest {

  @Nested
  @DisplayName("java.nio")
  class Nio {

    @Nested
    class Plain implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NIO, Side.NIO, false, bobTakes);
      }
    }

    @Nested
    class Tls implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NIO, Side.NIO, true, bobTakes);
      }
    }
  }

  @Nested
  @DisplayName("Netty on java.nio")
  class NettyNio {

    @Nested
    class Plain implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NETTY_NIO, Side.NETTY_NIO, false, bobTakes);
      }
    }

    @Nested
    class Tls implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NETTY_NIO, Side.NETTY_NIO, true, bobTakes);
      }
    }
  }

  @Nested
  @DisplayName("Netty on epoll")
  class NettyEpoll {

    @Nested
    class Plain implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NETTY_EPOLL, Side.NETTY_EPOLL, false, bobTakes);
      }
    }

    @Nested
    class Tls implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NETTY_EPOLL, Side.NETTY_EPOLL, true, bobTakes);
      }
    }

    @Nested
    @DisplayName("TLS by BoringSSL")
    class BoringSsl implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.NETTY_EPOLL_BORINGSSL, Side.NETTY_EPOLL_BORINGSSL, true, bobTakes);
      }
    }
  }

  @Nested
  @DisplayName("WebSocket on Jetty")
  class WebSocket {

    @Nested
    class Plain implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.WEBSOCKET, Side.WEBSOCKET, false, bobTakes);
      }
    }

    @Nested
    class Tls implements SessionFeatures {
      @Override
      public Pair open(String... bobTakes) {
        return new Pair(Side.WEBSOCKET, Side.WEBSOCKET, true, bobTakes);
      }
    }
  }
}
