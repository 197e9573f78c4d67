// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;

/** RFC 4975 §7.1 and §7.1.1: what a sender puts on the wire, and what it makes of the answers. */
class SendingTest {

  private static final ReportRequest PARTIAL =
      new ReportRequest(SuccessReport.NO, FailureReport.PARTIAL);
  private static final ReportRequest SILENT = new ReportRequest(SuccessReport.NO, FailureReport.NO);
  private static final ReportRequest ONLY_SUCCESS =
      new ReportRequest(SuccessReport.YES, FailureReport.NO);

  private final Bench bench = new Bench();
  private RawPeer peer;
  private MsrpSession session;

  @BeforeEach
  void bind() {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = bench.session(bound.channel());
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private Transfer send(String text, ReportRequest reports) {
    return session.send(OutgoingMessage.text(text).withReports(reports));
  }

  private Transfer sendLarge(int octets, ReportRequest reports) {
    return send("x".repeat(octets), reports);
  }

  private void answer(RawPeer.Frame frame, String status) {
    peer.sends(Bench.response(frame.head().transactionId(), status));
  }

  private void assertFate(Transfer transfer, Delivery fate) {
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture()).isCompletedWithValue(fate);
  }

  private void assertOpen(Transfer transfer) {
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
  }

  // ---- chunks ----

  @Test
  @Conformance({
    "4975-7.1-05",
    "4975-7.1-06",
    "4975-7.1-07",
    "4975-7.1-14",
    "4975-7.1-15",
    "4975-7.1-16",
    "4975-7.1.1-15",
    "4975-7.1.1-17",
    "4975-7.1.1-18",
    "4975-7.1.1-20",
    "4975-5.2-01"
  })
  void text_small_isOneChunkWithKnownRange() {
    session.send("hällo");
    assertThat(peer.takes())
        .isEqualTo(
            """
            MSRP tid0001 SEND
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Message-ID: mid0001
            Byte-Range: 1-6/6
            Content-Type: text/plain

            hällo
            -------tid0001$
            """);
  }

  @Test
  @Conformance({"4975-7.1.1-03", "4975-7.1-06"})
  void message_withReportsAndHeaders_writesThemBeforeContentType() {
    session.send(
        OutgoingMessage.text("x")
            .withReports(new ReportRequest(SuccessReport.YES, FailureReport.PARTIAL))
            .withMessageId("given001")
            .withHeader(Header.of(HeaderName.CONTENT_ID, "<a@b>")));
    assertThat(peer.takes())
        .contains("Message-ID: given001\n", "Success-Report: yes\n", "Failure-Report: partial\n")
        .contains("Content-ID: <a@b>\nContent-Type: text/plain\n\nx\n");
  }

  @Test
  @Conformance({"4975-7.1.1-35", "4975-14.3-02"})
  void message_withAHeaderOfTheSessionsOwn_isNotBuilt() {
    for (Header<?> header :
        List.of(
            Header.of(HeaderName.MESSAGE_ID, "given001"),
            Header.of(HeaderName.BYTE_RANGE, org.openmsrp.domain.header.ByteRange.NOTHING),
            Header.of(HeaderName.extension("content-transfer-encoding"), "base64"))) {
      assertThatThrownBy(() -> OutgoingMessage.text("x").withHeader(header))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void text_empty_hasContentTypeAndEmptyBody() {
    session.send("");
    assertThat(peer.takes())
        .contains("Byte-Range: 1-0/0\nContent-Type: text/plain\n\n\n-------tid0001$\n");
  }

  @Test
  @Conformance({"4975-7.1.1-19", "4975-7.1.1-25"})
  void message_of2048Octets_hasAKnownEndAndOf2049AStar() {
    sendLarge(2048, ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().range()).contains("1-2048/2048");
    sendLarge(2049, ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().range()).contains("1-*/2049");
  }

  @Test
  @Conformance("4975-7.1.1-26")
  void message_ofAMebibyteOnAnIdleConnection_isOneChunk() {
    sendLarge(1 << 20, ReportRequest.DEFAULT);
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.body().size()).isEqualTo(1 << 20);
    assertThat(frame.flag()).isEqualTo(ContinuationFlag.COMPLETE);
  }

  @Test
  @Conformance({
    "4975-7.1.1-02",
    "4975-7.1.1-04",
    "4975-7.1.1-16",
    "4975-7.1.1-22",
    "4975-7.1.1-30",
    "4975-7.1-01",
    "4975-7.1-18",
    "4975-5.1-05",
    "4975-5.1-01",
    "4975-7.1.1-32"
  })
  void messages_twoLarge_alternateInChunksOfOneIdEach() {
    Transfer one = sendLarge(1 << 20, ReportRequest.CONFIRMED);
    Transfer two = sendLarge(1 << 20, ReportRequest.CONFIRMED);
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSizeGreaterThan(4);
    Set<String> transactions = new HashSet<>();
    for (Transfer transfer : List.of(one, two)) {
      long next = 1;
      for (RawPeer.Frame frame : chunksOf(frames, transfer)) {
        assertThat(frame.range()).contains(next + "-*/" + (1 << 20));
        assertThat(frame.head().headers().successReport()).isEqualTo(SuccessReport.YES);
        assertThat(frame.head().headers().contentType()).contains(MediaType.TEXT_PLAIN);
        assertThat(transactions.add(frame.head().transactionId())).isTrue();
        next += frame.body().size();
        boolean last = next == (1 << 20) + 1;
        assertThat(frame.flag())
            .isEqualTo(last ? ContinuationFlag.COMPLETE : ContinuationFlag.MORE);
      }
      assertThat(next).isEqualTo((1 << 20) + 1);
    }
    String turns =
        frames.stream()
            .map(frame -> frame.head().headers().messageId().orElseThrow())
            .map(id -> id.equals(one.messageId()) ? "1" : "2")
            .collect(Collectors.joining());
    assertThat(turns).startsWith("121212");
  }

  private static List<RawPeer.Frame> chunksOf(List<RawPeer.Frame> frames, Transfer transfer) {
    return frames.stream()
        .filter(frame -> frame.head().headers().messageId().orElse("").equals(transfer.messageId()))
        .toList();
  }

  @Test
  @Conformance({"4975-7.1.1-29", "4975-5.1-01"})
  void message_small_overtakesALargeOneAfterOneQuantumAtMost() {
    peer.stopsReading();
    sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    int before = peer.octets();
    session.send("small");
    while (peer.frameCount() < 2) {
      peer.readsOnce();
    }
    List<RawPeer.Frame> frames = peer.framesSoFar();
    assertThat(frames.get(1).text()).isEqualTo("small");
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(frames.get(0).body().size()).isBetween(2_048, OutboundScheduler.QUANTUM + before);
    peer.readsAgain();
  }

  @Test
  @Conformance({"4975-7.1.1-31", "4975-5.1-01"})
  void answer_whileALargeMessageRuns_interruptsIt() {
    peer.stopsReading();
    sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.sends(Bench.text("peer0001", "m001", "hello"));
    while (peer.frameCount() < 2) {
      peer.readsOnce();
    }
    assertThat(peer.framesSoFar().get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(peer.framesSoFar().get(1).code()).isEqualTo(200);
    peer.readsAgain();
  }

  @Test
  @Conformance({"4975-7.1-19", "4975-7.1-20", "4975-7.1-21"})
  void body_withTheChunksOwnEndLine_goesOnUnderAnotherId() {
    String body = "before\r\n-------tid0001$\r\nafter";
    Transfer transfer = session.send(OutgoingMessage.text(body));
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).text() + frames.get(1).text()).isEqualTo(body);
    assertThat(frames.get(0).text()).doesNotContain("-------tid0001");
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(frames.get(1).range())
        .contains(
            "%d-%d/%d".formatted(frames.get(0).body().size() + 1, body.length(), body.length()));
    frames.forEach(frame -> answer(frame, "200 OK"));
    assertFate(transfer, new Delivery.Accepted(body.length(), false));
  }

  @Test
  @Conformance({"4975-7.1.1-09", "4975-7.2-09"})
  void messages_withoutAnswersYet_areAllSent() {
    for (int i = 0; i < 10; i++) {
      session.send("message " + i);
    }
    assertThat(peer.takesFrames()).hasSize(10);
  }

  // ---- answers ----

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

  // ---- success reports ----

  @Test
  @Conformance({"4975-7.3.2-01", "4975-7.3.2-02"})
  void reports_forTheWholeMessage_meanDelivered() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    assertOpen(transfer);
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 200 OK"));
    assertFate(transfer, new Delivery.Delivered(5));
    assertThat(bench.user.reports).hasSize(1);
  }

  @Test
  @Conformance({"4975-7.1.3-03", "4975-7.1.1-33"})
  void reports_inPiecesOutOfOrder_areMerged() {
    Transfer transfer = sendLarge(100, ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    peer.sends(Bench.report("rep0001", transfer.messageId(), "51-100/100", "000 200 OK"));
    assertThat(transfer.progress().acknowledged()).isZero();
    peer.sends(Bench.report("rep0002", transfer.messageId(), "1-20/100", "000 200 OK"));
    assertThat(transfer.progress().acknowledged()).isEqualTo(20);
    assertOpen(transfer);
    peer.sends(Bench.report("rep0003", transfer.messageId(), "11-60/100", "000 200 OK"));
    assertFate(transfer, new Delivery.Delivered(100));
  }

  @Test
  void report_beforeTheResponse_isEnough() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    peer.takes();
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 200 OK"));
    assertFate(transfer, new Delivery.Delivered(5));
  }

  @Test
  void report_withoutByteRange_coversAll() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    peer.takes();
    String report = Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 200 OK");
    peer.sends(report.replace("Byte-Range: 1-5/5\n", ""));
    assertFate(transfer, new Delivery.Delivered(5));
  }

  @Test
  @Conformance({"4975-7.1.1-05", "4975-5.3-02"})
  void reports_missing_areToldOnceTheirTimeIsOver() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    bench.advance(Duration.ofSeconds(29));
    assertOpen(transfer);
    bench.advance(Duration.ofSeconds(1));
    assertFate(transfer, new Delivery.Accepted(5, true));
  }

  @Test
  void report_afterItsTimeIsOver_isToldToTheHandler() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    bench.advance(Duration.ofSeconds(30));
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 200 OK"));
    assertThat(bench.user.reports).hasSize(1);
  }

  @Test
  @Conformance("4975-7.1.1-06")
  void reports_missingWhenTheSessionEnds_areToldInTheFate() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    peer.closes();
    assertFate(transfer, new Delivery.Accepted(5, true));
  }

  @Test
  void message_thatAsksForSuccessOnly_isDeliveredOrSent() {
    Transfer confirmed = send("hello", ONLY_SUCCESS);
    Transfer unconfirmed = send("hello", ONLY_SUCCESS);
    peer.takes();
    assertOpen(confirmed);
    peer.sends(Bench.report("rep0001", confirmed.messageId(), "1-5/5", "000 200 OK"));
    assertFate(confirmed, new Delivery.Delivered(5));
    bench.advance(Duration.ofSeconds(30));
    assertFate(unconfirmed, new Delivery.Sent(5));
  }

  @Test
  void message_emptyWithSuccessReport_isDeliveredByItsReportOnly() {
    Transfer transfer = send("", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    assertOpen(transfer);
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-0/0", "000 200 OK"));
    assertFate(transfer, new Delivery.Delivered(0));
  }

  @Test
  @Conformance({"4975-7.1.1-12", "4975-7.1.2-10", "4975-7.1.2-08"})
  void report_aboutAnUnknownMessage_isIgnored() {
    peer.sends(Bench.report("rep0001", "unknown1", "1-5/5", "000 200 OK"));
    assertThat(peer.takes()).isEmpty();
    assertThat(bench.user.reports).isEmpty();
  }

  @Test
  @Conformance("4975-7.1.3-06")
  void report_ofAnotherNamespace_isNoSuccess() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    peer.takes();
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "001 200 OK"));
    assertOpen(transfer);
  }

  @Test
  @Conformance({"4975-7.1.2-02", "4975-7.1.2-05", "4975-7.1.2-07"})
  void report_withoutStatusOrWithABody_isTakenAsFarAsItGoes() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    peer.takes();
    String report = Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 200 OK");
    peer.sends(report.replace("Status: 000 200 OK\n", ""));
    assertOpen(transfer);
    peer.sends(
        report
            .replace("Status:", "Success-Report: yes\nStatus:")
            .replace("-------rep0001$", "Content-Type: text/plain\n\nfor people\n-------rep0001$"));
    assertFate(transfer, new Delivery.Delivered(5));
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void reports_ofThousandsOfHoles_areNotAllKept() {
    Transfer transfer = sendLarge(100_000, ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    for (int i = 2; i < 5_000; i += 2) {
      String range = i + "-" + i + "/100000";
      peer.sends(Bench.report("rep%05d".formatted(i), transfer.messageId(), range, "000 200"));
    }
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-100000/100000", "000 200"));
    assertFate(transfer, new Delivery.Delivered(100_000));
  }

  // ---- failure reports ----

  @Test
  @Conformance({"4975-7.3.2-03", "4975-7.1.4-07"})
  void failureReport_whileAMessageRuns_abortsIt() {
    peer.stopsReading();
    Transfer transfer = sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-100/*", "000 413 Stop"));
    peer.readsAgain();
    assertThat(peer.takesFrame().flag()).isEqualTo(ContinuationFlag.ABORTED);
    assertThat(transfer.delivery().toCompletableFuture().join())
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
  }

  @Test
  void failureReport_ofAMessageThatAskedForNothing_isToldToTheHandler() {
    Transfer transfer = send("hello", PARTIAL);
    peer.takes();
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 413 Stop"));
    assertFate(transfer, new Delivery.Sent(5));
    assertThat(bench.user.reports).hasSize(1);
  }

  @Test
  @Conformance("4975-7.3.2-06")
  void failureReport_thatOctetsWereLost_failsTheSession() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 408 Timeout"));
    assertFate(transfer, new Delivery.TimedOut());
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.Refused.class);
  }

  @Test
  @Conformance("4975-5.4-17")
  void message_sentAgain_keepsItsId() {
    OutgoingMessage message = OutgoingMessage.text("hello").withMessageId("again001");
    Transfer first = session.send(message);
    answer(peer.takesFrame(), "400 No");
    bench.simulation.runUntilIdle();
    assertThat(first.delivery().toCompletableFuture()).isCompleted();
    session.send(message);
    assertThat(peer.takesFrame().head().headers().messageId()).contains("again001");
  }

  @Test
  void message_withAnIdThatIsUnderWay_isNotSent() {
    OutgoingMessage message = OutgoingMessage.text("hello").withMessageId("again001");
    session.send(message);
    Transfer second = session.send(message);
    assertThat(peer.takesFrames()).hasSize(1);
    assertThat(second.delivery().toCompletableFuture().join()).isInstanceOf(Delivery.Aborted.class);
  }

  @Test
  void octets_aMessageBodyOfBinary_arriveAsTheyAre() {
    byte[] all = new byte[512];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(all)));
    assertThat(peer.takesFrame().body().toByteArray()).isEqualTo(all);
  }
}
