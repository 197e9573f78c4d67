// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;

/** A session that sends to a peer of octets. */
abstract class SenderCase {
  static final ReportRequest PARTIAL = new ReportRequest(SuccessReport.NO, FailureReport.PARTIAL);
  static final ReportRequest SILENT = new ReportRequest(SuccessReport.NO, FailureReport.NO);
  static final ReportRequest ONLY_SUCCESS = new ReportRequest(SuccessReport.YES, FailureReport.NO);

  Bench bench = new Bench();
  RawPeer peer;
  MsrpSession session;

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

  final Transfer send(String text, ReportRequest reports) {
    return session.send(OutgoingMessage.text(text).withReports(reports));
  }

  final Transfer sendLarge(int octets, ReportRequest reports) {
    return send("x".repeat(octets), reports);
  }

  final void answer(RawPeer.Frame frame, String status) {
    peer.sends(Bench.response(frame.head().transactionId(), status));
  }

  final void assertFate(Transfer transfer, Delivery fate) {
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture()).isCompletedWithValue(fate);
  }

  /** What becomes of a message once nothing happens any more. */
  final Delivery fate(Transfer transfer) {
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture()).isCompleted();
    return transfer.delivery().toCompletableFuture().join();
  }

  /** Answers every request that has come with 200. */
  final void answerAll() {
    for (RawPeer.Frame frame : peer.takesFrames()) {
      if (frame.isRequest()) {
        answer(frame, "200 OK");
      }
    }
  }

  final void assertOpen(Transfer transfer) {
    bench.simulation.runUntilIdle();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
  }

  static List<RawPeer.Frame> chunksOf(List<RawPeer.Frame> frames, Transfer transfer) {
    return frames.stream()
        .filter(frame -> frame.head().headers().messageId().orElse("").equals(transfer.messageId()))
        .toList();
  }
}
