// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.transport.netty.NativeIo;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.netty.TlsProvider;
import org.openmsrp.transport.websocket.WebSocketOptions;

/** A transport that a stack can be built on: one row of the matrix. */
enum Side {
  NIO("tcp", Buffers::nio),
  NETTY_NIO("tcp", () -> netty(NativeIo.NIO, TlsProvider.JDK)),
  NETTY_EPOLL("tcp", () -> netty(NativeIo.EPOLL, TlsProvider.JDK)),
  NETTY_EPOLL_BORINGSSL("tcp", () -> netty(NativeIo.EPOLL, TlsProvider.BORINGSSL)),
  WEBSOCKET("ws", Side::webSocket);

  private final String parameter;
  private final Supplier<Transport> maker;

  Side(String parameter, Supplier<Transport> maker) {
    this.parameter = parameter;
    this.maker = maker;
  }

  private static Transport netty(NativeIo io, TlsProvider provider) {
    return new NettyTransport(
        NettyOptions.builder().threads(1).nativeIo(io).tlsProvider(provider).build());
  }

  private static Transport webSocket() {
    return Buffers.webSocket(WebSocketOptions.builder().plainAllowed(true).build());
  }

  /** The transport parameter of its URIs; only those with the same one understand each other. */
  String parameter() {
    return parameter;
  }

  /** An address of this machine with TLS. */
  Endpoint secure(int port) {
    String scheme = this == WEBSOCKET ? Endpoint.WSS : Endpoint.TLS;
    return new Endpoint(scheme, "127.0.0.1", port, "");
  }

  Transport open() {
    return maker.get();
  }
}
