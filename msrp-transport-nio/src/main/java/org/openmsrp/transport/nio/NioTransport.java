// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.net.InetAddress;
import java.util.Set;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.spi.HostLookup;

/**
 * TCP on {@code java.nio} and TLS 1.2 and 1.3 on {@code SSLEngine}: a few selector loops, nothing
 * between us and the JDK.
 *
 * <p>The loops' threads start with the first use and end when connector and acceptor are closed and
 * the last connection is gone. What is read is lent out of one direct buffer per loop, so that an
 * idle connection costs little more than its socket.
 */
public final class NioTransport implements Transport {

  static final Set<String> SCHEMES = Set.of(Endpoint.TCP, Endpoint.TLS);

  private static final int RESOLVERS = 4;

  private final LoopGroup group;
  private final Workers resolvers;
  private final Workers handshakers;
  private final NioConnector connector;
  private final NioAcceptor acceptor;

  /** A transport with {@link NioOptions#DEFAULT}. */
  public NioTransport() {
    this(NioOptions.DEFAULT);
  }

  /**
   * A transport; its threads start with its first use.
   *
   * @param options its threads
   */
  public NioTransport(NioOptions options) {
    this(options, InetAddress::getAllByName);
  }

  NioTransport(NioOptions options, HostLookup.Resolver resolver) {
    group = new LoopGroup(options);
    resolvers = new Workers(options, "-resolver", RESOLVERS);
    handshakers = new Workers(options, "-tls", Runtime.getRuntime().availableProcessors());
    HostLookup addresses = new HostLookup(resolver, resolvers);
    Security security = new Security(handshakers);
    connector = new NioConnector(group, addresses, security);
    acceptor = new NioAcceptor(group, addresses, security);
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

  /** Buffers that connections still hold; to be asked when the transport is closed. */
  int lentBuffers() {
    return group.lentBuffers();
  }

  @Override
  public void close() {
    acceptor.giveUp();
    connector.close();
    resolvers.close();
    handshakers.close();
    if (!group.inLoop()) {
      group.awaitEnd();
      resolvers.awaitEnd();
      handshakers.awaitEnd();
    }
  }
}
