// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.openmsrp.domain.port.tls.TlsCredentials;
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

  final NettyTransport transport;
  final List<TransportException> rejected = new CopyOnWriteArrayList<>();
  private final Binding binding;
  private final String threadName = "test-netty-" + COUNT.incrementAndGet();
  private final Queue<Recorder> accepted = new ConcurrentLinkedQueue<>();

  private Wire(NettyOptions.Builder options, Endpoint local, BindOptions how, Handlers handlers) {
    transport = new NettyTransport(options.threadName(threadName).build());
    binding = Recorder.get(transport.acceptor().bind(local, how, handlers).toCompletableFuture());
    handlers.wire = this;
  }

  static Wire plain(Supplier<? extends Recorder> handlers) {
    return plain(NettyOptions.builder(), handlers);
  }

  static Wire plain(NettyOptions.Builder options, Supplier<? extends Recorder> handlers) {
    return new Wire(
        options, Endpoint.tcp("127.0.0.1", 0), BindOptions.DEFAULT, new Handlers(handlers));
  }

  static Wire secure(TlsProvider provider, TlsCredentials server) {
    return new Wire(
        NettyOptions.builder().tlsProvider(provider),
        Endpoint.tls("127.0.0.1", 0),
        BindOptions.DEFAULT.withTls(server),
        new Handlers(Recorder::new));
  }

  private static final class Handlers implements ConnectionHandlerFactory {
    private final Supplier<? extends Recorder> supplier;
    private volatile Wire wire;

    Handlers(Supplier<? extends Recorder> supplier) {
      this.supplier = supplier;
    }

    @Override
    public ConnectionHandler newHandler() {
      Recorder handler = supplier.get();
      wire.accepted.add(handler);
      return handler;
    }

    @Override
    public void onRejected(Endpoint remote, TransportException cause) {
      wire.rejected.add(cause);
    }
  }

  /** What the names of its threads begin with, and no others. */
  String threadName() {
    return threadName + "-";
  }

  Endpoint endpoint() {
    return binding.localEndpoint();
  }

  Connection connect(Recorder handler) {
    return connect(endpoint(), ConnectOptions.DEFAULT, handler);
  }

  Connection connect(Endpoint remote, ConnectOptions options, Recorder handler) {
    return Recorder.get(
        transport.connector().connect(remote, options, handler).toCompletableFuture());
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
