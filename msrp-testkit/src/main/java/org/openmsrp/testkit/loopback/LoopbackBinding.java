// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;

/** One listening address of one transport. */
final class LoopbackBinding implements Binding {

  private final LoopbackTransport transport;
  private final LoopbackAcceptor acceptor;
  private final BindOptions options;
  private final ConnectionHandlerFactory handlers;
  private final Endpoint local;

  LoopbackBinding(
      LoopbackTransport transport,
      LoopbackAcceptor acceptor,
      Endpoint local,
      BindOptions options,
      ConnectionHandlerFactory handlers) {
    this.transport = transport;
    this.acceptor = acceptor;
    this.local = local;
    this.options = options;
    this.handlers = handlers;
  }

  LoopbackTransport transport() {
    return transport;
  }

  BindOptions options() {
    return options;
  }

  ConnectionHandlerFactory handlers() {
    return handlers;
  }

  @Override
  public Endpoint localEndpoint() {
    return local;
  }

  @Override
  public void close() {
    transport.network().unlisten(local, this);
    acceptor.forget(this);
  }
}
