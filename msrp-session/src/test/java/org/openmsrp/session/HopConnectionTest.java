// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** A connection to a relay: requests before any session, and sessions on it. */
class HopConnectionTest {

  private static final MsrpPath RELAY = MsrpPath.parse("msrp://raw.example:7777;tcp");
  private static final String TO_PEER = "msrp://raw.example:7777/use;tcp " + Bench.REMOTE;

  private Bench bench;
  private RawPeer relay;
  private HopConnection hop;

  @BeforeEach
  void connect() {
    bench = new Bench();
    bench.listen();
    hop = bench.simulation.await(bench.stack.connect(RELAY.first(), SessionOptions.DEFAULT));
    relay = bench.accepted();
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private CompletionStage<MsrpResponse> auth() {
    return hop.request(hop.newRequest(MsrpMethod.AUTH, RELAY, Bench.LOCAL_PATH).build());
  }

  @Test
  void request_answered_givesTheWholeResponse() {
    CompletionStage<MsrpResponse> answer = auth();
    RawPeer.Frame request = relay.takesFrame();
    assertThat(request.request().method()).isEqualTo(MsrpMethod.AUTH);
    String id = request.head().transactionId();
    relay.sends(
        """
        MSRP %s 200 OK
        To-Path: %s
        From-Path: msrp://raw.example:7777;tcp
        Use-Path: msrp://raw.example:7777/use;tcp
        Expires: 900
        -------%s$
        """
            .formatted(id, Bench.LOCAL, id));
    MsrpResponse response = bench.simulation.await(answer);
    assertThat(response.head().headers().value(HeaderName.USE_PATH)).isPresent();
    assertThat(response.head().headers().value(HeaderName.EXPIRES)).isPresent();
  }

  @Test
  void request_unanswered_failsTyped() {
    CompletionStage<MsrpResponse> answer = auth();
    bench.advance(Duration.ofSeconds(31));
    assertThat(bench.failure(answer))
        .isInstanceOfSatisfying(
            MsrpTimeoutException.class,
            e -> assertThat(e.phase()).isEqualTo(MsrpTimeoutException.Phase.ANSWER));
  }

  @Test
  void request_whoseConnectionBreaks_failsAndSoDoesTheNext() {
    CompletionStage<MsrpResponse> answer = auth();
    relay.breaksOff();
    MsrpSessionException.Kind failed = MsrpSessionException.Kind.CONNECTION_FAILED;
    assertThat(bench.failure(answer).kind()).isEqualTo(failed);
    assertThat(bench.failure(auth()).kind()).isEqualTo(failed);
    assertThat(bench.failure(bind()).kind()).isEqualTo(failed);
    assertThat(bench.simulation.await(hop.ended())).isInstanceOf(SessionEnd.ConnectionFailed.class);
  }

  private CompletionStage<MsrpChannel> bind() {
    return hop.bind(Bench.LOCAL_PATH, MsrpPath.parse(TO_PEER), SessionOptions.DEFAULT);
  }

  @Test
  void bind_throughTheRelay_sendsAnEmptySendAlongTheWholePath() {
    CompletionStage<MsrpChannel> channel = bind();
    RawPeer.Frame knock = relay.takesFrame();
    assertThat(knock.head().toPath()).hasToString(TO_PEER);
    assertThat(knock.head().fromPath()).hasToString(Bench.LOCAL);
    relay.sends(Bench.response(knock.head().transactionId(), "200 OK"));
    assertThat(bench.simulation.await(channel).remotePath()).hasToString(TO_PEER);
  }

  @Test
  void bind_ofASessionIdThatIsThere_failsTyped() {
    bind();
    assertThat(bench.failure(bind()).kind()).isEqualTo(MsrpSessionException.Kind.WRONG_STATE);
  }

  @Test
  void expect_bindsWithThePeersFirstRequestOnly() {
    CompletionStage<MsrpChannel> channel = expected().complete(MsrpPath.parse(TO_PEER));
    relay.sends(Bench.knock("stranger1"));
    assertThat(relay.takesFrame().code()).isEqualTo(481);
    assertThat(channel.toCompletableFuture()).isNotDone();
    relay.sends(Bench.knock("bind0001").replace(Bench.REMOTE, TO_PEER));
    assertThat(relay.takesFrame().code()).isEqualTo(200);
    assertThat(bench.simulation.await(channel).remotePath()).hasToString(TO_PEER);
  }

  private Expectation expected() {
    return hop.expect(Bench.LOCAL_PATH, SessionOptions.DEFAULT);
  }

  @Test
  void expect_onAConnectionThatHasEnded_failsTyped() {
    relay.breaksOff();
    bench.simulation.await(hop.ended());
    CompletionStage<MsrpChannel> channel = expected().complete(MsrpPath.parse(TO_PEER));
    assertThat(bench.failure(channel).kind())
        .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
  }

  private static String early(String request) {
    return request.replace(Bench.REMOTE, TO_PEER);
  }

  @Test
  void expect_completedInVain_failsTypedAndTheConnectionStays() {
    CompletionStage<MsrpChannel> channel = expected().complete(MsrpPath.parse(TO_PEER));
    bench.advance(Duration.ofSeconds(31));
    assertThat(bench.failure(channel)).isInstanceOf(MsrpTimeoutException.class);
    assertThat(relay.closed()).as("the hop is still wanted").isEmpty();
  }

  @Test
  void expect_requestBeforeComplete_waitsForItWithItsBody() {
    Expectation expectation = expected();
    relay.sends(early(Bench.text("early001", "m001", "early")));
    assertThat(relay.framesSoFarAfter(bench.simulation)).isEmpty();

    CompletionStage<MsrpChannel> channel = expectation.complete(MsrpPath.parse(TO_PEER));

    assertThat(relay.takesFrame().code()).isEqualTo(200);
    MsrpSession.builder(bench.simulation.await(channel)).handler(bench.user).start();
    bench.simulation.runUntilIdle();
    assertThat(bench.user.texts).containsExactly("early");
  }

  @Test
  void expect_requestOfAnotherPeerBeforeComplete_isRefusedAndTheRightOneStillBinds() {
    Expectation expectation = expected();
    relay.sends(Bench.knock("stranger1"));
    CompletionStage<MsrpChannel> channel = expectation.complete(MsrpPath.parse(TO_PEER));
    assertThat(relay.takesFrame().code()).isEqualTo(481);

    relay.sends(early(Bench.knock("bind0001")));

    assertThat(relay.takesFrame().code()).isEqualTo(200);
    assertThat(bench.simulation.await(channel).remotePath()).hasToString(TO_PEER);
  }

  @Test
  void expect_neverCompleted_refusesTheRequestAfterTheBindTimeout() {
    expected();
    relay.sends(early(Bench.knock("bind0001")));
    bench.advance(Duration.ofMillis(29_999));
    assertThat(relay.framesSoFarAfter(bench.simulation)).isEmpty();
    bench.advance(Duration.ofMillis(2));
    assertThat(relay.takesFrame().code()).isEqualTo(481);
    assertThat(relay.closed()).isEmpty();
  }

  @Test
  void expect_moreThanTheWindowBeforeComplete_isRefusedAndOthersGoOn() {
    expected();
    String part = "x".repeat(100_000);
    for (int i = 0; i < 20; i++) {
      relay.sends(early(Bench.text("early" + (100 + i), "m" + (100 + i), part)));
    }
    bench.advance(MsrpTimeouts.DEFAULT.sharedPause().plusMillis(1));

    assertThat(relay.framesSoFarAfter(bench.simulation))
        .isNotEmpty()
        .allMatch(frame -> frame.code() == 413);
    CompletionStage<MsrpChannel> other = bindOther();
    assertThat(bench.simulation.await(other)).isNotNull();
  }

  private CompletionStage<MsrpChannel> bindOther() {
    MsrpPath own = MsrpPath.parse(Bench.LOCAL.replace("/stacksession", "/other"));
    relay.takes();
    CompletionStage<MsrpChannel> other =
        hop.bind(own, MsrpPath.parse(TO_PEER), SessionOptions.DEFAULT);
    relay.sends(
        Bench.response(relay.takesFrame().head().transactionId(), "200 OK")
            .replace(Bench.LOCAL, own.toString()));
    return other;
  }

  @Test
  void expect_closed_refusesTheRequestThatWaitsAndLaterOnes() {
    Expectation expectation = expected();
    relay.sends(early(Bench.knock("bind0001")));
    expectation.close();
    assertThat(relay.takesFrame().code()).isEqualTo(481);
    relay.sends(early(Bench.knock("bind0002")));
    assertThat(relay.takesFrame().code()).isEqualTo(481);
  }

  @Test
  void expect_connectionBreaks_failsBeforeAndAfterComplete() {
    Expectation expectation = expected();
    Expectation completed =
        hop.expect(
            MsrpPath.parse(Bench.LOCAL.replace("/stacksession", "/other")), SessionOptions.DEFAULT);
    CompletionStage<MsrpChannel> waiting = completed.complete(MsrpPath.parse(TO_PEER));
    relay.breaksOff();
    MsrpSessionException.Kind failed = MsrpSessionException.Kind.CONNECTION_FAILED;
    assertThat(bench.failure(waiting).kind()).isEqualTo(failed);
    assertThat(bench.failure(expectation.complete(MsrpPath.parse(TO_PEER))).kind())
        .isEqualTo(failed);
  }

  @Test
  void expect_ofASessionIdThatIsExpected_failsTyped() {
    expected();
    assertThatThrownBy(this::expected)
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            e -> assertThat(e.kind()).isEqualTo(MsrpSessionException.Kind.WRONG_STATE));
  }

  @Test
  void complete_withAPromisedCertificate_isRefusedSinceTheRelayIsBetween() {
    Expectation expectation = expected();
    FingerprintSet promised =
        FingerprintSet.of(Fingerprint.parse("SHA-256 " + "00:".repeat(31) + "00"));
    assertThatThrownBy(() -> expectation.complete(MsrpPath.parse(TO_PEER), promised))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void bind_peerThatAlsoBelievesActiveCameFirst_isAnsweredAndBindingGoesOn() {
    expected();
    relay.sends(early(Bench.text("early001", "m001", "early")));
    CompletionStage<MsrpChannel> binding = bind();
    List<RawPeer.Frame> frames = relay.takesFrames();
    assertThat(frames.get(0).code()).isEqualTo(200);
    RawPeer.Frame knock = frames.get(1);
    assertThat(knock.head().toPath()).hasToString(TO_PEER);
    relay.sends(Bench.response(knock.head().transactionId(), "200 OK"));

    MsrpSession.builder(bench.simulation.await(binding)).handler(bench.user).start();
    bench.simulation.runUntilIdle();
    assertThat(bench.user.texts).containsExactly("early");
  }

  @Test
  void bind_strangerCameFirst_isRefusedAndBindingGoesOn() {
    expected();
    relay.sends(Bench.knock("stranger1"));
    CompletionStage<MsrpChannel> binding = bind();
    List<RawPeer.Frame> frames = relay.takesFrames();
    assertThat(frames.get(0).code()).isEqualTo(481);
    relay.sends(Bench.response(frames.get(1).head().transactionId(), "200 OK"));
    assertThat(bench.simulation.await(binding).remotePath()).hasToString(TO_PEER);
  }

  @Test
  void close_leavesTheConnectionToItsSessions() {
    CompletionStage<MsrpChannel> binding = bind();
    relay.sends(Bench.response(relay.takesFrame().head().transactionId(), "200 OK"));
    MsrpChannel channel = bench.simulation.await(binding);
    hop.close();
    hop.close();
    assertThat(relay.closed()).isEmpty();
    channel.close();
    assertThat(relay.closed()).isPresent();
  }

  @Test
  void close_withoutSessions_endsTheConnection() {
    hop.close();
    assertThat(relay.closed()).isPresent();
  }

  @Test
  void connect_toNobody_failsTyped() {
    MsrpUri nobody = MsrpUri.parse("msrp://nobody.example:9;tcp");
    assertThat(bench.failure(bench.stack.connect(nobody, SessionOptions.DEFAULT)).kind())
        .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
  }
}
