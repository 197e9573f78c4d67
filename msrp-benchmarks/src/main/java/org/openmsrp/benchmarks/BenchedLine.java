// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.transport.netty.NativeIo;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.netty.TlsProvider;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** A transport with or without TLS, and the raw copy on the same engine that it is measured by. */
enum BenchedLine {
  NIO(Endpoint.TCP, NioTransport::new),
  NETTY_NIO(Endpoint.TCP, () -> netty(NativeIo.NIO, TlsProvider.JDK)),
  NETTY_EPOLL(Endpoint.TCP, () -> netty(NativeIo.EPOLL, TlsProvider.JDK)),
  WEBSOCKET(Endpoint.WS, BenchedLine::webSocket),
  NIO_TLS(Endpoint.TLS, NioTransport::new),
  NETTY_TLS_JDK(Endpoint.TLS, () -> netty(NativeIo.EPOLL, TlsProvider.JDK)),
  NETTY_TLS_BORINGSSL(Endpoint.TLS, () -> netty(NativeIo.EPOLL, TlsProvider.BORINGSSL)),
  WEBSOCKET_TLS(Endpoint.WSS, BenchedLine::webSocket);

  private static final TlsCredentials CREDENTIALS = credentials();

  private final String scheme;
  private final Supplier<Transport> transport;

  BenchedLine(String scheme, Supplier<Transport> transport) {
    this.scheme = scheme;
    this.transport = transport;
  }

  private static TlsCredentials credentials() {
    TestAuthority authority = new TestAuthority("Benchmark CA");
    return authority
        .certificate("benchmark")
        .hosts(RawCopy.HOST)
        .issue()
        .credentials()
        .trust(List.of(authority.root()))
        .build();
  }

  private static Transport netty(NativeIo io, TlsProvider provider) {
    return new NettyTransport(
        NettyOptions.builder().threads(2).nativeIo(io).tlsProvider(provider).build());
  }

  private static Transport webSocket() {
    return new WebSocketTransport(WebSocketOptions.builder().plainAllowed(true).build());
  }

  boolean tls() {
    return scheme.equals(Endpoint.TLS) || scheme.equals(Endpoint.WSS);
  }

  /** The transport parameter of its URIs. */
  String parameter() {
    return scheme.startsWith(Endpoint.WS) ? "ws" : "tcp";
  }

  Transport open() {
    return transport.get();
  }

  TlsCredentials keys() {
    return CREDENTIALS;
  }

  /** Any port of this machine. */
  Endpoint endpoint() {
    return new Endpoint(scheme, RawCopy.HOST, 0, "");
  }

  BindOptions binding() {
    return tls() ? BindOptions.DEFAULT.withTls(CREDENTIALS) : BindOptions.DEFAULT;
  }

  ConnectOptions connecting() {
    return tls() ? ConnectOptions.DEFAULT.withTls(CREDENTIALS) : ConnectOptions.DEFAULT;
  }

  /** The copy to compare with; Jetty's is the transport itself without MSRP. */
  RawCopy raw() throws Exception {
    return switch (this) {
      case NIO -> SocketCopy::plain;
      case NIO_TLS -> SocketCopy.tls(context());
      case NETTY_NIO -> new NettyCopy(false, null, null);
      case NETTY_EPOLL -> new NettyCopy(true, null, null);
      case NETTY_TLS_JDK -> nettyTls(SslProvider.JDK);
      case NETTY_TLS_BORINGSSL -> nettyTls(SslProvider.OPENSSL);
      case WEBSOCKET, WEBSOCKET_TLS -> new PortCopy(open(), endpoint(), binding(), connecting());
    };
  }

  private static RawCopy nettyTls(SslProvider provider) throws Exception {
    return new NettyCopy(
        true,
        context(SslContextBuilder.forServer(keyManager()), provider),
        context(SslContextBuilder.forClient(), provider));
  }

  private static SslContext context(SslContextBuilder builder, SslProvider provider)
      throws Exception {
    return builder
        .sslProvider(provider)
        .protocols("TLSv1.3")
        .trustManager(CREDENTIALS.trustManager())
        .endpointIdentificationAlgorithm(null)
        .build();
  }

  private static SSLContext context() throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    TrustManager[] trust = {CREDENTIALS.trustManager()};
    context.init(new KeyManager[] {keyManager()}, trust, null);
    return context;
  }

  private static @Nullable KeyManager keyManager() {
    return CREDENTIALS.keyManager().orElse(null);
  }
}
