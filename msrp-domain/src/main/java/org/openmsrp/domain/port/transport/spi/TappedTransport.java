// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

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

/**
 * A transport that puts something between each user and its connection: to read along, to slow
 * down, to break. Works with every adapter, since it sees the port only.
 *
 * @param transport what carries the octets
 * @param dialled makes of a user's handler the one that the transport signals to, for a connection
 *     that is asked for; called on the thread that asks. Its result passes the signals on, on the
 *     same thread; a {@link TappedConnection} does
 * @param accepted the same for a connection that is about to be accepted; called on a transport
 *     thread
 */
public record TappedTransport(
    Transport transport,
    UnaryOperator<ConnectionHandler> dialled,
    UnaryOperator<ConnectionHandler> accepted)
    implements Transport {

  /**
   * Checks that nothing is missing.
   *
   * @param transport what carries the octets
   * @param dialled makes the handlers of connections that are asked for
   * @param accepted makes the handlers of those that are accepted
   */
  public TappedTransport {
    requireNonNull(transport, "transport");
    requireNonNull(dialled, "dialled");
    requireNonNull(accepted, "accepted");
  }

  /**
   * The same tap for both.
   *
   * @param transport what carries the octets
   * @param tap makes the handlers
   */
  public TappedTransport(Transport transport, UnaryOperator<ConnectionHandler> tap) {
    this(transport, tap, tap);
  }

  @Override
  public Set<String> schemes() {
    return transport.schemes();
  }

  @Override
  public TransportConnector connector() {
    return new Connector(transport.connector(), dialled);
  }

  @Override
  public TransportAcceptor acceptor() {
    return new Acceptor(transport.acceptor(), accepted);
  }

  @Override
  public void close() {
    transport.close();
  }

  private record Connector(TransportConnector real, UnaryOperator<ConnectionHandler> tap)
      implements TransportConnector {

    @Override
    public CompletionStage<Connection> connect(
        Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
      return real.connect(remote, options, tap.apply(handler));
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private record Acceptor(TransportAcceptor real, UnaryOperator<ConnectionHandler> tap)
      implements TransportAcceptor {

    @Override
    public CompletionStage<Binding> bind(
        Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
      return real.bind(local, options, new Handlers(handlers, tap));
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private record Handlers(ConnectionHandlerFactory real, UnaryOperator<ConnectionHandler> tap)
      implements ConnectionHandlerFactory {

    @Override
    public ConnectionHandler newHandler() {
      return tap.apply(real.newHandler());
    }

    @Override
    public void onRejected(Endpoint remote, TransportException cause) {
      real.onRejected(remote, cause);
    }
  }
}
