// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** Sessions to one place share a connection (RFC 4975 §5.4); what ends one, and what ends all. */
class ConnectionSharingTest {

  private static final String PLACE = "msrp://raw.example:7777/";

  private Bench bench;

  @BeforeEach
  void listen() {
    bench = new Bench();
    bench.listen();
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  @Conformance({"4975-5.4-01", "4975-4-01"})
  void connectors_toOnePlace_shareOneConnection() {
    CompletionStage<MsrpChannel> one = complete("one", PLACE + "peer1;tcp");
    answerKnock();
    MsrpChannel first = bench.simulation.await(one);
    CompletionStage<MsrpChannel> two = complete("two", PLACE.toUpperCase() + "peer2;tcp");
    answerKnock();
    MsrpChannel second = bench.simulation.await(two);
    assertThat(bench.accepted).hasSize(1);
    assertThat(first.connection()).isEqualTo(second.connection());
  }

  @Test
  void connectors_thatConnectAtOnce_shareOneAttempt() {
    CompletionStage<MsrpChannel> one = complete("one", PLACE + "peer1;tcp");
    CompletionStage<MsrpChannel> two = complete("two", PLACE + "peer2;tcp");
    RawPeer peer = bench.accepted();
    for (RawPeer.Frame knock : peer.takesFrames()) {
      answer(peer, knock);
    }
    assertThat(bench.simulation.await(one).localPath().last().sessionId()).contains("one");
    assertThat(bench.simulation.await(two).localPath().last().sessionId()).contains("two");
  }

  @Test
  @Conformance({"4975-5.4-01", "4975-4-01"})
  void connectors_ofAnotherSchemePortOrTransport_shareNothing() {
    complete("one", PLACE + "peer1;tcp");
    assertThat(bench.accepted()).isNotNull();
    complete("two", "msrps://raw.example:7777/peer2;tcp");
    complete("three", "msrp://raw.example:7778/peer3;tcp");
    complete("four", "msrp://raw.example:7777/peer4;ws");
    bench.simulation.runUntilIdle();
    assertThat(bench.accepted.get(0).takesFrames()).as("only the first one's knock").hasSize(1);
  }

  @Test
  void connector_thatSharesNothing_getsAConnectionOfItsOwn() {
    complete("one", PLACE + "peer1;tcp");
    bench.accepted();
    SessionOptions alone = SessionOptions.builder().sharing(false).build();
    complete(alone, "msrp://stack.example:2855/two;tcp", PLACE + "peer2;tcp");
    bench.simulation.runUntilIdle();
    assertThat(bench.accepted).hasSize(2);
  }

  @Test
  @Conformance("4975-6-07")
  void connectors_withOneSessionIdUnderTwoHosts_areTwoSessions() {
    complete("same", PLACE + "peer1;tcp");
    bench.accepted();
    complete(SessionOptions.DEFAULT, "msrp://other.example:2855/same;tcp", PLACE + "peer2;tcp");
    bench.simulation.runUntilIdle();
    assertThat(bench.accepted).hasSize(2);
    assertThat(bench.accepted.get(1).takesFrame().head().fromPath().last().host().text())
        .isEqualTo("other.example");
  }

  @Test
  @Conformance("4975-4-02")
  void session_ended_leavesTheConnectionToTheOthersAndTheLastOneClosesIt() {
    MsrpChannel one = bound("one", "peer1");
    MsrpChannel two = bound("two", "peer2");
    RawPeer peer = bench.accepted.get(0);
    one.close();
    assertThat(peer.closed()).isEmpty();
    two.write(two.newSend().build());
    assertThat(peer.takesFrame().head().fromPath().last().sessionId()).contains("two");
    two.close();
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void connection_broken_failsEachOfItsSessionsWithTheReason() {
    MsrpSession one = MsrpSession.builder(bound("one", "peer1")).start();
    MsrpSession two = MsrpSession.builder(bound("two", "peer2")).start();
    bench.simulation.runUntilIdle();
    bench.accepted.get(0).breaksOff();
    assertThat(one.state()).isInstanceOf(SessionState.Closed.class).isEqualTo(two.state());
    assertThat(bench.simulation.await(one.ended()))
        .isInstanceOf(SessionEnd.ConnectionFailed.class)
        .isEqualTo(bench.simulation.await(two.ended()));
  }

  @Test
  void connection_thatHasEnded_isNotSharedAnyMore() {
    bound("one", "peer1");
    bench.accepted.get(0).breaksOff();
    complete("two", PLACE + "peer2;tcp");
    bench.simulation.runUntilIdle();
    assertThat(bench.accepted).hasSize(2);
  }

  @Test
  void connection_aboutToClose_isKeptForTheSessionThatComes() {
    MsrpChannel one = bound("one", "peer1");
    one.close();
    CompletionStage<MsrpChannel> two = complete("two", PLACE + "peer2;tcp");
    bench.simulation.runUntilIdle();
    RawPeer last = bench.accepted.get(bench.accepted.size() - 1);
    answer(last, last.takesFrame());
    assertThat(bench.simulation.await(two).localPath().last().sessionId()).contains("two");
  }

  @Test
  void connector_closedWhileOthersWait_leavesThemTheirConnection() {
    DirectConnector first = bench.stack.connector();
    bench.simulation.await(first.prepare());
    CompletionStage<MsrpChannel> given = first.complete(MsrpPath.parse(PLACE + "peer1;tcp"));
    CompletionStage<MsrpChannel> two = complete("two", PLACE + "peer2;tcp");
    first.close();
    answerKnock();
    assertThat(bench.simulation.await(two).localPath().last().sessionId()).contains("two");
    assertThat(Bench.failureNow(given).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
  }

  @Test
  void connector_closedWhileItAloneConnects_givesTheConnectionUp() {
    DirectConnector only = bench.stack.connector();
    bench.simulation.await(only.prepare());
    only.complete(MsrpPath.parse(PLACE + "peer1;tcp"));
    only.close();
    bench.simulation.runUntilIdle();
    assertThat(bench.accepted).allSatisfy(peer -> assertThat(peer.closed()).isPresent());
  }

  @Test
  void connect_refused_failsEveryoneWhoWaits() {
    CompletionStage<MsrpChannel> one = complete("one", "msrp://nobody.example:9/peer1;tcp");
    CompletionStage<MsrpChannel> two = complete("two", "msrp://nobody.example:9/peer2;tcp");
    MsrpSessionException.Kind failed = MsrpSessionException.Kind.CONNECTION_FAILED;
    assertThat(bench.failure(one).kind()).isEqualTo(failed);
    assertThat(bench.failure(two).kind()).isEqualTo(failed);
  }

  private CompletionStage<MsrpChannel> complete(String sessionId, String remote) {
    return complete(
        SessionOptions.DEFAULT, "msrp://stack.example:2855/" + sessionId + ";tcp", remote);
  }

  private CompletionStage<MsrpChannel> complete(
      SessionOptions options, String local, String remote) {
    DirectConnector connector = bench.stack.connector(options);
    bench.simulation.await(connector.prepare(MsrpUri.parse(local)));
    return connector.complete(MsrpPath.parse(remote));
  }

  private MsrpChannel bound(String sessionId, String peer) {
    CompletionStage<MsrpChannel> channel = complete(sessionId, PLACE + peer + ";tcp");
    answerKnock();
    return bench.simulation.await(channel);
  }

  private void answerKnock() {
    RawPeer peer = bench.accepted();
    answer(peer, peer.takesFrame());
  }

  private static void answer(RawPeer peer, RawPeer.Frame knock) {
    String id = knock.head().transactionId();
    peer.sends(
        """
        MSRP %s 200 OK
        To-Path: %s
        From-Path: %s
        -------%s$
        """
            .formatted(id, knock.head().fromPath(), knock.head().toPath(), id));
  }
}
