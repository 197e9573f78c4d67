// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/** A transport, a listener on loopback, and short forms for what tests do with them. */
final class Wire implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final NioTransport transport;
  private final Binding binding;
  private final String threadName;
  private final Queue<Recorder> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<TransportException> rejected = new ConcurrentLinkedQueue<>();

  Wire(Supplier<? extends Recorder> handlers) {
    this(BindOptions.DEFAULT, handlers);
  }

  /** Listens with TLS if the options have credentials. */
  Wire(BindOptions options, Supplier<? extends Recorder> handlers) {
    this(NioOptions.DEFAULT, options, handlers);
  }

  Wire(NioOptions threads, BindOptions options, Supplier<? extends Recorder> handlers) {
    threadName = "test-" + COUNT.incrementAndGet();
    transport = Buffers.counted(new NioTransport(threads.withThreadName(threadName)));
    String scheme = options.tls().isPresent() ? Endpoint.TLS : Endpoint.TCP;
    binding =
        Recorder.get(
            transport
                .acceptor()
                .bind(new Endpoint(scheme, "127.0.0.1", 0, ""), options, factory(handlers))
                .toCompletableFuture());
  }

  private ConnectionHandlerFactory factory(Supplier<? extends Recorder> handlers) {
    return new ConnectionHandlerFactory() {
      @Override
      public ConnectionHandler newHandler() {
        Recorder handler = handlers.get();
        accepted.add(handler);
        return handler;
      }

      @Override
      public void onRejected(Endpoint remote, TransportException cause) {
        rejected.add(cause);
      }
    };
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
    return Recorder.get(dial(endpoint(), options, handler));
  }

  CompletableFuture<Connection> dial(Endpoint to, ConnectOptions options, Recorder handler) {
    return transport.connector().connect(to, options, handler).toCompletableFuture();
  }

  /** The handler of the first connection accepted so far. */
  Recorder accepted() {
    await().until(() -> !accepted.isEmpty());
    return accepted.element();
  }

  /** What the first rejected connection died of. */
  TransportException rejected() {
    await().until(() -> !rejected.isEmpty());
    return rejected.element();
  }

  @Override
  public void close() {
    transport.close();
  }
}
