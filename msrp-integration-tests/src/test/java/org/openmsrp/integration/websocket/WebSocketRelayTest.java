// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionBuilder;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.testkit.tls.TestIdentity;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** Clients over WebSocket and over TCP, and the relay between them (RFC 7977 §8). */
@ExtendWith(NothingLeft.class)
class WebSocketRelayTest {

  private static final TestAuthority CA = new TestAuthority("Relay CA");
  private static final TestIdentity RELAY = CA.certificate("relay").hosts("localhost").issue();
  private static final TlsCredentials TRUST =
      TlsCredentials.builder().trust(List.of(CA.root())).build();
  private static final MsrpUri MADE_UP =
      MsrpUri.parse("msrps://df7jal23ls0d.invalid:2855/98cjs;ws");

  /** Keeps the heads that one end sends. */
  private static final class Sent implements MsrpLogger {
    final List<RequestHead> heads = new CopyOnWriteArrayList<>();

    @Override
    public boolean logsTraffic() {
      return true;
    }

    @Override
    public void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
      if (head instanceof RequestHead request) {
        heads.add(request);
      }
    }

    List<RequestHead> of(MsrpMethod method) {
      return heads.stream().filter(head -> head.method().equals(method)).toList();
    }
  }

  private final Transport relayTcp = new NioTransport();
  private final Transport relayWebSocket = new WebSocketTransport();
  private final EmbeddedRelay relay =
      get(
          EmbeddedRelay.builder()
              .listen(relayWebSocket, new Endpoint(Endpoint.WSS, "localhost", 0, ""))
              .listen(relayTcp, new Endpoint(Endpoint.TLS, "localhost", 0, ""))
              .host("localhost")
              .credentials(RELAY.credentials().trust(List.of(CA.root())).build())
              .user("alice", "secret")
              .user("bob", "secret")
              .start());
  private final Sent sent = new Sent();
  private final MsrpStack alice = stack(new WebSocketTransport());
  private final MsrpStack bob = stack(new WebSocketTransport());
  private final MsrpStack tcp = stack(new NioTransport());
  private final BlockingQueue<IncomingMessage> atAlice = new LinkedBlockingQueue<>();
  private final BlockingQueue<IncomingMessage> atBob = new LinkedBlockingQueue<>();

  private MsrpStack stack(Transport transport) {
    return MsrpStack.builder()
        .transport(transport)
        .credentials(TRUST)
        .advertisedHost("localhost")
        .logger(sent)
        .build();
  }

  @AfterEach
  void close() {
    List.of(alice, bob, tcp).forEach(MsrpStack::close);
    relay.close();
    relayTcp.close();
    relayWebSocket.close();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private RelayConnector connector(MsrpStack stack, String user, int listener, RelayMode mode) {
    RelaySettings settings =
        RelaySettings.builder(relay.uris().get(listener))
            .credentials(user, "secret".toCharArray())
            .build();
    return RelayClient.builder(stack).build().connector(settings, mode);
  }

  /** Alice is active. */
  private record Sessions(MsrpSession alice, MsrpSession bob) {}

  private Sessions bind(RelayConnector aliceSide, MsrpPath path, RelayConnector bobSide) {
    MsrpPath bobs = get(bobSide.prepare());
    var waiting = bobSide.complete(path);
    MsrpSessionBuilder active =
        MsrpSession.builder(get(aliceSide.complete(bobs))).handler(atAlice::add);
    return new Sessions(
        active.keepAlive(Duration.ofMillis(200)).start(),
        MsrpSession.builder(get(waiting)).handler(atBob::add).start());
  }

  private static String text(BlockingQueue<IncomingMessage> queue) throws InterruptedException {
    IncomingMessage message = queue.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message in time").isNotNull();
    return get(message.text());
  }

  /** RFC 7977 §8.1.2 and §8.3: nobody but the relay listens. */
  @Test
  @Conformance({"7977-5.1-01", "7977-7-01", "7977-8.1.1-01", "7977-App.A-01"})
  void clients_bothOverWebSocket_talkThroughTheRelay() throws InterruptedException {
    RelayConnector aliceSide = connector(alice, "alice", 0, RelayMode.ACTIVE);
    MsrpPath path = get(aliceSide.prepare(MADE_UP));
    assertThat(sent.of(MsrpMethod.AUTH))
        .isNotEmpty()
        .allSatisfy(auth -> assertThat(auth.toPath()).isEqualTo(MsrpPath.of(relay.uri())));
    assertThat(relay.uri().transport()).isEqualTo("ws");
    assertThat(path.first().transport()).isEqualTo("tcp");
    assertThat(path.last()).isEqualTo(MADE_UP);

    Sessions sessions = bind(aliceSide, path, connector(bob, "bob", 0, RelayMode.PASSIVE));
    var there = sessions.alice().send("Hi Carol");
    var back = sessions.bob().send("Hi Alice");
    assertThat(text(atBob)).isEqualTo("Hi Carol");
    assertThat(text(atAlice)).isEqualTo("Hi Alice");
    assertThat(get(there)).isInstanceOf(Delivery.Delivered.class);
    assertThat(get(back)).isInstanceOf(Delivery.Delivered.class);
  }

  /** RFC 7977 §8.2: a session with a peer that knows nothing of WebSockets. */
  @Test
  @Conformance({"7977-5.1-03", "7977-5.2.2-02"})
  void message_ofATcpPeer_comesInChunksOfOneWebSocketMessageEach() throws InterruptedException {
    RelayConnector aliceSide = connector(alice, "alice", 0, RelayMode.ACTIVE);
    MsrpPath path = get(aliceSide.prepare(MADE_UP));
    Sessions sessions = bind(aliceSide, path, connector(tcp, "bob", 1, RelayMode.PASSIVE));
    String file = "x".repeat(3_000_000);
    var back = sessions.bob().send(file);

    assertThat(text(atAlice)).isEqualTo(file);
    assertThat(get(back)).isInstanceOf(Delivery.Delivered.class);
  }

  /** What a page has to do, which can't send pings. */
  @Test
  @Conformance({"7977-6-02", "7977-6-03"})
  void keepAlive_ofASession_sendsBodilessSendsThatAreAnswered() {
    RelayConnector aliceSide = connector(alice, "alice", 0, RelayMode.ACTIVE);
    MsrpPath path = get(aliceSide.prepare(MADE_UP));
    Sessions sessions = bind(aliceSide, path, connector(bob, "bob", 0, RelayMode.PASSIVE));

    Awaitility.await()
        .until(
            () ->
                sent.of(MsrpMethod.SEND).stream()
                        .filter(head -> head.headers().contentType().isEmpty())
                        .count()
                    > 4);
    assertThat(sessions.alice().ended().toCompletableFuture()).isNotDone();
  }
}
