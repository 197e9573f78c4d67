// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;

/** A transport that puts something between each engine and its connection. */
record TappedTransport(Transport transport, UnaryOperator<ConnectionHandler> tap)
    implements Transport {

  @Override
  public Set<String> schemes() {
    return transport.schemes();
  }

  @Override
  public TransportConnector connector() {
    TransportConnector connector = transport.connector();
    return new TransportConnector() {
      @Override
      public CompletionStage<Connection> connect(
          Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
        return connector.connect(remote, options, tap.apply(handler));
      }

      @Override
      public void close() {
        connector.close();
      }
    };
  }

  @Override
  public TransportAcceptor acceptor() {
    TransportAcceptor acceptor = transport.acceptor();
    return new TransportAcceptor() {
      @Override
      public CompletionStage<Binding> bind(
          Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
        return acceptor.bind(local, options, tapped(handlers));
      }

      @Override
      public void close() {
        acceptor.close();
      }
    };
  }

  private ConnectionHandlerFactory tapped(ConnectionHandlerFactory handlers) {
    return new ConnectionHandlerFactory() {
      @Override
      public ConnectionHandler newHandler() {
        return tap.apply(handlers.newHandler());
      }

      @Override
      public void onRejected(Endpoint remote, TransportException cause) {
        handlers.onRejected(remote, cause);
      }
    };
  }

  @Override
  public void close() {
    transport.close();
  }
}
