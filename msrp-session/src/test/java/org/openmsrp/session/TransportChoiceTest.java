// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** Which transport and address a URI means, and sessions over each of them. */
class TransportChoiceTest {

  private Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "msrp://192.0.2.1:5/x;tcp, tcp, 192.0.2.1, 5",
    "msrp://[2001:db8::1]:7/x;TCP, tcp, 2001:db8::1, 7",
    "msrps://host.example:7/x;tcp, tls, host.example, 7",
    "msrp://host.example:80/x;ws, ws, host.example, 80",
    "msrps://host.example:443/x;ws, wss, host.example, 443",
    "msrp://host.example/x;tcp, tcp, host.example, 2855"
  })
  @Conformance({"4975-6.2-01", "4975-8.2-03", "4975-5.4-07", "4975-6-08"})
  void endpoint_ofAUri_isItsHostAndPortAsListed(String uri, String scheme, String host, int port) {
    Endpoint endpoint = StackServices.endpoint(MsrpUri.parse(uri));
    assertThat(endpoint.scheme()).isEqualTo(scheme);
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
  }

  @Test
  void acceptor_behindAddressTranslation_listensElsewhereThanItSays() {
    try (Bench inside =
        new Bench(builder -> builder.advertisedHost("public.example").bindHost("10.0.0.1"))) {
      DirectAcceptor acceptor = inside.stack.acceptor();
      MsrpPath path = inside.simulation.await(acceptor.prepare());
      assertThat(path.last().host().text()).isEqualTo("public.example");
      int port = path.last().port().orElseThrow();
      assertThat(inside.connect(new Endpoint(Endpoint.TCP, "10.0.0.1", port, "")).connected())
          .isTrue();
    }
  }

  @Test
  @Conformance({"4975-7.1-04", "4975-8.2-04", "4975-8.3-01", "4975-8.3-02", "7977-5.2.2-02"})
  void complete_withSeveralUris_connectsToTheFirstAndNamesThemAll() {
    bench.listen();
    DirectConnector connector = bench.stack.connector();
    bench.simulation.await(connector.prepare(Bench.LOCAL_PATH.last()));
    connector.complete(MsrpPath.parse(Bench.REMOTE + " msrp://elsewhere.example:9/peer;ws"));
    assertThat(bench.accepted().takesFrame().head().toPath())
        .hasToString(Bench.REMOTE + " msrp://elsewhere.example:9/peer;ws");
  }

  @Test
  @Conformance("4975-6-08")
  void complete_msrpsToAPlainListener_failsAndSaysNothing() {
    bench.listen();
    DirectConnector connector = bench.stack.connector(SessionOptions.DEFAULT.withSecure(true));
    bench.simulation.await(connector.prepare());
    MsrpPath secure = MsrpPath.parse(Bench.REMOTE.replace("msrp:", "msrps:"));
    assertThat(bench.failure(connector.complete(secure)).kind())
        .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    assertThat(bench.accepted).allSatisfy(peer -> assertThat(peer.takes()).isEmpty());
  }

  @Test
  @Conformance("4975-6-08")
  void complete_msrpsPathAnsweredWithMsrp_isRefusedAndConnectsToNobody() {
    bench.listen();
    DirectConnector connector = bench.stack.connector(SessionOptions.DEFAULT.withSecure(true));
    bench.simulation.await(connector.prepare());
    assertThat(bench.failure(connector.complete(Bench.REMOTE_PATH)).kind())
        .isEqualTo(MsrpSessionException.Kind.PEER_NOT_VERIFIED);
    assertThat(bench.accepted).isEmpty();
  }

  @Test
  @Conformance({"4975-7.1-22", "4975-5.4-16"})
  void session_thatSendsAndIsLost_neverConnectsAgain() {
    CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
    RawPeer peer = bench.accepted();
    peer.sends(Bench.response("tid0001", "200 OK"));
    MsrpSession session = bench.session(bench.simulation.await(channel));
    session.send("one");
    session.send("two");
    assertThat(peer.takesFrames()).hasSize(3);
    peer.breaksOff();
    bench.advance(java.time.Duration.ofMinutes(10));
    assertThat(bench.accepted).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"false, tcp, STREAM", "true, tcp, STREAM", "false, ws, MESSAGE", "true, ws, MESSAGE"})
  void sessions_overEachTransport_exchangeLargeAndSmallMessages(
      boolean secure, String transport, Framing framing) {
    SessionOptions options = SessionOptions.DEFAULT.withSecure(secure).withTransport(transport);
    try (Pair pair = new Pair()) {
      DirectAcceptor acceptor = pair.bob.acceptor(options);
      MsrpPath bobPath = pair.simulation.await(acceptor.prepare());
      DirectConnector connector = pair.alice.connector(options);
      MsrpPath alicePath = pair.simulation.await(connector.prepare());
      CompletionStage<MsrpChannel> bobChannel = acceptor.complete(alicePath);
      MsrpChannel aliceChannel = pair.simulation.await(connector.complete(bobPath));
      assertThat(aliceChannel.connection().framing()).isEqualTo(framing);
      assertThat(aliceChannel.connection().tls().isPresent()).isEqualTo(secure);
      MsrpSession alice = MsrpSession.builder(aliceChannel).handler(pair.atAlice).start();
      MsrpSession bob =
          MsrpSession.builder(pair.simulation.await(bobChannel)).handler(pair.atBob).start();
      String large = "0123456789".repeat(100_000);
      for (MsrpSession session : List.of(alice, bob)) {
        session.send(large);
        session.send("small");
        session.send("");
      }
      pair.simulation.runUntilIdle();
      assertThat(pair.atAlice.texts).containsExactlyInAnyOrder(large, "small", "");
      assertThat(pair.atBob.texts).containsExactlyInAnyOrder(large, "small", "");
    }
  }

  @Test
  @Conformance("7977-5.1-03")
  void webSocketMessage_ofOurs_isOneChunkOfAtMost64Kibibytes() {
    RawPeer peer = webSocketPeer();
    bench.lastSession.send("x".repeat(300_000));
    bench.simulation.runUntilIdle();
    assertThat(peer.messages()).hasSizeGreaterThan(4);
    assertThat(peer.messages()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(65_536));
    assertThat(peer.messages()).hasSameSizeAs(peer.takesFrames());
  }

  @Test
  void webSocket_messageRefusedWhileAnotherHasItsPlace_doesNotHoldTheOtherUp() {
    bench.close();
    MsrpLimits one = MsrpLimits.builder().outstandingTransactions(1).build();
    bench = new Bench(builder -> builder.limits(one));
    RawPeer peer = webSocketPeer();
    Transfer refused = bench.lastSession.send(OutgoingMessage.text("x".repeat(200_000)));
    Transfer accepted = bench.lastSession.send(OutgoingMessage.text("y".repeat(200_000)));
    bench.simulation.runUntilIdle();

    for (var frames = peer.takesFrames(); !frames.isEmpty(); frames = peer.takesFrames()) {
      RawPeer.Frame chunk = frames.get(0);
      boolean first = chunk.head().headers().messageId().orElse("").equals(refused.messageId());
      String status = first ? "413 No more" : "200 OK";
      peer.sends(
          Bench.response(chunk.head().transactionId(), status).replace(";tcp\nFrom", ";ws\nFrom"));
    }

    assertThat(accepted.delivery().toCompletableFuture()).isDone();
    assertThat(accepted.progress().sent()).isEqualTo(200_000);
  }

  private RawPeer webSocketPeer() {
    String local = Bench.LOCAL.replace(";tcp", ";ws");
    DirectAcceptor acceptor = bench.stack.acceptor();
    bench.simulation.await(acceptor.prepare(MsrpUri.parse(local)));
    CompletionStage<MsrpChannel> channel = acceptor.completeWithAnyPeer();
    RawPeer peer = bench.connect(new Endpoint(Endpoint.WS, "stack.example", 2855, "/"));
    peer.sends(Bench.knock("bind0001").replace(Bench.LOCAL, local));
    bench.session(bench.simulation.await(channel));
    peer.takes();
    peer.messages().clear();
    return peer;
  }

  @Test
  @Conformance("7977-5.1-03")
  void webSocketMessage_withHalfAChunk_isAViolation() {
    RawPeer peer = webSocketPeer();
    String send = Bench.text("tran0001", "m001", "hello").replace(";tcp\nFrom", ";ws\nFrom");
    peer.sends(send.substring(0, send.length() / 2));
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
    assertThat(peer.closed()).isPresent();
  }

  @Test
  @Conformance("7977-5.1-03")
  void webSocketMessage_withTwoChunks_isAViolation() {
    RawPeer peer = webSocketPeer();
    String knock = Bench.knock("tran0001").replace(";tcp\nFrom", ";ws\nFrom");
    peer.sends(knock + knock.replace("tran0001", "tran0002"));
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
  }
}
