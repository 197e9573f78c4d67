// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;

/** A transport, a listener on loopback, and short forms for what tests do with them. */
final class Wire implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final NioTransport transport;
  final Binding binding;
  private final String threadName;
  private final Queue<Recorder> accepted = new ConcurrentLinkedQueue<>();

  Wire(Supplier<? extends Recorder> handlers) {
    this(BindOptions.DEFAULT, handlers);
  }

  Wire(BindOptions options, Supplier<? extends Recorder> handlers) {
    threadName = "test-" + COUNT.incrementAndGet();
    transport = new NioTransport(NioOptions.DEFAULT.withThreadName(threadName));
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

  /** What the names of its threads begin with, and no others. */
  String threadName() {
    return threadName + "-";
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
    await().until(() -> !accepted.isEmpty());
    return accepted.element();
  }

  @Override
  public void close() {
    transport.close();
  }
}
