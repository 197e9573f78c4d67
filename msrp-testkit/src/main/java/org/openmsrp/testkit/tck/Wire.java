// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * A transport with a listener, and the handlers of its connections, for a transport's own tests
 * beside the contract. When it is closed, no handler may have seen a rule of the contract broken.
 * All methods may be called from any thread; those that wait give up after 30 s.
 */
public class Wire implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Transport transport;
  private final Inbound inbound;
  private final Binding binding;
  private final List<RecordingHandler> outbound = new CopyOnWriteArrayList<>();

  /**
   * Listens.
   *
   * @param transport closed by this
   * @param local where to listen, on port 0
   * @param options with credentials, if the endpoint is of a secure scheme
   * @param welcome what is done with the handler of a connection before it is accepted
   */
  public Wire(
      Transport transport,
      Endpoint local,
      BindOptions options,
      UnaryOperator<RecordingHandler> welcome) {
    this.transport = transport;
    this.inbound = new Inbound(welcome);
    this.binding = get(transport.acceptor().bind(local, options, inbound));
  }

  /**
   * What is tested.
   *
   * @return the transport
   */
  public final Transport transport() {
    return transport;
  }

  /**
   * Where it listens.
   *
   * @return the scheme, the address and the port
   */
  public final Endpoint endpoint() {
    return binding.localEndpoint();
  }

  /**
   * Connects to itself.
   *
   * @param how what is done with the handler before
   * @return the handler, which has opened
   */
  public final RecordingHandler connect(UnaryOperator<RecordingHandler> how) {
    return connect(endpoint(), ConnectOptions.DEFAULT, how);
  }

  /**
   * Connects.
   *
   * @param remote where to
   * @param options with credentials, if the endpoint is of a secure scheme
   * @param how what is done with the handler before
   * @return the handler, which has opened
   */
  public final RecordingHandler connect(
      Endpoint remote, ConnectOptions options, UnaryOperator<RecordingHandler> how) {
    RecordingHandler handler = how.apply(new RecordingHandler("connected"));
    get(dial(remote, options, handler));
    handler.awaitOpen();
    return handler;
  }

  /**
   * Begins to connect, with a handler that reads.
   *
   * @param remote where to
   * @param options with credentials, if the endpoint is of a secure scheme
   * @return the transport's stage
   */
  public final CompletableFuture<Connection> dial(Endpoint remote, ConnectOptions options) {
    return dial(remote, options, new RecordingHandler("dialing").reading());
  }

  /**
   * Begins to connect.
   *
   * @param remote where to
   * @param options with credentials, if the endpoint is of a secure scheme
   * @param handler of the connection
   * @return the transport's stage
   */
  public final CompletableFuture<Connection> dial(
      Endpoint remote, ConnectOptions options, RecordingHandler handler) {
    outbound.add(handler);
    return transport.connector().connect(remote, options, handler).toCompletableFuture();
  }

  /**
   * Waits for the first connection that is accepted.
   *
   * @return its handler, which has opened
   */
  public final RecordingHandler accepted() {
    RecordingHandler first = get(inbound.first);
    first.awaitOpen();
    return first;
  }

  /**
   * Connections that died before they opened on the accepting side.
   *
   * @return what each died of, so far
   */
  public final List<TransportException> rejected() {
    return List.copyOf(inbound.rejected);
  }

  /**
   * Waits for the first connection that dies before it opens on the accepting side.
   *
   * @return what it died of
   */
  public final TransportException firstRejected() {
    return get(inbound.firstRejected);
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /**
   * Closes the transport. Idempotent.
   *
   * @throws AssertionError if a handler has seen a rule of the contract broken
   */
  @Override
  public final void close() {
    transport.close();
    List<String> violations =
        Stream.concat(inbound.handlers.stream(), outbound.stream())
            .flatMap(handler -> handler.violations().stream())
            .toList();
    if (!violations.isEmpty()) {
      throw new AssertionError("rules were broken: " + violations);
    }
  }

  private static final class Inbound implements ConnectionHandlerFactory {
    private final UnaryOperator<RecordingHandler> welcome;
    private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
    private final List<TransportException> rejected = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RecordingHandler> first = new CompletableFuture<>();
    private final CompletableFuture<TransportException> firstRejected = new CompletableFuture<>();

    Inbound(UnaryOperator<RecordingHandler> welcome) {
      this.welcome = welcome;
    }

    @Override
    public ConnectionHandler newHandler() {
      RecordingHandler handler = welcome.apply(new RecordingHandler("accepted"));
      handlers.add(handler);
      first.complete(handler);
      return handler;
    }

    @Override
    public void onRejected(Endpoint remote, TransportException cause) {
      rejected.add(cause);
      firstRejected.complete(cause);
    }
  }
}
