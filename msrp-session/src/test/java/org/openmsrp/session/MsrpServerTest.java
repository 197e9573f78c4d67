// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.uri.MsrpUri;

/** Many sessions on one listening socket, several on one connection (RFC 4975 §5.4). */
class MsrpServerTest {

  private final Bench bench = new Bench();
  private MsrpServer server;
  private RawPeer peer;

  /** A session and its user. */
  private record Seat(
      Expectation expectation, MsrpSession session, Pair.Recorder user, String path) {

    String addressed(String frame) {
      return frame.replace(Bench.LOCAL, path);
    }
  }

  @BeforeEach
  void listen() {
    server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    peer = bench.connect();
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private Seat bind(RawPeer by, String id) {
    Expectation expected = server.expect(SessionOptions.DEFAULT, Optional.of(id));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    String path = expected.path().toString();
    by.sends(Bench.knock("bind0001").replace(Bench.LOCAL, path));
    assertThat(by.takesFrame().code()).isEqualTo(200);
    Pair.Recorder user = new Pair.Recorder();
    MsrpSession session =
        MsrpSession.builder(bench.simulation.await(channel)).handler(user).start();
    bench.simulation.runUntilIdle();
    return new Seat(expected, session, user, path);
  }

  @Test
  void uri_ofAServer_hasThePortThatWasTakenAndNoSessionId() {
    assertThat(server.uri()).hasToString("msrp://stack.example:2855;tcp");
    MsrpServer other =
        bench.simulation.await(
            bench.stack.server(MsrpUri.parse("msrp://stack.example:0/ignored;tcp")));
    assertThat(other.uri().port().orElseThrow()).isPositive();
    assertThat(other.uri().sessionId()).isEmpty();
  }

  @Test
  void server_onATakenPort_failsTyped() {
    assertThat(bench.failure(bench.stack.server(MsrpUri.parse(Bench.LOCAL))).kind())
        .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
  }

  @Test
  void server_onATransportThatIsMissing_failsTyped() {
    MsrpUri elsewhere = MsrpUri.parse("msrp://stack.example:1;sctp");
    assertThat(bench.failure(bench.stack.server(elsewhere)).kind())
        .isEqualTo(MsrpSessionException.Kind.NO_TRANSPORT);
  }

  @Test
  @Conformance({"4975-6-01", "4975-8.2-06"})
  void expect_withoutSessionId_makesOne() {
    Expectation one = server.expect(SessionOptions.DEFAULT);
    Expectation two = server.expect(SessionOptions.DEFAULT);
    assertThat(one.path()).isNotEqualTo(two.path());
    assertThat(one.path().last().sessionId()).isPresent();
  }

  @Test
  @Conformance("4975-8.3-03")
  void expect_aSessionIdThatIsTaken_throwsWrongState() {
    server.expect(SessionOptions.DEFAULT, Optional.of("one"));
    assertThatThrownBy(() -> server.expect(SessionOptions.DEFAULT, Optional.of("one")))
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.WRONG_STATE))
        .hasMessageNotContaining("/one");
  }

  @Test
  @Conformance("4975-7.2-08")
  void sessions_onConnectionsOfTheirOwn_areKeptApart() {
    RawPeer other = bench.connect();
    Seat one = bind(peer, "one");
    Seat two = bind(other, "two");
    peer.sends(one.addressed(Bench.text("tran0001", "m001", "to one")));
    other.sends(two.addressed(Bench.text("tran0001", "m001", "to two")));
    assertThat(one.user().texts).containsExactly("to one");
    assertThat(two.user().texts).containsExactly("to two");
  }

  @Test
  void sessions_onOneConnection_areKeptApart() {
    Seat one = bind(peer, "one");
    Seat two = bind(peer, "two");
    peer.sends(one.addressed(Bench.text("tran0001", "m001", "to one")));
    peer.sends(two.addressed(Bench.text("tran0002", "m001", "to two")));
    assertThat(one.user().texts).containsExactly("to one");
    assertThat(two.user().texts).containsExactly("to two");
    assertThat(peer.takesFrames())
        .extracting(frame -> frame.head().fromPath().toString())
        .containsExactly(one.path(), two.path());
  }

  @Test
  @Conformance("4975-5.4-24")
  void close_ofOneOfTwoSessions_leavesTheConnectionToTheOther() {
    Seat one = bind(peer, "one");
    Seat two = bind(peer, "two");
    one.session().close();
    bench.simulation.runUntilIdle();
    assertThat(one.user().ends).containsExactly(new SessionEnd.ClosedLocally());
    assertThat(peer.closed()).isEmpty();
    peer.sends(two.addressed(Bench.text("tran0002", "m001", "to two")));
    assertThat(two.user().texts).containsExactly("to two");
    two.session().close();
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void session_closedOnASharedConnection_isUnknownAfterwardsAndItsIdFree() {
    Seat one = bind(peer, "one");
    bind(peer, "two");
    one.session().close();
    bench.simulation.runUntilIdle();
    peer.sends(one.addressed(Bench.text("tran0001", "m001", "too late")));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    bind(peer, "one");
  }

  @Test
  void session_boundAsTheLastOneEnds_keepsTheConnection() {
    Seat one = bind(peer, "one");
    peer.stopsReading();
    one.session().send("x".repeat(1 << 20));
    bench.simulation.runUntilIdle();
    CompletionStage<SessionEnd> ended = one.session().shutdown(Duration.ofSeconds(1));
    bench.advance(Duration.ofSeconds(1));
    assertThat(ended.toCompletableFuture()).isCompleted();
    Expectation next = server.expect(SessionOptions.DEFAULT, Optional.of("two"));
    CompletionStage<MsrpChannel> channel = next.complete(Bench.REMOTE_PATH);
    peer.sends(Bench.knock("bind0002").replace(Bench.LOCAL, next.path().toString()));
    peer.readsAgain();
    assertThat(bench.simulation.await(channel)).isNotNull();
    assertThat(peer.closed()).isEmpty();
  }

  @Test
  void session_lostInTheMiddleOfAChunk_endsTheChunkSoThatOthersGoOn() {
    Seat one = bind(peer, "one");
    Seat two = bind(peer, "two");
    peer.stopsReading();
    Transfer large = one.session().send(OutgoingMessage.text("x".repeat(10 << 20)));
    bench.simulation.runUntilIdle();
    CompletionStage<SessionEnd> ended = one.session().shutdown(Duration.ofSeconds(1));
    bench.advance(Duration.ofSeconds(1));
    assertThat(ended.toCompletableFuture()).isCompleted();
    assertThat(large.delivery().toCompletableFuture())
        .isCompletedWithValue(new Delivery.ConnectionLost(new SessionEnd.ClosedLocally()));
    CompletionStage<Delivery> small = two.session().send("hello");
    peer.readsAgain();
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.ABORTED);
    assertThat(frames.get(1).text()).isEqualTo("hello");
    peer.sends(two.addressed(Bench.response(frames.get(1).head().transactionId(), "200 OK")));
    assertThat(small.toCompletableFuture()).isCompleted();
  }

  @Test
  void messages_unansweredWhenTheirSessionEnds_areLostThoughTheConnectionLives() {
    Seat one = bind(peer, "one");
    bind(peer, "two");
    Transfer transfer = one.session().send(OutgoingMessage.text("hello"));
    CompletionStage<SessionEnd> ended = one.session().shutdown(Duration.ofSeconds(1));
    bench.advance(Duration.ofSeconds(1));
    assertThat(ended.toCompletableFuture()).isCompleted();
    assertThat(transfer.delivery().toCompletableFuture())
        .isCompletedWithValue(new Delivery.ConnectionLost(new SessionEnd.ClosedLocally()));
    String id = peer.takesFrame().head().transactionId();
    peer.sends(one.addressed(Bench.response(id, "415 No")));
    assertThat(one.user().reports).isEmpty();
    assertThat(one.user().ends).hasSize(1);
  }

  @Test
  @Conformance("4975-7.1.2-09")
  void message_takenAfterItsSessionEnded_isNotReported() {
    Seat one = bind(peer, "one");
    bind(peer, "two");
    one.user().take = false;
    String headers = "Message-ID: m001\nSuccess-Report: yes\n";
    peer.sends(one.addressed(Bench.send("tran0001", headers, "x".repeat(20_000), '$')));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    one.session().close();
    bench.simulation.runUntilIdle();
    one.user().messages.get(0).discard();
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance("4975-7.3.2-05")
  void report_afterItsSessionEnded_isIgnored() {
    Seat one = bind(peer, "one");
    bind(peer, "two");
    Transfer transfer =
        one.session().send(OutgoingMessage.text("x").withReports(ReportRequest.CONFIRMED));
    CompletionStage<SessionEnd> ended = one.session().shutdown(Duration.ofSeconds(1));
    bench.advance(Duration.ofSeconds(1));
    assertThat(ended.toCompletableFuture()).isCompleted();
    peer.takes();
    peer.sends(one.addressed(Bench.report("rep0001", transfer.messageId(), "1-1/1", "000 200 OK")));
    assertThat(peer.takes()).isEmpty();
    assertThat(one.user().reports).isEmpty();
  }

  @Test
  @Conformance("4975-5.4-15")
  void connection_broken_endsEverySessionOnIt() {
    List<Seat> seats = new ArrayList<>();
    for (String id : List.of("one", "two", "three")) {
      seats.add(bind(peer, id));
    }
    RawPeer elsewhere = bench.connect();
    Seat other = bind(elsewhere, "other");
    peer.breaksOff();
    for (Seat seat : seats) {
      assertThat(seat.user().ends).singleElement().isInstanceOf(SessionEnd.ConnectionFailed.class);
    }
    assertThat(other.user().ends).isEmpty();
    elsewhere.sends(seats.get(0).addressed(Bench.knock("bind0009")));
    assertThat(elsewhere.takesFrame().code()).isEqualTo(481);
  }

  @Test
  @Conformance("4975-7.1.1-32")
  void largeMessages_ofTwoSessionsOnOneConnection_takeTurns() {
    Seat one = bind(peer, "one");
    Seat two = bind(peer, "two");
    one.session().send("x".repeat(2 << 20));
    two.session().send("y".repeat(2 << 20));
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSizeGreaterThan(8);
    for (int i = 0; i < frames.size() - 2; i++) {
      assertThat(frames.get(i).head().fromPath()).isNotEqualTo(frames.get(i + 1).head().fromPath());
    }
  }

  @Test
  void manySessions_withMessagesEach_areServedInTurn() {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      seats.add(bind(peer, "session" + i));
    }
    seats.get(0).session().send("x".repeat(4 << 20));
    for (Seat seat : seats.subList(1, 20)) {
      seat.session().send("small");
    }
    List<RawPeer.Frame> frames = peer.takesFrames();
    long before = frames.stream().takeWhile(frame -> frame.flag() == ContinuationFlag.MORE).count();
    assertThat(before).isLessThanOrEqualTo(1);
    assertThat(frames.subList((int) before, (int) before + 19))
        .allSatisfy(frame -> assertThat(frame.text()).isEqualTo("small"));
  }

  @Test
  void expectation_unmetInTime_failsAndIsForgotten() {
    Expectation expected = server.expect(SessionOptions.DEFAULT, Optional.of("one"));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.failure(channel))
        .isInstanceOfSatisfying(
            MsrpTimeoutException.class,
            timeout -> assertThat(timeout.phase()).isEqualTo(MsrpTimeoutException.Phase.INCOMING));
    RawPeer late = bench.connect();
    late.sends(Bench.knock("bind0001").replace("/stacksession", "/one"));
    assertThat(late.takesFrame().code()).isEqualTo(481);
  }

  @Test
  void expectation_closed_failsCompleteAndIsForgotten() {
    Expectation expected = server.expect(SessionOptions.DEFAULT, Optional.of("one"));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    expected.close();
    expected.close();
    assertThat(bench.failure(channel).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
    peer.sends(Bench.knock("bind0001").replace("/stacksession", "/one"));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    assertThatThrownBy(() -> expected.complete(Bench.REMOTE_PATH))
        .isInstanceOf(MsrpSessionException.class);
  }

  @Test
  void close_withSessions_drains() {
    Seat bound = bind(peer, "bound");
    Expectation waiting = server.expect(SessionOptions.DEFAULT, Optional.of("waiting"));
    CompletionStage<MsrpChannel> never = waiting.complete(Bench.REMOTE_PATH);
    server.close();
    server.close();
    assertThat(bench.failure(never).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
    assertThat(bench.simulation.network().listening()).isZero();
    assertThatThrownBy(() -> server.expect(SessionOptions.DEFAULT))
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.CLOSED));
    peer.sends(bound.addressed(Bench.text("tran0001", "m001", "still here")));
    assertThat(bound.user().texts).containsExactly("still here");
  }

  @Test
  @Conformance("4975-14.5-02")
  void connection_thatBindsNothing_isClosedAfterItsTime() {
    bench.advance(Duration.ofSeconds(29));
    peer.sends(Bench.knock("bind0001").replace("/stacksession", "/unknown"));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    bench.advance(Duration.ofSeconds(1));
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void matching_bySessionId_ignoresTheRestOfTheUris() {
    Expectation expected =
        server.expect(
            SessionOptions.DEFAULT.withMatching(SessionMatching.SESSION_ID), Optional.of("one"));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    peer.sends(
        Bench.knock("bind0001")
            .replace("stack.example:2855/stacksession", "nat.example:9/one")
            .replace("raw.example:7777", "192.168.1.1:1"));
    assertThat(bench.simulation.await(channel)).isNotNull();
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    peer.sends(
        Bench.text("tran0001", "m001", "hello")
            .replace("/stacksession", "/one")
            .replace("/rawsession", "/foreign"));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
  }
}
