// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** Whatever happens, the sender learns the fate of each message: cancel, loss, limits, end. */
class FateTest extends SenderCase {

  private static final MsrpLimits SMALL_QUEUE =
      MsrpLimits.builder().outboundOctets(1_000).outboundMessages(5).build();

  private void restart(Bench other) {
    bench.close();
    bench = other;
    bind();
  }

  // ---- cancel ----

  @Test
  void cancel_beforeAnyOctet_sendsNothing() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    transfer.cancel();
    assertThat(fate(transfer)).isEqualTo(new Delivery.Aborted("cancelled"));
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance("4975-7.1-17")
  void cancel_inTheMiddleOfAChunk_endsItWithAbortFlag() {
    peer.stopsReading();
    Transfer transfer = send("x".repeat(10 << 20), ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    transfer.cancel();
    transfer.cancel();
    assertThat(fate(transfer)).isEqualTo(new Delivery.Aborted("cancelled"));
    peer.readsAgain();
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.flag()).isEqualTo(ContinuationFlag.ABORTED);
    assertThat(transfer.progress().sent()).isEqualTo(frame.body().size()).isLessThan(10 << 20);
  }

  @Test
  void cancel_betweenChunks_sendsAnEmptyChunkWithAbortFlag() {
    peer.stopsReading();
    Transfer one = send("x".repeat(4 << 20), ReportRequest.DEFAULT);
    Transfer two = send("y".repeat(4 << 20), ReportRequest.DEFAULT);
    while (peer.frameCount() < 2) {
      peer.readsOnce();
    }
    one.cancel();
    bench.simulation.runUntilIdle();
    two.cancel();
    peer.readsAgain();
    List<RawPeer.Frame> frames = peer.takesFrames();
    for (Transfer transfer : List.of(one, two)) {
      List<RawPeer.Frame> chunks =
          frames.stream()
              .filter(
                  frame ->
                      frame.head().headers().messageId().orElse("").equals(transfer.messageId()))
              .toList();
      assertThat(chunks.get(chunks.size() - 1).flag()).isEqualTo(ContinuationFlag.ABORTED);
      assertThat(fate(transfer)).isEqualTo(new Delivery.Aborted("cancelled"));
    }
  }

  @Test
  void cancel_whenEverythingIsSent_changesNothing() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    transfer.cancel();
    answerAll();
    assertThat(fate(transfer)).isEqualTo(new Delivery.Accepted(5, false));
  }

  @Test
  void cancel_ofTheLastMessageOfAClosingSession_letsItEnd() {
    restart(new Bench(builder -> builder.blockingExecutor(task -> {})));
    Transfer file =
        session.send(
            new OutgoingFile(
                NeverReady::new,
                5,
                MediaType.OCTET_STREAM,
                0,
                java.util.Optional.empty(),
                ReportRequest.DEFAULT,
                List.of()));
    CompletionStage<SessionEnd> ended = session.shutdown(Duration.ofSeconds(30));
    file.cancel();
    bench.simulation.runUntilIdle();
    assertThat(ended.toCompletableFuture()).isCompletedWithValue(new SessionEnd.ClosedLocally());
  }

  // ---- loss ----

  @Test
  @Conformance("4975-5.4-15")
  void connection_brokenInEveryPhaseOfAMessage_isItsFate() {
    Transfer accepted = send("done", ReportRequest.DEFAULT);
    answerAll();
    Transfer unanswered = send("hello", ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.stopsReading();
    Transfer halfway = send("x".repeat(10 << 20), ReportRequest.CONFIRMED);
    bench.simulation.runUntilIdle();
    Transfer queued = send("more", ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.breaksOff();
    assertThat(fate(accepted)).isEqualTo(new Delivery.Accepted(4, false));
    for (Transfer lost : List.of(unanswered, halfway, queued)) {
      assertThat(fate(lost))
          .isInstanceOfSatisfying(
              Delivery.ConnectionLost.class,
              loss -> assertThat(loss.reason()).isInstanceOf(SessionEnd.ConnectionFailed.class));
    }
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ConnectionFailed.class);
    assertThat(session.state()).isInstanceOf(SessionState.Closed.class);
  }

  @Test
  void send_afterTheConnectionBroke_failsAtOnce() {
    peer.breaksOff();
    assertThatThrownBy(() -> session.send("hello"))
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.CLOSED));
  }

  @Test
  void send_racingWithTheEndOfTheConnection_isLost() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    peer.breaksOff();
    assertThat(fate(transfer)).isInstanceOf(Delivery.ConnectionLost.class);
  }

  @Test
  void chunk_ofTheUser_failsTypedWhenTheConnectionBreaks() {
    MsrpRequest chunk =
        MsrpRequest.builder(
                org.openmsrp.domain.message.MsrpMethod.SEND,
                "user0001",
                session.remotePath(),
                session.localPath())
            .build();
    CompletionStage<TransactionResult> result = session.send(chunk);
    bench.simulation.runUntilIdle();
    peer.breaksOff();
    assertThat(bench.failure(result).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
  }

  @Test
  void peer_thatReadsNothing_breaksTheConnectionAfterWriteStall() {
    peer.stopsReading();
    Transfer transfer = send("x".repeat(10 << 20), ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.readsOnce();
    bench.advance(Duration.ofSeconds(36));
    assertThat(fate(transfer)).isInstanceOf(Delivery.ConnectionLost.class);
    assertThat(bench.user.ends)
        .singleElement()
        .isInstanceOfSatisfying(
            SessionEnd.ConnectionFailed.class,
            end ->
                assertThat(end.cause().kind())
                    .isEqualTo(org.openmsrp.domain.port.transport.TransportException.Kind.TIMEOUT));
  }

  @Test
  void peer_thatReadsALittleNowAndThen_keepsTheConnection() {
    Bench slow = new Bench();
    slow.simulation.network().conditions(NetworkConditions.PERFECT.withBuffer(500));
    restart(slow);
    peer.stopsReading();
    Transfer transfer = send("x".repeat(10_000), ReportRequest.DEFAULT);
    for (int i = 0; i < 20; i++) {
      bench.advance(Duration.ofSeconds(25));
      assertThat(peer.openBody()).as("after read %d", i).isLessThan(10_000);
      peer.readsOnce();
    }
    peer.readsAgain();
    answerAll();
    assertThat(fate(transfer)).isEqualTo(new Delivery.Accepted(10_000, false));
    assertThat(bench.user.ends).isEmpty();
  }

  @Test
  void abort_thatNobodyAnswers_keepsNobodyWaiting() {
    MsrpLimits one = MsrpLimits.builder().outstandingTransactions(1).build();
    bench.close();
    bench = new Bench(builder -> builder.limits(one));
    Bench.Bound bound =
        bench.passive(SessionOptions.DEFAULT.withChunkPolicy(new ChunkPolicy(2_048)));
    peer = bound.peer();
    session = bench.session(bound.channel());
    Transfer lost = send("x".repeat(5_000), ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().flag()).isEqualTo(ContinuationFlag.MORE);
    bench.advance(Duration.ofSeconds(30));
    assertThat(fate(lost)).isEqualTo(new Delivery.TimedOut());
    assertThat(peer.takesFrame().flag()).isEqualTo(ContinuationFlag.ABORTED);
    send("next", ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().text()).isEqualTo("next");
  }

  @Test
  void abort_inTheMiddleOfAChunkThatNobodyAnswers_keepsNobodyWaiting() {
    restart(
        new Bench(
            builder -> builder.limits(MsrpLimits.builder().outstandingTransactions(1).build())));
    peer.stopsReading();
    Transfer cancelled = send("x".repeat(200_000), ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    cancelled.cancel();
    send("next", ReportRequest.DEFAULT);
    peer.readsAgain();
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.ABORTED);
    bench.advance(Duration.ofSeconds(31));
    assertThat(cancelled.progress().acknowledged()).isZero();
  }

  // ---- limits ----

  @Test
  void send_beyondTheNumberOfMessages_failsAsQueueFull() {
    restart(new Bench(builder -> builder.limits(SMALL_QUEUE)));
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < SMALL_QUEUE.outboundMessages(); i++) {
      transfers.add(send("x", ReportRequest.DEFAULT));
    }
    assertQueueFull(() -> send("x", ReportRequest.DEFAULT));
    answerAll();
    transfers.forEach(this::fate);
    assertThat(send("x", ReportRequest.DEFAULT)).isNotNull();
  }

  @Test
  void send_beyondTheOctets_failsAsQueueFullButOneMessageAlwaysFits() {
    restart(new Bench(builder -> builder.limits(SMALL_QUEUE)));
    Transfer large = send("x".repeat(5_000), ReportRequest.DEFAULT);
    assertQueueFull(() -> send("x", ReportRequest.DEFAULT));
    answerAll();
    assertThat(fate(large)).isEqualTo(new Delivery.Accepted(5_000, false));
    assertThat(send("x", ReportRequest.DEFAULT)).isNotNull();
  }

  @Test
  void sendChunk_beyondTheNumberOfMessages_failsAsQueueFull() {
    restart(new Bench(builder -> builder.limits(SMALL_QUEUE)));
    for (int i = 0; i < SMALL_QUEUE.outboundMessages(); i++) {
      session.nickname(new Nickname("ann" + i));
    }
    assertQueueFull(() -> session.nickname(new Nickname("more")));
    answerAll();
    assertThat(session.nickname(new Nickname("more"))).isNotNull();
  }

  private static void assertQueueFull(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.QUEUE_FULL));
  }

  // ---- end of session ----

  @Test
  void close_withMessagesQueued_losesNothing() {
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      transfers.add(send("message " + i, ReportRequest.DEFAULT));
    }
    session.close();
    assertThat(session.state()).isInstanceOf(SessionState.Closing.class);
    assertThatThrownBy(() -> session.send("more")).isInstanceOf(MsrpSessionException.class);
    assertThat(peer.framesSoFarAfter(bench.simulation)).hasSize(50);
    assertThat(peer.closed()).isEmpty();
    answerAll();
    transfers.forEach(transfer -> assertThat(fate(transfer)).isInstanceOf(Delivery.Accepted.class));
    assertThat(peer.closed()).isPresent();
    assertThat(bench.user.ends).containsExactly(new SessionEnd.ClosedLocally());
  }

  @Test
  void close_withAnUnansweredNickname_waitsForTheAnswer() {
    CompletionStage<org.openmsrp.domain.MsrpStatus> answer = session.nickname(new Nickname("ann"));
    session.close();
    answerAll();
    assertThat(bench.simulation.await(answer).code()).isEqualTo(200);
    assertThat(bench.user.ends).containsExactly(new SessionEnd.ClosedLocally());
  }

  @Test
  void shutdown_unfinishedInTime_losesTheRestAndSaysSo() {
    peer.stopsReading();
    Transfer transfer = send("x".repeat(10 << 20), ReportRequest.DEFAULT);
    CompletionStage<SessionEnd> ended = session.shutdown(Duration.ofSeconds(5));
    bench.advance(Duration.ofSeconds(5));
    assertThat(ended.toCompletableFuture()).isCompletedWithValue(new SessionEnd.ClosedLocally());
    assertThat(fate(transfer))
        .isEqualTo(new Delivery.ConnectionLost(new SessionEnd.ClosedLocally()));
  }

  @Test
  void shutdown_ofAnIdleSession_isDoneAtOnce() {
    CompletionStage<SessionEnd> ended = session.shutdown(Duration.ofSeconds(5));
    bench.simulation.runUntilIdle();
    assertThat(ended.toCompletableFuture()).isCompleted();
    session.close();
    session.close();
    assertThat(bench.user.ends).hasSize(1);
  }

  @Test
  void fate_ofTheLastMessage_isToldBeforeTheEndOfTheSession() {
    List<String> order = new ArrayList<>();
    Transfer transfer = send("hello", new ReportRequest(SuccessReport.NO, FailureReport.NO));
    var unused = transfer.delivery().thenAccept(done -> order.add("fate"));
    var unused2 = session.ended().thenAccept(done -> order.add("end"));
    session.close();
    bench.simulation.runUntilIdle();
    assertThat(order).containsExactly("fate", "end");
  }

  // ---- news behind the fate ----

  private List<RawPeer.Frame> sendInSmallChunks(int octets) {
    bench.close();
    bench = new Bench();
    SessionOptions small =
        SessionOptions.DEFAULT.toBuilder().chunkPolicy(ChunkPolicy.CONSERVATIVE).build();
    Bench.Bound bound = bench.passive(small);
    peer = bound.peer();
    session = bench.session(bound.channel());
    session.send("x".repeat(octets));
    bench.simulation.runUntilIdle();
    return peer.takesFrames();
  }

  @Test
  void refusal_ofEachChunkUnderWay_isToldOnce() {
    List<RawPeer.Frame> chunks = sendInSmallChunks(50_000);
    assertThat(chunks).hasSizeGreaterThan(20);

    chunks.forEach(chunk -> answer(chunk, "413 No more"));
    bench.simulation.runUntilIdle();

    assertThat(bench.user.reports).isEmpty();
  }

  @Test
  void answers_behindTheTimeout_areToldOnceForEachKind() {
    List<RawPeer.Frame> chunks = sendInSmallChunks(50_000);
    bench.advance(Duration.ofSeconds(40));

    for (int i = 0; i < chunks.size(); i++) {
      answer(chunks.get(i), i % 2 == 0 ? "200 OK" : "413 No more");
    }
    bench.simulation.runUntilIdle();

    assertThat(bench.user.reports)
        .extracting(report -> report.status().code())
        .containsExactly(200, 413);
  }
}
