// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.net.InetAddress;
import java.util.Set;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;

/**
 * TCP on {@code java.nio}: a few selector loops, nothing between us and the JDK.
 *
 * <p>The loops' threads start with the first use and end when connector and acceptor are closed and
 * the last connection is gone. What is read is lent out of one direct buffer per loop, so that an
 * idle connection costs little more than its socket.
 */
public final class NioTransport implements Transport {

  static final Set<String> SCHEMES = Set.of(Endpoint.TCP);

  private final LoopGroup group;
  private final Addresses addresses;
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

  NioTransport(NioOptions options, Addresses.Resolver resolver) {
    group = new LoopGroup(options);
    addresses = new Addresses(options, resolver);
    connector = new NioConnector(group, addresses);
    acceptor = new NioAcceptor(group, addresses);
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
    if (!group.inLoop()) {
      addresses.awaitEnd();
      group.awaitEnd();
    }
  }
}
