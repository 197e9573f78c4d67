// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.ContinuationFlag;

/** RFC 4975 §7.1.2 and §7.1.3: what a sender makes of reports. */
class SentReportsTest extends SenderCase {

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
  @Conformance("7701-6.2-05")
  void failureReport_withACpimBody_isTheFateOfItsMessage() {
    Transfer transfer = send("hello", ReportRequest.CONFIRMED);
    answer(peer.takesFrame(), "200 OK");
    String cpim = "From: <im:ann@x>\nTo: <im:bob@x>\n\nContent-Type: text/plain\n\n";
    peer.sends(
        Bench.report("rep0001", transfer.messageId(), "1-5/5", "000 428")
            .replace("-------", "Content-Type: message/cpim\n\n" + cpim + "\n-------"));
    assertFate(transfer, new Delivery.Rejected(MsrpStatus.of(428)));
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
}
