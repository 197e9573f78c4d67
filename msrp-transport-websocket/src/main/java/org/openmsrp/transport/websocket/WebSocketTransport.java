// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.io.ByteBufferPool;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.spi.TlsEngines;

/**
 * MSRP over WebSocket (RFC 7977) on Jetty: one write is one binary message, both sides insist on
 * the sub-protocol {@code msrp}, and no extension is offered or accepted.
 *
 * <p>A client connects to the path of the endpoint, {@code /} if it has none. A listener whose
 * endpoint has a path serves that path only; one without serves every path.
 *
 * <p>Threads start with the first use and end when connector and acceptor are closed and the last
 * connection is gone. Listening needs {@code jetty-websocket-core-server} at run time.
 */
public final class WebSocketTransport implements Transport {

  private static final Set<String> SECURE = Set.of(Endpoint.WSS);
  private static final Set<String> BOTH = Set.of(Endpoint.WSS, Endpoint.WS);

  private final WebSocketOptions options;
  private final Engine engine;
  private final WebSocketConnector connector;
  private final WebSocketAcceptor acceptor;

  /** A transport with {@link WebSocketOptions#DEFAULT}. */
  public WebSocketTransport() {
    this(WebSocketOptions.DEFAULT);
  }

  /**
   * A transport; its threads start with its first use.
   *
   * @param options its choices
   */
  public WebSocketTransport(WebSocketOptions options) {
    this(options, Machinery::newPool);
  }

  /** Tests bring pools that know what they have lent. */
  WebSocketTransport(WebSocketOptions options, Supplier<ByteBufferPool> pools) {
    this.options = requireNonNull(options, "options");
    this.engine = new Engine(options, pools);
    Addresses addresses = new Addresses(InetAddress::getAllByName, engine);
    TlsEngines contexts = new TlsEngines();
    this.connector = new WebSocketConnector(options, engine, addresses, contexts);
    this.acceptor = new WebSocketAcceptor(options, engine, addresses, contexts);
  }

  static Set<String> schemes(WebSocketOptions options) {
    return options.plainAllowed() ? BOTH : SECURE;
  }

  @Override
  public Set<String> schemes() {
    return schemes(options);
  }

  @Override
  public TransportConnector connector() {
    return connector;
  }

  @Override
  public TransportAcceptor acceptor() {
    return acceptor;
  }

  @Override
  public void close() {
    acceptor.giveUp();
    connector.close();
    engine.cutLingering();
    if (!engine.onOwnThread()) {
      engine.awaitEnd();
    }
  }
}
