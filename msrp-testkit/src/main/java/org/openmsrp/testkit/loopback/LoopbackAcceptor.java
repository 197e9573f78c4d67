// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** Puts listeners on the network. */
final class LoopbackAcceptor implements TransportAcceptor {

  private final LoopbackTransport transport;
  private final OrderedSet<LoopbackBinding> bindings = new OrderedSet<>();
  private final OrderedSet<LoopbackConnection> connections = new OrderedSet<>();
  private volatile boolean closed;

  LoopbackAcceptor(LoopbackTransport transport) {
    this.transport = transport;
  }

  @Override
  public CompletionStage<Binding> bind(
      Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
    CompletableFuture<Binding> stage = new CompletableFuture<>();
    transport.execute(() -> listen(stage, local, options, handlers));
    return stage;
  }

  private void listen(
      CompletableFuture<Binding> stage,
      Endpoint local,
      BindOptions options,
      ConnectionHandlerFactory handlers) {
    try {
      LoopbackBinding binding = newBinding(local, options, handlers);
      if (!stage.complete(binding)) {
        binding.close();
      }
    } catch (TransportException failure) {
      stage.completeExceptionally(failure);
    }
  }

  private LoopbackBinding newBinding(
      Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
    if (!transport.schemes().contains(local.scheme())) {
      throw new TransportException(Kind.BIND_FAILED, "scheme not served: " + local);
    }
    LoopbackBinding binding =
        transport
            .network()
            .listen(local, taken -> new LoopbackBinding(transport, this, taken, options, handlers));
    bindings.add(binding);
    if (closed) {
      binding.close();
      throw new TransportException(Kind.TRANSPORT_CLOSED, "acceptor was closed: " + local);
    }
    return binding;
  }

  void register(LoopbackConnection connection) {
    connections.add(connection);
  }

  void forget(LoopbackBinding binding) {
    bindings.remove(binding);
    transport.freeThreads();
  }

  void forget(LoopbackConnection connection) {
    connections.remove(connection);
  }

  int size() {
    return connections.size() + bindings.size();
  }

  @Override
  public void close() {
    closed = true;
    bindings.snapshot().forEach(LoopbackBinding::close);
    transport.freeThreads();
  }

  boolean closed() {
    return closed;
  }

  void abortConnections() {
    TransportException failure =
        new TransportException(Kind.TRANSPORT_CLOSED, "transport was closed");
    connections.snapshot().forEach(connection -> connection.abort(failure));
  }
}
