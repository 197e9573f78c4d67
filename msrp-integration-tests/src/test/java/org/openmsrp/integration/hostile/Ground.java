// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.NetworkConditions;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.tls.TestPki;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.netty.TlsProvider;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** Where a server is attacked: a transport, plain or with TLS. */
enum Ground {
  NIO(Endpoint.TCP, NioTransport::new),
  NIO_TLS(Endpoint.TLS, NioTransport::new),
  NETTY(Endpoint.TCP, () -> netty(TlsProvider.JDK)),
  NETTY_JDK_TLS(Endpoint.TLS, () -> netty(TlsProvider.JDK)),
  NETTY_BORINGSSL(Endpoint.TLS, () -> netty(TlsProvider.BORINGSSL)),
  WEBSOCKET(Endpoint.WS, Ground::webSocket),
  WEBSOCKET_TLS(Endpoint.WSS, Ground::webSocket),
  /** In memory, with buffers as sockets have them. */
  LOOPBACK(Endpoint.TCP, () -> LoopbackTransport.threaded(Memory.NETWORK));

  /** Made when somebody listens in memory. */
  private static final class Memory {
    static final LoopbackNetwork NETWORK =
        new LoopbackNetwork(NetworkConditions.PERFECT.withBuffer(1 << 20), 7);
    static final Transport PEERS = LoopbackTransport.threaded(NETWORK);
  }

  private static final TlsCredentials SERVER = TestPki.SERVER.presenting(ClientCertificates.NONE);
  private static final TlsCredentials CLIENT = TestPki.SERVER.trusting();

  private final String scheme;
  private final Supplier<Transport> maker;

  Ground(String scheme, Supplier<Transport> maker) {
    this.scheme = scheme;
    this.maker = maker;
  }

  private static Transport netty(TlsProvider provider) {
    return new NettyTransport(NettyOptions.builder().threads(1).tlsProvider(provider).build());
  }

  private static Transport webSocket() {
    return webSocket(builder -> builder);
  }

  static Transport webSocket(UnaryOperator<WebSocketOptions.Builder> choices) {
    return new WebSocketTransport(
        choices.apply(WebSocketOptions.builder().plainAllowed(true)).build());
  }

  Transport open() {
    return maker.get();
  }

  boolean sockets() {
    return this != LOOPBACK;
  }

  boolean tls() {
    return scheme.equals(Endpoint.TLS) || scheme.equals(Endpoint.WSS);
  }

  boolean messages() {
    return scheme.equals(Endpoint.WS) || scheme.equals(Endpoint.WSS);
  }

  /** Whether a connection has to be opened by more than TCP. */
  boolean shakesHands() {
    return tls() || messages();
  }

  TlsCredentials credentials() {
    return SERVER;
  }

  /** Trusts the server. */
  TlsCredentials trust() {
    return CLIENT;
  }

  /** A URI of this machine. */
  MsrpUri uri(int port, String sessionId) {
    String parameter = messages() ? MsrpUri.WS : MsrpUri.TCP;
    String path = sessionId.isEmpty() ? "" : "/" + sessionId;
    return MsrpUri.parse(
        (tls() ? "msrps" : "msrp") + "://127.0.0.1:" + port + path + ";" + parameter);
  }

  Endpoint endpoint(int port) {
    return new Endpoint(scheme, "127.0.0.1", port, messages() ? "/" : "");
  }

  /** A peer that has shaken all hands there are. */
  ScriptedPeer peer(int port, String... protocols) {
    Endpoint remote = endpoint(port);
    if (!sockets()) {
      return ScriptedPeer.connect(Memory.PEERS, remote);
    }
    return tls() ? ScriptedPeer.connect(remote, CLIENT, protocols) : ScriptedPeer.connect(remote);
  }
}
