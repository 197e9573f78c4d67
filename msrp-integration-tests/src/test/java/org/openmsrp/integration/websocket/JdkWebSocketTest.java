// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.AuthResponder;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.testkit.tls.TestIdentity;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** Sessions with a client that is not ours and knows nothing but text: the JDK's WebSocket. */
@ExtendWith(NothingLeft.class)
class JdkWebSocketTest {

  private static final String OWN = "msrps://df7jal23ls0d.invalid:2855/98cjs;ws";
  private static final TestAuthority CA = new TestAuthority("JDK client CA");
  private static final TestIdentity SERVER = CA.certificate("server").hosts("localhost").issue();
  private static final Pattern USE_PATH = Pattern.compile("Use-Path: (\\S+)");

  private final BlockingQueue<IncomingMessage> received = new LinkedBlockingQueue<>();
  private final MsrpStack stack =
      MsrpStack.builder()
          .transport(new WebSocketTransport())
          .credentials(SERVER.credentials().trust(List.of(CA.root())).build())
          .build();
  private static ThreadPoolExecutor threads;
  private static HttpClient client;
  private MsrpServer server;

  /** Keeps whole messages as text. */
  private static final class Inbox implements WebSocket.Listener {
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final CompletableFuture<String> pong = new CompletableFuture<>();
    private final StringBuilder begun = new StringBuilder();

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      begun.append(StandardCharsets.UTF_8.decode(data));
      if (last) {
        messages.add(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      pong.complete(StandardCharsets.UTF_8.decode(data).toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    String next() throws InterruptedException {
      String message = messages.poll(20, TimeUnit.SECONDS);
      assertThat(message).as("a message in time").isNotNull();
      return message;
    }
  }

  /** Shared, since the JDK ends the threads of a client when it is collected. */
  @BeforeAll
  static void startClient() {
    threads = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    threads.prestartAllCoreThreads();
    TlsCredentials trusting = TlsCredentials.builder().trust(List.of(CA.root())).build();
    client =
        HttpClient.newBuilder().executor(threads).sslContext(new TlsEngines().of(trusting)).build();
  }

  @AfterAll
  static void endClient() {
    threads.shutdown();
  }

  @BeforeEach
  void serve() {
    server =
        get(
            stack.server(
                MsrpUri.parse("msrps://localhost:0;ws"),
                AuthResponder.trustingConnections(Duration.ofMinutes(15))));
  }

  @AfterEach
  void close() {
    stack.close();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<WebSocket> connect(Inbox inbox, String protocol) {
    URI uri = URI.create("wss://localhost:" + server.uri().port().orElseThrow() + "/");
    return client.newWebSocketBuilder().subprotocols(protocol).buildAsync(uri, inbox);
  }

  private static String crlf(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private String auth(WebSocket socket, Inbox inbox) throws InterruptedException {
    String to = server.uri().toString();
    get(
        socket.sendText(
            crlf("MSRP 49fi AUTH", "To-Path: " + to, "From-Path: " + OWN, "-------49fi$"), true));
    String answer = inbox.next();
    assertThat(answer).startsWith("MSRP 49fi 200").contains("\r\nExpires: 900\r\n");
    Matcher matcher = USE_PATH.matcher(answer);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String send(String id, String to, String text) {
    int octets = text.getBytes(StandardCharsets.UTF_8).length;
    return crlf(
        "MSRP " + id + " SEND",
        "To-Path: " + to,
        "From-Path: " + OWN,
        "Message-ID: " + id,
        "Byte-Range: 1-" + octets + "/" + octets,
        "Content-Type: text/plain",
        "",
        text,
        "-------" + id + "$");
  }

  private static String knock(String to) {
    return crlf(
        "MSRP bind0 SEND",
        "To-Path: " + to,
        "From-Path: " + OWN,
        "Message-ID: bind0",
        "Byte-Range: 1-0/0",
        "-------bind0$");
  }

  /** A session of a client that has sent AUTH, and the To-Path of what it sends. */
  private record Bound(WebSocket socket, Inbox inbox, MsrpSession session, String to) {}

  private Bound bind() throws Exception {
    Inbox inbox = new Inbox();
    WebSocket socket = get(connect(inbox, "msrp"));
    String granted = auth(socket, inbox);
    Expectation expected = server.expect(SessionOptions.DEFAULT);
    CompletionStage<MsrpChannel> channel = expected.complete(MsrpPath.parse(granted + " " + OWN));
    String to = granted + " " + expected.path();
    get(socket.sendText(knock(to), true));
    assertThat(inbox.next()).startsWith("MSRP bind0 200");
    MsrpSession session = MsrpSession.builder(get(channel)).handler(received::add).start();
    return new Bound(socket, inbox, session, to);
  }

  private String text() throws InterruptedException {
    IncomingMessage message = received.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message in time").isNotNull();
    return get(message.text());
  }

  @Test
  @Conformance({"7977-4.1-01", "7977-4.2-01", "7977-5.3.1-02"})
  void session_ofAClientThatSentAuth_takesTextBinaryAndFragments() throws Exception {
    Bound client = bind();
    WebSocket socket = client.socket();
    assertThat(socket.getSubprotocol()).isEqualTo("msrp");
    String fragmented = send("mes3", client.to(), "in fragments");
    get(socket.sendText(send("mes1", client.to(), "as text 👋"), true));
    get(
        socket.sendBinary(
            StandardCharsets.UTF_8.encode(send("mes2", client.to(), "as octets")), true));
    get(socket.sendText(fragmented.substring(0, 50), false));
    get(socket.sendText(fragmented.substring(50), true));

    assertThat(text()).isEqualTo("as text 👋");
    assertThat(text()).isEqualTo("as octets");
    assertThat(text()).isEqualTo("in fragments");
    for (String id : new String[] {"mes1", "mes2", "mes3"}) {
      assertThat(client.inbox().next()).startsWith("MSRP " + id + " 200");
    }
  }

  @Test
  void session_messageOfOurs_isOneChunkInOneMessage() throws Exception {
    Bound client = bind();
    client.session().send("Hi Alice");
    String message = client.inbox().next();

    assertThat(message)
        .startsWith("MSRP ")
        .contains("\r\nTo-Path: " + OWN + "\r\nFrom-Path: " + client.to() + "\r\n")
        .containsPattern("\r\n\r\nHi Alice\r\n-------\\S+\\$\r\n$");
  }

  @Test
  @Conformance("7977-5.1-03")
  void message_withTwoChunks_endsTheSession() throws Exception {
    Bound client = bind();
    String both = send("mes1", client.to(), "one") + send("mes2", client.to(), "two");
    get(client.socket().sendText(both, true));

    assertThat(get(client.session().ended())).isInstanceOf(SessionEnd.ProtocolError.class);
    assertThat(get(client.inbox().closed)).isPositive();
  }

  @Test
  @Conformance("7977-5.1-03")
  void chunk_overTwoMessages_endsTheSession() throws Exception {
    Bound client = bind();
    get(client.socket().sendText(send("mes1", client.to(), "cut").substring(0, 40), true));

    assertThat(get(client.session().ended())).isInstanceOf(SessionEnd.ProtocolError.class);
    assertThat(get(client.inbox().closed)).isPositive();
  }

  @Test
  @Conformance("7977-4.1-01")
  void handshake_withAnotherSubProtocol_isRefused() throws Exception {
    CompletableFuture<WebSocket> refused = connect(new Inbox(), "sip");

    assertThat(refused)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  @Conformance("7977-6-01")
  void ping_ofTheClient_isAnsweredWithItsOctets() throws Exception {
    Inbox inbox = new Inbox();
    WebSocket socket = get(connect(inbox, "msrp"));
    get(socket.sendPing(StandardCharsets.UTF_8.encode("are you there?")));

    assertThat(get(inbox.pong)).isEqualTo("are you there?");
  }

  @Test
  void close_ofTheClient_endsTheSessionInOrder() throws Exception {
    Bound client = bind();
    get(client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye"));

    assertThat(get(client.session().ended())).isEqualTo(new SessionEnd.ClosedByPeer());
    assertThat(get(client.inbox().closed)).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }
}
