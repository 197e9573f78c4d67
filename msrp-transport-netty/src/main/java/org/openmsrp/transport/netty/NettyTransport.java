// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import java.net.InetAddress;
import java.util.Set;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.spi.HostLookup;

/**
 * TCP and TLS on Netty: with NIO or native epoll, with the JDK's TLS or BoringSSL.
 *
 * <p>Threads of its own start with the first use and end when connector and acceptor are closed and
 * the last connection is gone. Event loops that were handed in are left running.
 */
public final class NettyTransport implements Transport {

  static final Set<String> SCHEMES = Set.of(Endpoint.TCP, Endpoint.TLS);

  private final Loops loops;
  private final Addresses addresses;
  private final NettyConnector connector;
  private final NettyAcceptor acceptor;

  /** A transport with {@link NettyOptions#DEFAULT}. */
  public NettyTransport() {
    this(NettyOptions.DEFAULT);
  }

  /**
   * A transport; its threads start with its first use.
   *
   * @param options its choices
   * @throws IllegalArgumentException if the loops that were handed in are neither NIO nor epoll
   * @throws IllegalStateException if epoll or BoringSSL is asked for and not there
   */
  public NettyTransport(NettyOptions options) {
    this(options, InetAddress::getAllByName);
  }

  NettyTransport(NettyOptions options, HostLookup.Resolver resolver) {
    this.loops = new Loops(options);
    this.addresses = new Addresses(options, resolver);
    TlsContexts contexts = new TlsContexts(options.tlsProvider());
    this.connector = new NettyConnector(options, loops, addresses, contexts);
    this.acceptor = new NettyAcceptor(options, loops, addresses, contexts);
  }

  @Override
  public Set<String> schemes() {
    return SCHEMES;
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
    addresses.close();
    if (!loops.inLoop()) {
      loops.awaitEnd();
      addresses.awaitEnd();
    }
  }
}
