// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpBody;

/** When success reports are sent (RFC 4975 §7.1.3), and what a sender makes of them. */
class ReportPolicyTest {

  private static final String WANTED = "Success-Report: yes\n";

  private Bench bench = new Bench();
  private RawPeer peer;
  private int chunks;

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private void start(ReportPolicy policy) {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    MsrpSession.builder(bound.channel()).handler(bench.user).reports(policy).start();
    bench.simulation.runUntilIdle();
  }

  private void sends(long from, int octets, long total, char flag) {
    String range = "Byte-Range: %d-*/%d\n".formatted(from, total);
    peer.sends(
        Bench.send(
            "tran%04d".formatted(++chunks),
            "Message-ID: m001\n" + range + WANTED,
            "x".repeat(octets),
            flag));
  }

  private List<String> reports() {
    return peer.takesFrames().stream()
        .filter(RawPeer.Frame::isRequest)
        .map(RawPeer.Frame::range)
        .map(Optional::orElseThrow)
        .toList();
  }

  @Test
  void every_someOctets_reportsWhatWasTakenAndAtTheEndTheRest() {
    start(ReportPolicy.every(10_000));
    sends(1, 20_000, 50_000, '+');
    assertThat(reports()).singleElement().asString().matches("1-1\\d{4}/50000");
    sends(20_001, 5_000, 50_000, '+');
    assertThat(reports()).isEmpty();
    sends(25_001, 25_000, 50_000, '$');
    assertThat(reports()).last().asString().endsWith("-50000/50000");
  }

  @Test
  void every_someOctets_reportsNothingBehindAGapOrUntaken() {
    bench.user.take = false;
    start(ReportPolicy.every(10_000));
    sends(1, 20_000, 60_000, '+');
    sends(40_001, 20_000, 60_000, '$');
    assertThat(reports()).as("not taken").isEmpty();
    bench.user.messages.get(0).discard();
    assertThat(reports())
        .as("only before the gap")
        .singleElement()
        .asString()
        .matches("1-1\\d{4}/60000");
    sends(20_001, 20_000, 60_000, '+');
    assertThat(reports()).last().asString().endsWith("-60000/60000");
  }

  @Test
  void manual_reportsWhenTheUserConfirmsAndOnce() {
    start(ReportPolicy.MANUAL);
    sends(1, 5, 5, '$');
    assertThat(bench.user.texts).containsExactly("xxxxx");
    assertThat(reports()).isEmpty();
    bench.user.messages.get(0).confirm();
    bench.user.messages.get(0).confirm();
    assertThat(reports()).containsExactly("1-5/5");
  }

  @Test
  void manual_confirmedBeforeTheEnd_reportsNothing() {
    start(ReportPolicy.MANUAL);
    sends(1, 20_000, 50_000, '+');
    bench.user.messages.get(0).confirm();
    assertThat(reports()).isEmpty();
  }

  @Test
  @Conformance("4975-7.1.2-11")
  void report_always_saysAllInItsHeaders() {
    start(ReportPolicy.WHOLE);
    sends(1, 5, 5, '$');
    RawPeer.Frame report =
        peer.takesFrames().stream().filter(RawPeer.Frame::isRequest).findFirst().orElseThrow();
    assertThat(report.body().size()).isZero();
    assertThat(report.head().headers().contentType()).isEmpty();
    assertThat(report.head().headers().messageId()).contains("m001");
    assertThat(report.range()).contains("1-5/5");
    assertThat(report.head().headers().status()).isPresent();
  }

  @Test
  void policy_outOfRange_isNotBuilt() {
    assertThatThrownBy(() -> ReportPolicy.every(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportPolicy(false, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportPolicy(true, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sender_ofAMessageReportedInParts_seesHowFarThePeerIs() {
    try (Pair pair = new Pair()) {
      List<MsrpChannel> channels = pair.channels();
      pair.atBob.take = false;
      MsrpSession alice = MsrpSession.builder(channels.get(0)).start();
      MsrpSession.builder(channels.get(1))
          .handler(pair.atBob)
          .reports(ReportPolicy.every(100_000))
          .start();
      MsrpBody body = MsrpBody.copyOf(new byte[3_000_000]);
      Transfer transfer =
          alice.send(
              OutgoingMessage.of(MediaType.OCTET_STREAM, body)
                  .withReports(ReportRequest.CONFIRMED));
      pair.simulation.runUntilIdle();
      assertThat(transfer.progress().acknowledged()).isZero();
      SlowTaker taker = new SlowTaker();
      pair.atBob.messages.get(0).publisher().subscribe(taker);
      long before = 0;
      boolean between = false;
      while (!transfer.delivery().toCompletableFuture().isDone()) {
        taker.takesOne();
        pair.simulation.runUntilIdle();
        long now = transfer.progress().acknowledged();
        assertThat(now).isGreaterThanOrEqualTo(before);
        between |= now > 0 && now < 3_000_000;
        before = now;
      }
      assertThat(between).isTrue();
      assertThat(transfer.delivery().toCompletableFuture().join())
          .isEqualTo(new Delivery.Delivered(3_000_000));
      assertThat(ReportRequest.CONFIRMED.success()).isEqualTo(SuccessReport.YES);
    }
  }

  /** Takes one buffer at a time. */
  private static final class SlowTaker
      implements java.util.concurrent.Flow.Subscriber<java.nio.ByteBuffer> {
    private java.util.concurrent.Flow.Subscription subscription;

    void takesOne() {
      subscription.request(1);
    }

    @Override
    public void onSubscribe(java.util.concurrent.Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(java.nio.ByteBuffer octets) {}

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
