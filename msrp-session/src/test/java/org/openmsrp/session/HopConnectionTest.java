// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpResponse;
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
  void awaitBinding_bindsWithThePeersFirstRequestOnly() {
    CompletionStage<MsrpChannel> channel =
        hop.awaitBinding(Bench.LOCAL_PATH, MsrpPath.parse(TO_PEER), SessionOptions.DEFAULT);
    relay.sends(Bench.knock("stranger1"));
    assertThat(relay.takesFrame().code()).isEqualTo(481);
    assertThat(channel.toCompletableFuture()).isNotDone();
    relay.sends(Bench.knock("bind0001").replace(Bench.REMOTE, TO_PEER));
    assertThat(relay.takesFrame().code()).isEqualTo(200);
    assertThat(bench.simulation.await(channel).remotePath()).hasToString(TO_PEER);
  }

  @Test
  void awaitBinding_inVain_failsTyped() {
    CompletionStage<MsrpChannel> channel =
        hop.awaitBinding(Bench.LOCAL_PATH, MsrpPath.parse(TO_PEER), SessionOptions.DEFAULT);
    bench.advance(Duration.ofSeconds(31));
    assertThat(bench.failure(channel)).isInstanceOf(MsrpTimeoutException.class);
    assertThat(relay.closed()).as("the hop is still wanted").isEmpty();
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
