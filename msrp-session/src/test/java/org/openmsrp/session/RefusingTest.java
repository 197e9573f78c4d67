// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;

/** RFC 4975 §7.3.1, §10: what is refused, by whom, and within which limits. */
class RefusingTest extends ReceiverCase {
  @Test
  void message_whoseChunkStopsInTheMiddle_isRefusedInTimeAndNothingSpins() {
    String begun = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(50_000), '$');
    peer.sends(begun.substring(0, 10_000));
    bench.advance(Duration.ofSeconds(300));
    peer.sends(begun.substring(10_000, 30_000));
    bench.advance(Duration.ofSeconds(539));
    assertThat(peer.takes()).isEmpty();
    bench.advance(Duration.ofSeconds(2));
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    bench.advance(Duration.ofSeconds(600));
    peer.sends(begun.substring(30_000));
    assertThat(peer.takes()).isEmpty();
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly("ok");
  }

  @Test
  @Conformance({"4975-7.3.1-10", "4975-14.3-01"})
  void multipart_thoughNotListed_isTaken() {
    restart(new Bench(), "text/plain");
    for (String type : List.of("mixed", "alternative", "signed")) {
      String send = Bench.text("tran%04d".formatted(++chunks), "m%03d".formatted(chunks), "--x--");
      peer.sends(send.replace("text/plain", "multipart/" + type + ";boundary=x"));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
    }
    assertThat(bench.user.texts).hasSize(3);
  }

  @Test
  void screen_thatRefuses_isAskedOnceAndTheMessageNeverShown() {
    bench.user.screening = Optional.of(MsrpStatus.FORBIDDEN);
    assertThat(chunk("m001", "1-*/8", "abcd", '+')).isEqualTo(403);
    bench.user.screening = Optional.empty();
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(403);
    assertThat(bench.user.messages).isEmpty();
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  @Conformance("4975-10.5-03")
  void reject_betweenChunks_answersTheNextOneAndForgetsTheMessage() {
    bench.user.take = false;
    chunk("m001", "1-*/12", "abcd", '+');
    bench.user.messages.get(0).reject(MsrpStatus.STOP_SENDING);
    assertThat(chunk("m001", "5-*/12", "EFGH", '+')).isEqualTo(413);
    assertThat(chunk("m001", "9-*/12", "ijkl", '$')).isEqualTo(413);
  }

  @Test
  void reject_inTheMiddleOfAChunk_answersItAtOnce() {
    bench.user.take = false;
    String start = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(20_000), '+');
    peer.sends(start.substring(0, start.indexOf("\n-------")));
    assertThat(peer.takes()).isEmpty();
    bench.user.messages.get(0).reject(MsrpStatus.STOP_SENDING);
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    peer.sends("\n-------tran0001#\n");
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance({"4975-7.1.4-02", "4975-7.1.4-06", "4975-7.1.4-08"})
  void reject_afterAllHasArrived_isReportedWithTheActualRange() {
    bench.user.take = false;
    chunk("m001", "1-*/*", "0123456789", '$');
    bench.user.messages.get(0).reject(MsrpStatus.STOP_SENDING);
    assertThat(peer.takes())
        .endsWith(
            """
            MSRP tid0001 REPORT
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Message-ID: m001
            Byte-Range: 1-10/10
            Status: 000 413 Stop Sending Message
            -------tid0001$
            """);
  }

  @Test
  @Conformance({"4975-5.3-03", "4975-7.1.4-03"})
  void reject_lateWithFailureReportNo_isNotReported() {
    bench.user.take = false;
    sendChunk("m001", "1-4/4", "abcd", '$', "Failure-Report: no\n");
    bench.user.messages.get(0).reject(MsrpStatus.STOP_SENDING);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void reject_afterSuccessWasReported_changesNothing() {
    sendChunk("m001", "1-4/4", "abcd", '$', "Success-Report: yes\n");
    peer.takes();
    bench.user.messages.get(0).reject(MsrpStatus.STOP_SENDING);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void reject_withinTheHandler_isReportedInsteadOfSuccess() {
    bench.user.take = false;
    bench.user.onMessage = message -> message.reject(MsrpStatus.FORBIDDEN);
    sendChunk("m001", "1-4/4", "abcd", '$', "Success-Report: yes\n");
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(1).head().headers().status().orElseThrow().status().code())
        .isEqualTo(403);
  }

  @Test
  void messages_refusedInTheMiddle_leaveRoomForOthers() {
    bench.user.take = false;
    for (int i = 0; i < 2 * MsrpLimits.DEFAULT.messagesInFlight(); i++) {
      assertThat(chunk("many%03d".formatted(i), "1-*/8", "abcd", '+')).isEqualTo(200);
      bench.user.messages.get(i).reject(MsrpStatus.STOP_SENDING);
      bench.simulation.runUntilIdle();
    }
    assertThat(chunk("last", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  void messages_inFlightBeyondTheLimit_areRefused413() {
    bench.user.take = false;
    for (int i = 0; i < MsrpLimits.DEFAULT.messagesInFlight(); i++) {
      assertThat(chunk("many%03d".formatted(i), "1-*/8", "abcd", '+')).isEqualTo(200);
    }
    assertThat(chunk("last", "1-2/2", "no", '$')).isEqualTo(413);
    chunk("many000", "5-8/8", "EFGH", '$');
    assertThat(chunk("next", "1-2/2", "ok", '$')).isEqualTo(200);
    bench.user.messages.forEach(IncomingMessage::discard);
  }

  @Test
  void chunks_withTooManyHoles_areRefused413() {
    int code = 200;
    for (int i = 0; code == 200; i++) {
      int place = 1 + 2 * i;
      code = chunk("m001", place + "-" + place + "/9999", "x", '+');
      assertThat(i).isLessThanOrEqualTo(MsrpLimits.DEFAULT.rangesPerMessage());
    }
    assertThat(code).isEqualTo(413);
    assertThat(bench.user.failures).singleElement().satisfies(ReceivingTest::isIncomplete);
  }

  @Test
  @Conformance("4975-8.6-14")
  void message_beyondMemoryLimit_failsAsTooLargeAndIsRefused413() {
    restart(new Bench(b -> b.limits(MsrpLimits.DEFAULT.withMessageInMemory(10))));
    assertThat(chunk("m001", "1-*/20", "0123456789", '+')).isEqualTo(200);
    chunk("m001", "11-*/20", "x", '+');
    assertThat(chunk("m001", "12-*/20", "y", '$')).isEqualTo(413);
    assertThat(bench.user.failures)
        .singleElement()
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.TOO_LARGE));
  }

  @Test
  void message_withAFarOctetFirst_isRefusedWithoutTakingItsSizeInMemory() {
    chunk("m001", "4611686018427387000-*/*", "x", '+');
    assertThat(chunk("m001", "1-*/*", "y", '+')).isEqualTo(413);
    assertThat(chunk("m002", "9223372036854775807-*/*", "x", '+')).isEqualTo(400);
    assertThat(chunk("m003", "1-2/2", "ok", '$')).isEqualTo(200);
  }
}
