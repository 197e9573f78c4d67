// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;

/** RFC 4975 §7.3.1: chunks in whatever order become messages. */
class ReceivingTest {

  private Bench bench = new Bench();
  private RawPeer peer;
  private int chunks;

  @BeforeEach
  void bind() {
    start();
  }

  private void start(String... acceptTypes) {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    bench.session(bound.channel(), acceptTypes);
  }

  private void restart(Bench other, String... acceptTypes) {
    bench.close();
    bench = other;
    start(acceptTypes);
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  /** Sends one chunk; returns the code of its response. */
  private int chunk(String messageId, String range, String body, char flag) {
    return chunk(messageId, range, body, flag, "");
  }

  private int chunk(String messageId, String range, String body, char flag, String headers) {
    sendChunk(messageId, range, body, flag, headers);
    return peer.takesFrame().code();
  }

  private void sendChunk(String messageId, String range, String body, char flag, String headers) {
    String byteRange = range.isEmpty() ? "" : "Byte-Range: " + range + "\n";
    peer.sends(
        Bench.send(
            "tran%04d".formatted(++chunks),
            "Message-ID: " + messageId + "\n" + byteRange + headers,
            body,
            flag));
  }

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
  @Conformance("4975-7.1.3-04")
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
        .contains("Byte-Range: 1-10/10\n", "Status: 000 413 Stop Sending Message\n")
        .contains(" REPORT\n");
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

  @Test
  @Conformance("4975-7.3.1-08")
  void transferTo_file_putsEachOctetInItsPlace(@TempDir Path folder) throws IOException {
    bench.user.take = false;
    chunk("m001", "5-8/8", "EFGH", '$');
    Path file = folder.resolve("taken");
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(file);
    chunk("m001", "1-4/8", "abcd", '+');
    assertThat(bench.simulation.await(taken)).isEqualTo(8);
    assertThat(Files.readString(file)).isEqualTo("abcdEFGH");
  }

  @Test
  void transferTo_fileOfEmptyMessage_makesAnEmptyFile(@TempDir Path folder) throws IOException {
    bench.user.take = false;
    chunk("m001", "1-0/0", "", '$');
    Path file = folder.resolve("taken");
    assertThat(bench.simulation.await(bench.user.messages.get(0).transferTo(file))).isZero();
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void transferTo_fileThatCannotBeMade_isRefused413(@TempDir Path folder) {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken =
        bench.user.messages.get(0).transferTo(folder.resolve("missing").resolve("file"));
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
  }

  @Test
  void transferTo_sinkThatThrows_isRefused413AndTheSessionLives() {
    bench.user.take = false;
    Sink sink = new Sink();
    sink.broken = true;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(sink.failure).isNotNull();
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  void transferTo_sinkThatFailsAtTheEnd_isReported() {
    bench.user.take = false;
    Sink sink = new Sink();
    sink.brokenAtTheEnd = true;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    sendChunk("m001", "5-8/8", "EFGH", '$', "");
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(peer.takes()).contains("MSRP tran0002 200 OK\n", " REPORT\n", "Status: 000 413");
  }

  @Test
  void content_takenTwice_throws() {
    chunk("m001", "1-2/2", "ok", '$');
    IncomingMessage message = bench.user.messages.get(0);
    org.assertj.core.api.Assertions.assertThatThrownBy(message::bytes)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Conformance("4975-5.3-01")
  void handler_thatThrows_isReportedAsFailureAndTheSessionLives() {
    bench.user.take = false;
    bench.user.onMessage =
        message -> {
          throw new IllegalStateException("a user's mistake");
        };
    sendChunk("m001", "1-4/4", "abcd", '$', "Success-Report: yes\n");
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames.get(0).code()).isEqualTo(200);
    assertThat(frames.get(1).head().headers().status().orElseThrow().status().code())
        .isEqualTo(413);
    assertThat(bench.logger.errors).singleElement().isInstanceOf(IllegalStateException.class);
    bench.user.onMessage = message -> {};
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  void handler_thatThrowsOverAMessageStillArriving_refusesItsRest() {
    bench.user.take = false;
    bench.user.onMessage =
        message -> {
          throw new IllegalStateException("a user's mistake");
        };
    assertThat(chunk("m001", "1-*/8", "abcd", '+')).isEqualTo(200);
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
  }

  @Test
  void received_whileArriving_countsEachOctetOnce() {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m001", "3-*/8", "cd", '+');
    chunk("m001", "8-*/8", "H", '+');
    assertThat(bench.user.messages.get(0).received()).isEqualTo(5);
    assertThat(bench.user.messages.get(0).announcedSize()).hasValue(8);
  }

  private static void isIncomplete(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            incomplete ->
                assertThat(incomplete.kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE));
  }

  private static final class Sink implements MessageSink {
    final List<String> written = new ArrayList<>();
    boolean broken;
    boolean brokenAtTheEnd;
    MsrpSessionException failure;

    @Override
    public void write(long position, ByteBuffer octets) throws IOException {
      if (broken) {
        throw new IOException("disk full");
      }
      written.add(StandardCharsets.UTF_8.decode(octets).toString());
    }

    @Override
    public void complete(long total) throws IOException {
      if (brokenAtTheEnd) {
        throw new IOException("disk full");
      }
    }

    @Override
    public void failed(MsrpSessionException cause) {
      failure = cause;
    }
  }
}
