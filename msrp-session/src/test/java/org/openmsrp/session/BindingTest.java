// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** RFC 4975 §5.4: the first SEND binds a connection to a session. */
class BindingTest {

  private final Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Nested
  class Active {

    @Test
    @Conformance({
      "4975-5.4-04",
      "4975-5.4-05",
      "4975-7.1-03",
      "4975-7.1-10",
      "4975-7.1-11",
      "4975-7.1.1-24",
      "4975-5.2-01",
      "6135-4.2.2-09"
    })
    void complete_connected_sendsEmptySendAtOnce() {
      bench.connector().complete(Bench.REMOTE_PATH);
      assertThat(bench.accepted().takes())
          .isEqualTo(
              """
              MSRP tid0001 SEND
              To-Path: msrp://raw.example:7777/rawsession;tcp
              From-Path: msrp://stack.example:2855/stacksession;tcp
              Message-ID: mid0001
              Byte-Range: 1-0/0
              -------tid0001$
              """);
    }

    @Test
    @Conformance("4975-10.1-01")
    void complete_answered200_givesChannel() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().sends(Bench.response("tid0001", "200 OK"));
      MsrpChannel bound = bench.simulation.await(channel);
      assertThat(bound.localPath()).isEqualTo(Bench.LOCAL_PATH);
      assertThat(bound.remotePath()).isEqualTo(Bench.REMOTE_PATH);
    }

    @Test
    @Conformance("4975-7.2-09")
    void complete_answered200WithoutComment_givesChannel() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().sends(Bench.response("tid0001", "200"));
      assertThat(bench.simulation.await(channel)).isNotNull();
    }

    @Test
    void complete_refused_failsWithStatusAndClosesConnection() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().sends(Bench.response("tid0001", "481 Gone"));
      MsrpSessionException failure = bench.failure(channel);
      assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.BINDING_REFUSED);
      assertThat(failure.status().orElseThrow().code()).isEqualTo(481);
      assertThat(bench.accepted().closed()).contains(new CloseReason.PeerClose());
    }

    @Test
    void complete_unanswered_timesOutInPhaseBind() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      bench.advance(Duration.ofSeconds(29));
      assertThat(channel.toCompletableFuture()).isNotDone();
      bench.advance(Duration.ofSeconds(1));
      assertThat(bench.failure(channel))
          .isInstanceOfSatisfying(
              MsrpTimeoutException.class,
              timeout -> assertThat(timeout.phase()).isEqualTo(MsrpTimeoutException.Phase.BIND));
      assertThat(peer.closed()).isPresent();
    }

    @Test
    void complete_nobodyListens_failsAsConnectionFailed() {
      DirectConnector connector = bench.stack.connector();
      bench.simulation.await(connector.prepare());
      MsrpSessionException failure = bench.failure(connector.complete(Bench.REMOTE_PATH));
      assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
      assertThat(failure).hasCauseInstanceOf(TransportException.class);
    }

    @Test
    void complete_peerClosesWhileBinding_failsAsConnectionFailed() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().closes();
      assertThat(bench.failure(channel).kind())
          .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    }

    @Test
    void complete_peerBreaksOffWhileBinding_failsAsConnectionFailed() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().breaksOff();
      assertThat(bench.failure(channel).kind())
          .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    }

    @Test
    void complete_peerClosesBeforeBindingIsWritten_failsAtOnceAsConnectionFailed() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.simulation.runUntil(
          () -> !bench.accepted.isEmpty() && bench.accepted.get(0).connected());
      RawPeer peer = bench.accepted.get(0);
      peer.stopsReading();
      peer.closes();
      assertThat(bench.failure(channel).kind())
          .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    }

    @Test
    void complete_peerTalksNonsense_failsAsConnectionFailed() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      bench.accepted().sends("HTTP/1.1 400 Bad Request\n\n");
      assertThat(bench.failure(channel).kind())
          .isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    }

    @Test
    void complete_transportUnknown_failsAsNoTransport() {
      DirectConnector connector = bench.stack.connector();
      bench.simulation.await(connector.prepare());
      MsrpPath elsewhere = MsrpPath.parse("msrp://raw.example:7777/x;sctp");
      CompletionStage<MsrpChannel> channel = connector.complete(elsewhere);
      assertThat(bench.failure(channel).kind()).isEqualTo(MsrpSessionException.Kind.NO_TRANSPORT);
    }

    @Test
    void knock_ofPeerThatAlsoBelievesActive_isAnsweredAndBindingGoesOn() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      peer.takes();
      peer.sends(Bench.knock("peer0001"));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      assertThat(channel.toCompletableFuture()).isNotDone();
      peer.sends(Bench.response("tid0001", "200 OK"));
      assertThat(bench.simulation.await(channel)).isNotNull();
    }

    @Test
    void message_ofPeerWhileBinding_isAnsweredOnceAndDelivered() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      peer.takes();
      peer.sends(Bench.text("peer0001", "m001", "early"));
      peer.sends(Bench.response("tid0001", "200 OK"));
      bench.session(bench.simulation.await(channel));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      assertThat(bench.user.texts).containsExactly("early");
    }

    @Test
    void nickname_ofPeerWhileBinding_isLeftToTheSession() {
      CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      peer.takes();
      peer.sends(
          """
          MSRP peer0001 NICKNAME
          To-Path: %s
          From-Path: %s
          Use-Nickname: "ann"
          -------peer0001$
          """
              .formatted(Bench.LOCAL, Bench.REMOTE));
      assertThat(peer.takes()).isEmpty();
      peer.sends(Bench.response("tid0001", "200 OK"));
      bench.session(bench.simulation.await(channel));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      assertThat(bench.user.nicknames).hasSize(1);
    }
  }

  @Nested
  class Passive {

    @Test
    @Conformance({
      "4975-5.4-06",
      "4975-5.4-12",
      "4975-7.2-03",
      "4975-7.2-06",
      "4975-7.2-07",
      "6135-6-01",
      "6714-4.2-11"
    })
    void knock_afterComplete_isAnsweredAndGivesChannel() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001"));
      assertThat(peer.takes())
          .isEqualTo(
              """
              MSRP bind0001 200 OK
              To-Path: msrp://raw.example:7777/rawsession;tcp
              From-Path: msrp://stack.example:2855/stacksession;tcp
              -------bind0001$
              """);
      assertThat(bench.simulation.await(channel).remotePath()).isEqualTo(Bench.REMOTE_PATH);
    }

    @Test
    @Conformance("4975-5.4-11")
    void connection_withoutRequest_bindsNothing() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      bench.advance(Duration.ofSeconds(10));
      assertThat(channel.toCompletableFuture()).isNotDone();
      assertThat(peer.takes()).isEmpty();
    }

    @Test
    void connection_silentTooLong_isClosedAndCompleteTimesOutInPhaseIncoming() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      bench.advance(Duration.ofSeconds(30));
      peer.readsAgain();
      assertThat(peer.closed()).isPresent();
      assertThat(bench.failure(channel))
          .isInstanceOfSatisfying(
              MsrpTimeoutException.class,
              timeout ->
                  assertThat(timeout.phase()).isEqualTo(MsrpTimeoutException.Phase.INCOMING));
    }

    @Test
    void knock_beforeComplete_waitsForIt() {
      DirectAcceptor acceptor = bench.acceptor();
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001"));
      assertThat(peer.takes()).isEmpty();
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      assertThat(bench.simulation.await(channel).remotePath()).isEqualTo(Bench.REMOTE_PATH);
      assertThat(peer.takesFrame().code()).isEqualTo(200);
    }

    @Test
    void knock_neverCompleted_isRefused481AfterBindTimeout() {
      bench.acceptor();
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001"));
      bench.advance(Duration.ofSeconds(29));
      assertThat(peer.takes()).isEmpty();
      bench.advance(Duration.ofSeconds(1));
      assertThat(peer.takesFrame().code()).isEqualTo(481);
      assertThat(peer.closed()).contains(new CloseReason.PeerClose());
    }

    @Test
    void knock_completedForAnotherPeer_isRefusedAndTheRightOneStillBinds() {
      DirectAcceptor acceptor = bench.acceptor();
      RawPeer stranger = bench.connect();
      stranger.sends(Bench.knock("bind0001").replace("/rawsession", "/foreign"));
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      assertThat(stranger.takesFrame().code()).isEqualTo(481);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0002"));
      assertThat(bench.simulation.await(channel)).isNotNull();
    }

    @Test
    void knock_goneBeforeComplete_leavesRoomForTheNext() {
      DirectAcceptor acceptor = bench.acceptor();
      RawPeer first = bench.connect();
      first.sends(Bench.knock("bind0001"));
      first.breaksOff();
      RawPeer second = bench.connect();
      second.sends(Bench.knock("bind0002"));
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      assertThat(bench.simulation.await(channel)).isNotNull();
      assertThat(second.takesFrame().code()).isEqualTo(200);
    }

    @Test
    void knock_ofForeignFromPath_isRefused481() {
      bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001").replace("/rawsession", "/foreign"));
      assertThat(peer.takesFrame().code()).isEqualTo(481);
    }

    @Test
    void knock_ofAnyPeer_takesThePathFromIt() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().completeWithAnyPeer();
      bench.connect().sends(Bench.knock("bind0001"));
      assertThat(bench.simulation.await(channel).remotePath()).isEqualTo(Bench.REMOTE_PATH);
    }

    @Test
    @Conformance("4975-5.4-13")
    void knock_ofUnknownSession_isRefused481AndConnectionGoesOn() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001").replace("/stacksession", "/unknown"));
      assertThat(peer.takes()).startsWith("MSRP bind0001 481 ");
      peer.sends(Bench.knock("bind0002"));
      assertThat(bench.simulation.await(channel)).isNotNull();
    }

    @Test
    void knock_ofUnknownSessionWithoutFailureReport_isNotAnswered() {
      bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(
          Bench.knock("bind0001")
              .replace("/stacksession", "/unknown")
              .replace("Byte-Range", "Failure-Report: no\nByte-Range"));
      assertThat(peer.takes()).isEmpty();
    }

    @Test
    void knock_withTwoToUris_isRefused400() {
      bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001").replace("To-Path: ", "To-Path: msrp://x.example:1;tcp "));
      assertThat(peer.takesFrame().code()).isEqualTo(400);
    }

    @Test
    void knock_byAnotherMethod_isRefused481AndBindsNothing() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001").replace(" SEND", " NICKNAME"));
      assertThat(peer.takesFrame().code()).isEqualTo(481);
      assertThat(channel.toCompletableFuture()).isNotDone();
    }

    @Test
    void report_asFirstRequest_isNotAnsweredAndBindsNothing() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.report("rep0001", "mid0001", "1-1/1", "000 200 OK"));
      assertThat(peer.takes()).isEmpty();
      assertThat(channel.toCompletableFuture()).isNotDone();
    }

    @Test
    @Conformance("4975-5.4-05")
    void message_asFirstRequest_bindsAndIsDeliveredAndAnsweredOnce() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.text("bind0001", "m001", "hello"));
      bench.session(bench.simulation.await(channel));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      assertThat(bench.user.texts).containsExactly("hello");
    }

    @Test
    void message_asFirstRequestBeforeComplete_isDeliveredAndAnsweredOnce() {
      DirectAcceptor acceptor = bench.acceptor();
      RawPeer peer = bench.connect();
      peer.sends(Bench.text("bind0001", "m001", "hello"));
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      bench.session(bench.simulation.await(channel));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      assertThat(bench.user.texts).containsExactly("hello");
    }

    @Test
    void message_asFirstRequestOfUnwantedType_isReportedSinceItWasAnswered() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.text("bind0001", "m001", "hello"));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
      bench.session(bench.simulation.await(channel), "image/png");
      RawPeer.Frame report = peer.takesFrame();
      assertThat(report.request().method()).hasToString("REPORT");
      assertThat(report.head().headers().status().orElseThrow().status().code()).isEqualTo(415);
      assertThat(bench.user.messages).isEmpty();
    }

    @Test
    void message_asFirstRequestReadByChannelUser_isNotAnsweredTwice() {
      CompletionStage<MsrpChannel> channel = bench.acceptor().complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.text("bind0001", "m001", "hello"));
      MsrpChannel bound = bench.simulation.await(channel);
      peer.takes();
      ReceivedChunk chunk = bench.simulation.await(bound.read());
      bench.simulation.await(
          bound.respond(
              (org.openmsrp.domain.message.MsrpRequest) chunk.chunk(),
              org.openmsrp.domain.MsrpStatus.OK));
      assertThat(peer.takes()).isEmpty();
    }

    @Test
    @Conformance("4975-5.4-14")
    void knock_ofSessionBoundElsewhere_isRefused506AndFirstGoesOn() {
      MsrpServer server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
      Expectation expected =
          server.expect(SessionOptions.DEFAULT, Bench.LOCAL_PATH.last().sessionId());
      CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
      RawPeer first = bench.connect();
      first.sends(Bench.knock("bind0001"));
      bench.session(bench.simulation.await(channel));
      RawPeer second = bench.connect();
      second.sends(Bench.knock("bind0002"));
      assertThat(second.takesFrame().code()).isEqualTo(506);
      first.takes();
      first.sends(Bench.text("tr01", "m001", "still here"));
      assertThat(first.takesFrame().code()).isEqualTo(200);
      assertThat(bench.user.texts).containsExactly("still here");
    }
  }
}
