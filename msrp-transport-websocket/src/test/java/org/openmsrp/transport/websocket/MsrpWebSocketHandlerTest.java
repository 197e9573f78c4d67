// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RawFrame;
import org.openmsrp.testkit.tck.RawWebSocket;
import org.openmsrp.testkit.tck.RecordingHandler;

/** The handler in a Jetty that belongs to somebody else, behind something that ends TLS. */
class MsrpWebSocketHandlerTest implements ConnectionHandlerFactory {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final String SECURE = "X-Forwarded-Proto: https";

  private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
  private final List<TransportException> rejected = new CopyOnWriteArrayList<>();
  private Server server;
  private Endpoint endpoint;

  @Override
  public ConnectionHandler newHandler() {
    RecordingHandler handler = new RecordingHandler("server").reading();
    handlers.add(handler);
    return handler;
  }

  @Override
  public void onRejected(Endpoint remote, TransportException cause) {
    rejected.add(cause);
  }

  @BeforeEach
  void start() throws Exception {
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setName("users-jetty");
    server = new Server(pool, null, Buffers.counted());
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new ForwardedRequestCustomizer());
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    BindOptions how = BindOptions.DEFAULT.withCloseTimeout(Duration.ofSeconds(2));
    ContextHandler chat =
        new ContextHandler(new MsrpWebSocketHandler(WebSocketOptions.DEFAULT, how, this), "/chat");
    chat.setAllowNullPathInContext(true);
    server.setHandler(chat);
    server.start();
    endpoint = new Endpoint(Endpoint.WS, "127.0.0.1", connector.getLocalPort(), "/chat");
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    assertThat(handlers).allSatisfy(each -> assertThat(each.violations()).isEmpty());
    await().untilAsserted(() -> assertThat(Leftovers.threadsNamed("users-jetty")).isEmpty());
  }

  private RawWebSocket open() throws IOException {
    RawWebSocket peer = RawWebSocket.connect(endpoint);
    assertThat(peer.ask(RawWebSocket.MSRP, SECURE)).startsWith("HTTP/1.1 101 ");
    await().until(() -> !handlers.isEmpty() && handlers.get(0).opens() > 0);
    return peer;
  }

  @Test
  void handshake_whereItIsMounted_opensAConnectionThatEndsInOrder() throws IOException {
    try (RawWebSocket peer = open()) {
      RecordingHandler handler = handlers.get(0);
      peer.frame(RawFrame.BINARY, true, "hello".getBytes(US_ASCII));
      await().until(() -> handler.frameEnds().equals(List.of(5L)));
      handler.connection().write(true, US_ASCII.encode("hello yourself"));
      assertThat(peer.receive().text()).isEqualTo("hello yourself");

      peer.closeFrame(1000);

      assertThat(peer.receive().closeCode()).isEqualTo(1000);
      assertThat(Served.reason(handler)).isEqualTo(new CloseReason.PeerClose());
      assertThat(handler.connection().info().local().path()).isEqualTo("/chat");
    }
  }

  @Test
  void handshake_elsewhere_isNotOurs() throws IOException {
    Endpoint elsewhere = new Endpoint(Endpoint.WS, endpoint.host(), endpoint.port(), "");
    try (RawWebSocket peer = RawWebSocket.connect(elsewhere)) {
      assertThat(peer.ask(RawWebSocket.MSRP, SECURE)).startsWith("HTTP/1.1 404 ");
      assertThat(rejected).isEmpty();
    }
  }

  @Test
  void handshake_withoutProtection_isRefusedAndTold() throws IOException {
    try (RawWebSocket peer = RawWebSocket.connect(endpoint)) {
      peer.send("GET /chat HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(peer.head()).startsWith("HTTP/1.1 403 ");
      await().until(() -> !rejected.isEmpty());
      assertThat(rejected.get(0).kind()).isEqualTo(Kind.UPGRADE_REFUSED);
    }
  }

  @Test
  void abort_resetsThePeer() throws IOException {
    try (RawWebSocket peer = open()) {
      handlers.get(0).connection().abort(new TransportException(Kind.ABORTED, "on purpose"));

      assertThat(peer.isEnded()).isTrue();
      assertThat(Served.kind(Served.reason(handlers.get(0)))).isEqualTo(Kind.ABORTED);
    }
  }

  @Test
  void stop_abortsWhatIsOpen() throws Exception {
    try (RawWebSocket peer = open()) {
      server.stop();

      assertThat(peer.isEnded()).isTrue();
      assertThat(Served.reason(handlers.get(0))).isInstanceOf(CloseReason.Failed.class);
    }
  }
}
