// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.RecordingHandler;

/**
 * A transport that listens on loopback. When it is closed, all rules must have been kept and no
 * thread may be left.
 */
final class Served implements AutoCloseable, ConnectionHandlerFactory {

  private static final AtomicInteger COUNT = new AtomicInteger();

  final WebSocketTransport transport;
  final List<TransportException> rejected = new CopyOnWriteArrayList<>();
  private final String threadName = "served-" + COUNT.incrementAndGet();
  private final List<RecordingHandler> inbound = new CopyOnWriteArrayList<>();
  private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
  private final Map<RecordingHandler, ByteArrayOutputStream> texts = new ConcurrentHashMap<>();
  private final Binding binding;
  private volatile boolean reading = true;

  private Served(UnaryOperator<WebSocketOptions.Builder> choices, Endpoint local, BindOptions how) {
    WebSocketOptions.Builder builder =
        WebSocketOptions.builder().threadName(threadName).plainAllowed(true);
    transport = new WebSocketTransport(choices.apply(builder).build(), Buffers::counted);
    binding = get(transport.acceptor().bind(local, how, this));
  }

  static Served plain() {
    return plain(builder -> builder);
  }

  static Served plain(UnaryOperator<WebSocketOptions.Builder> choices) {
    return new Served(choices, local(Endpoint.WS), BindOptions.DEFAULT);
  }

  static Served at(String path, UnaryOperator<WebSocketOptions.Builder> choices, BindOptions how) {
    String scheme = how.tls().isPresent() ? Endpoint.WSS : Endpoint.WS;
    return new Served(choices, new Endpoint(scheme, "127.0.0.1", 0, path), how);
  }

  static Endpoint local(String scheme) {
    return new Endpoint(scheme, "127.0.0.1", 0, "");
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The connections that follow ask for nothing by themselves. */
  Served notReading() {
    reading = false;
    return this;
  }

  @Override
  public ConnectionHandler newHandler() {
    RecordingHandler handler = handler("server");
    inbound.add(handler);
    return reading ? handler.reading() : handler;
  }

  /** A handler that is looked at when all is over. */
  RecordingHandler handler(String name) {
    RecordingHandler handler = new RecordingHandler(name);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    handler.whenBytes(
        bytes -> {
          byte[] octets = new byte[bytes.remaining()];
          bytes.get(octets);
          synchronized (text) {
            text.writeBytes(octets);
          }
        });
    texts.put(handler, text);
    handlers.add(handler);
    return handler;
  }

  String text(RecordingHandler handler) {
    ByteArrayOutputStream text = texts.get(handler);
    synchronized (text) {
      return text.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void onRejected(Endpoint remote, TransportException cause) {
    rejected.add(cause);
  }

  TransportException rejection() {
    await().until(() -> !rejected.isEmpty());
    return rejected.get(0);
  }

  Endpoint endpoint() {
    return binding.localEndpoint();
  }

  Binding binding() {
    return binding;
  }

  String threadName() {
    return threadName;
  }

  /** The handler of the first connection accepted, once it is open. */
  RecordingHandler accepted() {
    await().until(() -> !inbound.isEmpty() && inbound.get(0).opens() > 0);
    return inbound.get(0);
  }

  Connection connect(Endpoint remote, ConnectOptions options, RecordingHandler handler) {
    return get(transport.connector().connect(remote, options, handler));
  }

  /** How a connection ended, once it has. */
  static CloseReason reason(RecordingHandler handler) {
    await().until(() -> handler.closeReason().isPresent());
    return handler.closeReason().orElseThrow();
  }

  static TransportException.Kind kind(CloseReason reason) {
    assertThat(reason).isInstanceOf(CloseReason.Failed.class);
    return ((CloseReason.Failed) reason).cause().kind();
  }

  @Override
  public void close() {
    transport.close();
    assertThat(handlers).allSatisfy(each -> assertThat(each.violations()).isEmpty());
    assertThat(handlers)
        .allSatisfy(each -> assertThat(each.closeReason().isPresent()).isEqualTo(each.opens() > 0));
    await().untilAsserted(() -> assertThat(Leftovers.threadsNamed(threadName + "-")).isEmpty());
  }
}
