// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;

/** RFC 4975 §7.3.1: chunks in whatever order become messages. */
class ReceivingTest extends ReceiverCase {
  @Test
  @Conformance({"4975-7.3.1-01", "4975-7.1.1-10"})
  void message_inOneChunk_isShown() {
    assertThat(chunk("m001", "1-5/5", "hello", '$')).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly("hello");
  }

  @Test
  void message_withoutByteRange_isShown() {
    assertThat(chunk("m001", "", "hello", '$')).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly("hello");
  }

  @Test
  @Conformance({"4975-5.1-04", "4975-7.3.1-02"})
  void message_inTwoChunks_isJoined() {
    chunk("m001", "1-*/8", "abcd", '+');
    assertThat(bench.user.texts).isEmpty();
    chunk("m001", "5-8/8", "EFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  @Conformance("4975-7.3.1-02")
  void chunks_ofTwoMessagesInTurn_areKeptApart() {
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m002", "1-*/4", "wx", '+');
    chunk("m001", "5-8/8", "EFGH", '$');
    chunk("m002", "3-4/4", "YZ", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH", "wxYZ");
  }

  @Test
  @Conformance("4975-7.1.1-23")
  void chunks_thirdFirstSecond_becomeTheMessage() {
    chunk("m001", "7-9/9", "ghi", '$');
    chunk("m001", "1-3/9", "abc", '+');
    assertThat(bench.user.texts).isEmpty();
    chunk("m001", "4-6/9", "def", '+');
    assertThat(bench.user.texts).containsExactly("abcdefghi");
  }

  @Test
  @Conformance({"4975-7.3.1-04", "4975-7.3.1-05"})
  void lastChunk_firstOfAll_completesNothingUntilTheGapIsFilled() {
    chunk("m001", "5-*/*", "EFGH", '$');
    assertThat(bench.user.texts).isEmpty();
    chunk("m001", "1-*/*", "abcd", '+');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  @Conformance("4975-7.3.1-04")
  void total_unknownThroughout_isWhatTheLastChunkSays() {
    chunk("m001", "1-*/*", "abcd", '+');
    chunk("m001", "5-*/*", "EFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  @Conformance("4975-7.3.1-03")
  void chunk_shorterThanItsRangeSays_countsWhatArrived() {
    chunk("m001", "1-8/8", "abcd", '+');
    chunk("m001", "5-8/8", "EFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  void message_longerThanItsTotalSays_isWhatArrived() {
    chunk("m001", "1-*/4", "abcdEFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  @Conformance("4975-7.3.1-06")
  void chunks_thatOverlap_theLaterOneCounts() {
    chunk("m001", "1-*/8", "abcdef", '+');
    chunk("m001", "4-8/8", "DEFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcDEFGH");
  }

  @Test
  void chunk_twice_changesNothing() {
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m001", "5-8/8", "EFGH", '$');
    assertThat(bench.user.texts).containsExactly("abcdEFGH");
  }

  @Test
  @Conformance("4975-7.1.1-28")
  void chunks_ofOneOctetAndOfNone_areTaken() {
    chunk("m001", "1-1/3", "a", '+');
    chunk("m001", "2-*/3", "", '+');
    chunk("m001", "2-2/3", "b", '+');
    chunk("m001", "3-3/3", "c", '+');
    assertThat(bench.user.texts).isEmpty();
    chunk("m001", "4-3/3", "", '$');
    assertThat(bench.user.texts).containsExactly("abc");
  }

  @Test
  @Conformance("4975-7.1-13")
  void message_empty_isShown() {
    chunk("m001", "1-0/0", "", '$');
    assertThat(bench.user.texts).containsExactly("");
  }

  @Test
  @Conformance("4975-7.1-12")
  void send_bodiless_isAnsweredAndNotShown() {
    peer.sends(Bench.knock("keep0001"));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.messages).isEmpty();
  }

  @Test
  void message_ofTenMebibytesInOneChunk_isTaken() {
    String body = "0123456789".repeat(1 << 20);
    assertThat(chunk("m001", "1-*/" + body.length(), body, '$')).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly(body);
  }

  @Test
  @Conformance({
    "4975-7.1.3-01",
    "4975-7.1.3-02",
    "4975-7.1.3-05",
    "4975-7.1.3-08",
    "4975-7.1.2-01",
    "4975-7.1.2-02",
    "4975-7.1.2-03",
    "4975-7.1.2-04",
    "4975-7.3.1-11"
  })
  void message_withSuccessReport_isReportedWhenTaken() {
    sendChunk("m001", "1-5/5", "hello", '$', "Success-Report: yes\n");
    assertThat(peer.takes())
        .endsWith(
            """
            MSRP tid0001 REPORT
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Message-ID: m001
            Byte-Range: 1-5/5
            Status: 000 200 OK
            -------tid0001$
            """);
  }

  @Test
  @Conformance({"4975-5.3-02", "4975-7.1.3-07"})
  void message_withSuccessReportNo_isNotReported() {
    assertThat(chunk("m001", "1-5/5", "hello", '$', "Success-Report: no\n")).isEqualTo(200);
  }

  @Test
  void message_streamedWithSuccessReport_isReportedOnceForAllOfIt() {
    chunk("m001", "1-*/8", "abcd", '+', "Success-Report: yes\n");
    sendChunk("m001", "5-8/8", "EFGH", '$', "Success-Report: yes\n");
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(1).range()).contains("1-8/8");
  }

  @Test
  void message_withSuccessReportNotTaken_isNotReportedYet() {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+', "Success-Report: yes\n");
    assertThat(chunk("m001", "5-8/8", "EFGH", '$', "Success-Report: yes\n")).isEqualTo(200);
    CompletionStage<byte[]> taken = bench.user.messages.get(0).bytes();
    assertThat(bench.simulation.await(taken)).hasSize(8);
    assertThat(peer.takesFrame().request().method()).hasToString("REPORT");
  }

  @Test
  @Conformance({"4975-7.1.3-04", "4976-3-03"})
  void report_ofMessageThatCameThroughRelays_goesBackTheWholeWay() {
    restart(new Bench());
    peer.closes();
    DirectAcceptor acceptor = bench.acceptor();
    CompletionStage<MsrpChannel> channel = acceptor.completeWithAnyPeer();
    peer = bench.connect();
    String two = "From-Path: msrp://relay.example:1;tcp " + Bench.REMOTE;
    peer.sends(Bench.knock("bind0001").replace("From-Path: " + Bench.REMOTE, two));
    bench.session(bench.simulation.await(channel));
    assertThat(peer.takes()).contains("To-Path: msrp://relay.example:1;tcp\nFrom-Path");
    String message =
        Bench.send("tran0001", "Message-ID: m001\nSuccess-Report: yes\n", "hello", '$');
    peer.sends(message.replace("From-Path: " + Bench.REMOTE, two));
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames.get(0).head().toPath()).hasToString("msrp://relay.example:1;tcp");
    assertThat(frames.get(1).head().toPath())
        .hasToString("msrp://relay.example:1;tcp " + Bench.REMOTE);
    assertThat(frames.get(1).head().fromPath()).isEqualTo(Bench.LOCAL_PATH);
  }

  @Test
  @Conformance({"4975-5.4-18", "4975-5.4-19", "4975-5.4-20"})
  void message_twice_isFlaggedAndStillAnsweredAndReported() {
    sendChunk("m001", "1-5/5", "hello", '$', "Success-Report: yes\n");
    assertThat(peer.takesFrames()).hasSize(2);
    sendChunk("m001", "1-5/5", "hello", '$', "Success-Report: yes\n");
    assertThat(peer.takesFrames()).hasSize(2);
    assertThat(bench.user.messages)
        .extracting(IncomingMessage::duplicate)
        .containsExactly(false, true);
  }

  @Test
  void message_againBeforeTheFirstWasTaken_isFlagged() {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m001", "5-8/8", "EFGH", '$');
    chunk("m001", "1-8/8", "abcdEFGH", '$');
    assertThat(bench.user.messages)
        .extracting(IncomingMessage::duplicate)
        .containsExactly(false, true);
    bench.user.messages.forEach(IncomingMessage::discard);
  }

  @Test
  @Conformance("7701-6.1-06")
  void message_abortedWhileShown_failsForTheUser() {
    chunk("m001", "1-*/8", "abcd", '+');
    assertThat(chunk("m001", "5-*/8", "EF", '#')).isEqualTo(200);
    assertThat(bench.user.texts).isEmpty();
    assertThat(bench.user.failures).singleElement().satisfies(ReceivingTest::isIncomplete);
  }

  @Test
  void message_abortedByBodilessChunk_failsForTheUser() {
    chunk("m001", "1-*/8", "abcd", '+');
    peer.sends(Bench.knock("tran0009").replace("knock001", "m001").replace('$', '#'));
    assertThat(bench.user.failures).singleElement().satisfies(ReceivingTest::isIncomplete);
  }

  @Test
  void message_abortedAndSentAgain_isNoDuplicate() {
    chunk("m001", "1-*/8", "abcd", '#');
    chunk("m001", "1-8/8", "abcdEFGH", '$');
    assertThat(bench.user.messages).extracting(IncomingMessage::duplicate).containsExactly(false);
  }

  @Test
  void connection_brokenInTheMiddleOfAMessage_failsItForTheUser() {
    chunk("m001", "1-*/8", "abcd", '+');
    peer.breaksOff();
    assertThat(bench.user.failures).singleElement().satisfies(ReceivingTest::isIncomplete);
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ConnectionFailed.class);
  }

  @Test
  @Conformance("7701-6.1-06")
  void message_withoutFurtherChunk_expires() {
    chunk("m001", "1-*/8", "abcd", '+');
    bench.advance(Duration.ofSeconds(539));
    assertThat(bench.user.failures).isEmpty();
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.user.failures).singleElement().satisfies(ReceivingTest::isIncomplete);
    chunk("m002", "1-2/2", "ok", '$');
    assertThat(bench.user.texts).containsExactly("ok");
  }

  @Test
  void message_withChunksNowAndThen_doesNotExpire() {
    chunk("m001", "1-*/3", "a", '+');
    bench.advance(Duration.ofSeconds(500));
    chunk("m001", "2-*/3", "b", '+');
    bench.advance(Duration.ofSeconds(500));
    chunk("m001", "3-3/3", "c", '$');
    assertThat(bench.user.texts).containsExactly("abc");
  }
}
