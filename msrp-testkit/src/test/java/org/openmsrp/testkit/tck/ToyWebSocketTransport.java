// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.AcceptedHandler;

/**
 * WebSockets on blocking sockets, a few threads for each, as simple as the contract allows, sound
 * or with one flaw.
 */
final class ToyWebSocketTransport implements Transport, TransportConnector, TransportAcceptor {

  private final ToyFlaw flaw;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "toy-websocket"));
  private final Set<ToyConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<ServerSocket> listeners = ConcurrentHashMap.newKeySet();
  private boolean closed;

  ToyWebSocketTransport(ToyFlaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public Set<String> schemes() {
    return Set.of(Endpoint.WS);
  }

  @Override
  public TransportConnector connector() {
    return this;
  }

  @Override
  public TransportAcceptor acceptor() {
    return this;
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
    CompletableFuture<Connection> stage = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            Socket socket = new Socket(remote.host(), remote.port());
            ToyHandshake.ask(socket, flaw);
            start(socket, false, options.closeTimeout().toMillis(), handler, stage);
          } catch (IOException | TransportException refused) {
            stage.completeExceptionally(refused);
          }
        });
    return stage;
  }

  @Override
  public CompletionStage<Binding> bind(
      Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(local.host(), local.port()));
      listeners.add(listener);
      threads.execute(() -> accept(listener, options, handlers));
      return CompletableFuture.completedStage(new Bound(local, listener));
    } catch (IOException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  private record Bound(Endpoint local, ServerSocket listener) implements Binding {
    @Override
    public Endpoint localEndpoint() {
      return local.withPort(listener.getLocalPort());
    }

    @Override
    public void close() {
      Toys.close(listener);
    }
  }

  private void accept(
      ServerSocket listener, BindOptions options, ConnectionHandlerFactory handlers) {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> welcome(socket, options, handlers));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void welcome(Socket socket, BindOptions options, ConnectionHandlerFactory handlers) {
    try {
      ToyHandshake.answer(socket, flaw);
      start(
          socket,
          true,
          options.closeTimeout().toMillis(),
          new AcceptedHandler(handlers, (remote, thrown) -> {}),
          new CompletableFuture<>());
    } catch (IOException | TransportException refused) {
      Toys.close(socket);
      if (flaw != ToyFlaw.REFUSAL_NOT_TOLD) {
        handlers.onRejected(
            Toys.endpoint(socket.getRemoteSocketAddress()),
            new TransportException(Kind.UPGRADE_REFUSED, String.valueOf(refused.getMessage())));
      }
    }
  }

  private void start(
      Socket socket,
      boolean server,
      long closeMillis,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage)
      throws IOException {
    ToyConnection connection =
        new ToyConnection(new ToySocket(socket, server, flaw), closeMillis, handler, stage);
    synchronized (open) {
      // The peer has its answer already, so it may have closed this transport meanwhile.
      if (closed) {
        throw transportClosed();
      }
      open.add(connection);
      connection.begin(threads);
    }
  }

  private static TransportException transportClosed() {
    return new TransportException(Kind.TRANSPORT_CLOSED, "transport closed");
  }

  @Override
  public void close() {
    listeners.forEach(Toys::close);
    synchronized (open) {
      closed = true;
    }
    open.forEach(each -> each.abort(transportClosed()));
    open.forEach(ToyConnection::awaitEnd);
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
