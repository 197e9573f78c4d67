// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;

/** A transport, a listener on loopback, and short forms for what tests do with them. */
final class Wire implements AutoCloseable {

  final NioTransport transport;
  final Binding binding;
  private final Queue<Recorder> accepted = new ConcurrentLinkedQueue<>();

  Wire(Supplier<? extends Recorder> handlers) {
    this(BindOptions.DEFAULT, handlers);
  }

  Wire(BindOptions options, Supplier<? extends Recorder> handlers) {
    transport = new NioTransport(NioOptions.DEFAULT.withThreadName("test-" + System.nanoTime()));
    binding =
        Recorder.get(
            transport
                .acceptor()
                .bind(
                    Endpoint.tcp("127.0.0.1", 0),
                    options,
                    () -> {
                      Recorder handler = handlers.get();
                      accepted.add(handler);
                      return handler;
                    })
                .toCompletableFuture());
  }

  Endpoint endpoint() {
    return binding.localEndpoint();
  }

  Connection connect(Recorder handler) {
    return connect(ConnectOptions.DEFAULT, handler);
  }

  Connection connect(ConnectOptions options, Recorder handler) {
    return Recorder.get(
        transport.connector().connect(endpoint(), options, handler).toCompletableFuture());
  }

  /** The handler of the only connection accepted so far. */
  Recorder accepted() {
    org.awaitility.Awaitility.await().until(() -> !accepted.isEmpty());
    return accepted.element();
  }

  @Override
  public void close() {
    transport.close();
  }
}
