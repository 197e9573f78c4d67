// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;

/** RFC 4975 §7.1.1: what a sender makes of the answers to its chunks, and of their absence. */
class ResponsesTest extends SenderCase {

  @Test
  void message_answered200_isAccepted() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    answer(peer.takesFrame(), "200 OK");
    assertFate(transfer, new Delivery.Accepted(5, false));
    assertThat(transfer.progress()).isEqualTo(new Transfer.Progress(5, 5, 5));
  }

  @Test
  void message_inManyChunks_isAcceptedWhenAllAreAnswered() {
    Transfer one = sendLarge(300_000, ReportRequest.DEFAULT);
    Transfer two = sendLarge(300_000, ReportRequest.DEFAULT);
    List<RawPeer.Frame> frames = peer.takesFrames();
    List<RawPeer.Frame> chunks = chunksOf(frames, one);
    for (int i = chunks.size() - 1; i > 0; i--) {
      answer(chunks.get(i), "200 OK");
    }
    assertOpen(one);
    assertThat(one.progress().acknowledged()).isZero();
    answer(chunks.get(0), "200 OK");
    assertFate(one, new Delivery.Accepted(300_000, false));
    assertOpen(two);
    chunksOf(frames, two).forEach(frame -> answer(frame, "200 OK"));
    assertFate(two, new Delivery.Accepted(300_000, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 415, 428})
  @Conformance({"7701-6.1-03", "7701-6.2-02", "7701-6.2-03", "7701-6.3-01"})
  void message_refusedByAChatRoom_isRejectedWithItsCode(int code) {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    answer(peer.takesFrame(), Integer.toString(code));
    bench.simulation.runUntilIdle();
    Delivery fate = transfer.delivery().toCompletableFuture().join();
    assertThat(((Delivery.Rejected) fate).status().code()).isEqualTo(code);
  }

  @Test
  void message_refused_isRejectedAndTheHandlerNotTroubled() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    answer(peer.takesFrame(), "415 No");
    bench.simulation.runUntilIdle();
    Delivery fate = transfer.delivery().toCompletableFuture().join();
    assertThat(((Delivery.Rejected) fate).status().code()).isEqualTo(415);
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
    assertThat(bench.user.reports).isEmpty();
  }

  @Test
  void deliver_refused_failsAsNotDelivered() {
    CompletionStage<Delivery> delivered = session.deliver(OutgoingMessage.text("hello"));
    answer(peer.takesFrame(), "413");
    assertThat(bench.failure(delivered).kind()).isEqualTo(MsrpSessionException.Kind.NOT_DELIVERED);
  }

  @Test
  @Conformance({"4975-7.3.2-04", "4975-7.1-17", "4975-10.5-02"})
  void message_refusedInTheMiddleOfAChunk_endsItWithAbortFlag() {
    peer.stopsReading();
    Transfer transfer = sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.sends(Bench.response("tid0001", "413 Stop"));
    assertFate(transfer, new Delivery.Rejected(new org.openmsrp.domain.MsrpStatus(413, "Stop")));
    peer.readsAgain();
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.flag()).isEqualTo(ContinuationFlag.ABORTED);
    assertThat(frame.body().size()).isLessThan(1 << 20);
  }

  @Test
  void message_answered200BeforeItsEnd_isAcceptedAtItsEnd() {
    peer.stopsReading();
    Transfer transfer = sendLarge(1 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.sends(Bench.response("tid0001", "200 OK"));
    assertOpen(transfer);
    peer.readsAgain();
    assertFate(transfer, new Delivery.Accepted(1 << 20, false));
  }

  @Test
  @Conformance("4975-10.5-01")
  void message_refusedBetweenChunks_sendsNothingMoreOfIt() {
    peer.stopsReading();
    Transfer one = sendLarge(1 << 20, ReportRequest.DEFAULT);
    Transfer two = sendLarge(1 << 20, ReportRequest.DEFAULT);
    while (peer.framesSoFar().stream().noneMatch(frame -> isOf(frame, one))) {
      peer.readsOnce();
    }
    RawPeer.Frame first =
        peer.framesSoFar().stream().filter(frame -> isOf(frame, one)).findFirst().orElseThrow();
    answer(first, "413 Stop");
    peer.readsAgain();
    long after =
        chunksOf(peer.takesFrames(), one).stream()
            .filter(frame -> frame.flag() != ContinuationFlag.ABORTED)
            .count();
    assertThat(after).isLessThanOrEqualTo(2);
    assertThat(one.delivery().toCompletableFuture()).isCompleted();
    assertOpen(two);
  }

  private static boolean isOf(RawPeer.Frame frame, Transfer transfer) {
    return frame.head().headers().messageId().orElse("").equals(transfer.messageId());
  }

  @Test
  @Conformance("4975-7.1.1-07")
  void message_unansweredFor30Seconds_timesOut() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    peer.takes();
    bench.advance(Duration.ofMillis(29_900));
    assertOpen(transfer);
    bench.advance(Duration.ofMillis(100));
    assertFate(transfer, new Delivery.TimedOut());
  }

  @Test
  @Conformance("4975-7.1.1-07")
  void timer_ofALargeMessage_startsWithItsLastOctet() {
    peer.stopsReading();
    Transfer transfer = sendLarge(200_000, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    bench.advance(Duration.ofSeconds(20));
    peer.readsAgain();
    assertThat(peer.takesFrames()).hasSize(1);
    bench.advance(Duration.ofMillis(29_900));
    assertOpen(transfer);
    bench.advance(Duration.ofMillis(100));
    assertFate(transfer, new Delivery.TimedOut());
  }

  @Test
  void answer_afterTheTimeout_isToldToTheHandler() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    RawPeer.Frame frame = peer.takesFrame();
    bench.advance(Duration.ofSeconds(30));
    assertFate(transfer, new Delivery.TimedOut());
    answer(frame, "415 No");
    assertThat(bench.user.reports)
        .singleElement()
        .satisfies(report -> assertThat(report.messageId()).isEqualTo(transfer.messageId()))
        .satisfies(report -> assertThat(report.status().code()).isEqualTo(415));
  }

  @Test
  @Conformance("4975-10.4-01")
  void answer408_countsAsTimeout() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    answer(peer.takesFrame(), "408 Timeout");
    assertFate(transfer, new Delivery.TimedOut());
  }

  @Test
  @Conformance({"4975-7.1.1-08", "4975-5.3-06"})
  void message_partial_isSentWhenWrittenAndALateErrorIsTold() {
    Transfer transfer = send("hello", PARTIAL);
    peer.takes();
    assertFate(transfer, new Delivery.Sent(5));
    bench.advance(Duration.ofSeconds(60));
    assertThat(bench.user.reports).isEmpty();
    Transfer other = send("hello", PARTIAL);
    answer(peer.takesFrame(), "413 Stop");
    assertFate(other, new Delivery.Sent(5));
    assertThat(bench.user.reports)
        .singleElement()
        .satisfies(report -> assertThat(report.messageId()).isEqualTo(other.messageId()));
  }

  @Test
  void messages_partialByThousands_areNotHeldBackByMissingAnswers() {
    int many = 2 * MsrpLimits.DEFAULT.outstandingTransactions();
    for (int i = 0; i < many; i++) {
      send("x", PARTIAL);
      bench.simulation.runUntilIdle();
    }
    assertThat(peer.takesFrames()).hasSize(many);
  }

  @Test
  void messages_unansweredByThousands_areHeldBackAtTheLimit() {
    int limit = MsrpLimits.DEFAULT.outstandingTransactions();
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 0; i < limit + 10; i++) {
      transfers.add(send("x", ReportRequest.DEFAULT));
    }
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(limit);
    frames.forEach(frame -> answer(frame, "200 OK"));
    assertThat(peer.takesFrames()).hasSize(10);
    bench.advance(Duration.ofSeconds(30));
    transfers.forEach(
        transfer -> assertThat(transfer.delivery().toCompletableFuture()).isCompleted());
  }

  @Test
  void message_withoutReports_isSentWhenWritten() {
    Transfer transfer = send("hello", SILENT);
    assertThat(peer.takes()).contains("Failure-Report: no\n");
    assertFate(transfer, new Delivery.Sent(5));
  }

  @Test
  @Conformance("4975-10.8-01")
  void answer481_endsTheSession() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    answer(peer.takesFrame(), "481 Gone");
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture().join())
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(session.state()).isInstanceOf(SessionState.Closed.class);
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.Refused.class);
    assertThatThrownBy(() -> session.send("more")).isInstanceOf(MsrpSessionException.class);
  }

  @Test
  @Conformance("4975-10.10-01")
  void answer506ToAMessageAlreadySettled_endsTheSession() {
    send("hello", PARTIAL);
    answer(peer.takesFrame(), "506 In use");
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.Refused.class);
  }

  @Test
  void answer_malformedForAKnownTransaction_counts() {
    Transfer transfer = send("hello", ReportRequest.DEFAULT);
    String id = peer.takesFrame().head().transactionId();
    peer.sends("MSRP " + id + " 415 No\nTo-Path: garbage\n-------" + id + "$\n");
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture().join())
        .isInstanceOf(Delivery.Rejected.class);
  }
}
