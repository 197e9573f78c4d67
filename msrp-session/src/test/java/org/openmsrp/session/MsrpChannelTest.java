// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;

/** The view of single chunks, which answers nothing by itself. */
class MsrpChannelTest {

  private Bench bench;
  private RawPeer peer;
  private MsrpChannel channel;

  @BeforeEach
  void bind() {
    start(new Bench());
  }

  private void start(Bench fresh) {
    bench = fresh;
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    channel = bound.channel();
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private ReceivedChunk read() {
    return bench.simulation.await(channel.read());
  }

  private static MsrpRequest request(ReceivedChunk chunk) {
    return (MsrpRequest) chunk.chunk();
  }

  private static String body(ReceivedChunk chunk) {
    return UTF_8.decode(request(chunk).body().orElseThrow().toByteBuffer()).toString();
  }

  private static String range(ReceivedChunk chunk) {
    return request(chunk).headers().byteRange().orElseThrow().toString();
  }

  // ---- read ----

  @Test
  void read_wholeChunk_givesItAsItCame() {
    peer.sends(Bench.text("tran0001", "m001", "hello"));
    ReceivedChunk chunk = read();
    assertThat(chunk.segment()).isZero();
    assertThat(body(chunk)).isEqualTo("hello");
    assertThat(range(chunk)).isEqualTo("1-5/5");
    assertThat(chunk.chunk().flag()).isEqualTo(ContinuationFlag.COMPLETE);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void read_ofAChunkStillComing_armsNoTimerForAnswersThatAreNotThere() {
    int before = bench.simulation.time().pending();
    String send = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(150_000), '+');
    peer.sends(send.substring(0, 140_000));
    assertThat(bench.simulation.time().pending()).isEqualTo(before);
  }

  @Test
  void read_beforeAnythingComes_waits() {
    CompletionStage<ReceivedChunk> chunk = channel.read();
    bench.simulation.runUntilIdle();
    assertThat(chunk.toCompletableFuture()).isNotDone();
    peer.sends(Bench.knock("tran0001"));
    assertThat(request(bench.simulation.await(chunk)).body()).isEmpty();
  }

  @Test
  void read_largeChunk_comesInNumberedSegmentsWithTheirRanges() {
    String text = "0123456789".repeat(20_000);
    String send = Bench.send("tran0001", "Message-ID: m001\nByte-Range: 11-*/300000\n", text, '+');
    peer.sends(send);
    StringBuilder joined = new StringBuilder();
    long start = 11;
    for (int segment = 1; joined.length() < text.length(); segment++) {
      ReceivedChunk chunk = read();
      String body = body(chunk);
      joined.append(body);
      assertThat(chunk.segment()).isEqualTo(segment);
      assertThat(body.length()).isLessThanOrEqualTo(65_536);
      assertThat(range(chunk)).isEqualTo(start + "-" + (start + body.length() - 1) + "/300000");
      assertThat(chunk.chunk().flag()).isEqualTo(ContinuationFlag.MORE);
      start += body.length();
    }
    assertThat(joined).hasToString(text);
  }

  @Test
  void read_largeChunkToItsEnd_showsItsTrueFlagLast() {
    peer.sends(Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(100_000), '$'));
    assertThat(read().chunk().flag()).isEqualTo(ContinuationFlag.MORE);
    ReceivedChunk last = read();
    assertThat(last.segment()).isEqualTo(2);
    assertThat(last.chunk().flag()).isEqualTo(ContinuationFlag.COMPLETE);
  }

  @ParameterizedTest(name = "hint {0}: {1} octets")
  @CsvSource({"0, 3", "3, 3", "2, 3", "4, 6", "6, 6"})
  void read_withHint_waitsForSoManyOctets(int hint, int octets) {
    String start = Bench.send("tran0001", "Message-ID: m001\n", "abc", '+');
    peer.sends(start.substring(0, start.indexOf("\n-------")));
    CompletionStage<ReceivedChunk> chunk = channel.read(hint);
    bench.simulation.runUntilIdle();
    assertThat(chunk.toCompletableFuture().isDone()).isEqualTo(hint <= 3);
    peer.sends("def");
    assertThat(body(bench.simulation.await(chunk))).hasSize(octets);
    peer.sends("\n-------tran0001+\n");
    CompletionStage<ReceivedChunk> rest = channel.read(hint);
    assertThat(body(bench.simulation.await(rest))).hasSize(6 - octets);
  }

  @Test
  void read_withHintAboveTheChunk_givesWhatTheChunkHas() {
    peer.sends(Bench.text("tran0001", "m001", "hello"));
    assertThat(body(bench.simulation.await(channel.read(1_000_000)))).isEqualTo("hello");
  }

  @Test
  void read_withNegativeHint_throws() {
    assertThatThrownBy(() -> channel.read(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_chunkFarOut_keepsItsRangeInsteadOfFailing() {
    String range = "Byte-Range: 9223372036854775807-*/*\n";
    peer.sends(Bench.send("tran0001", "Message-ID: m001\n" + range, "x".repeat(100_000), '+'));
    assertThat(range(read())).isEqualTo("9223372036854775807-*/*");
    assertThat(range(read())).isEqualTo("9223372036854775807-*/*");
  }

  @Test
  void read_reportsAndResponses_comeToo() {
    peer.sends(Bench.report("rep0001", "mid0001", "1-5/5", "000 200 OK"));
    peer.sends(Bench.response("nobody01", "200 OK"));
    assertThat(request(read()).method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(((MsrpResponse) read().chunk()).status().code()).isEqualTo(200);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void read_afterThePeerClosed_givesWhatCameAndThenFailsTyped() {
    peer.sends(Bench.text("tran0001", "m001", "hello"));
    peer.closes();
    assertThat(body(read())).isEqualTo("hello");
    assertThat(bench.failure(channel.read()).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
  }

  @Test
  void read_whenThePeerBreaksOff_failsWithTheTransportsReason() {
    CompletionStage<ReceivedChunk> chunk = channel.read();
    peer.breaksOff();
    assertThat(bench.failure(chunk))
        .hasCauseInstanceOf(org.openmsrp.domain.port.transport.TransportException.class);
  }

  @Test
  void read_whenTheInputIsUnintelligible_failsWithTheSyntaxError() {
    CompletionStage<ReceivedChunk> chunk = channel.read();
    peer.sends("GARBAGE\n");
    assertThat(bench.failure(chunk)).hasCauseInstanceOf(MsrpSyntaxException.class);
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void chunks_unread_areBoundedThoughTheyHaveNoOctets() {
    String knock = Bench.knock("tran0001").replace("\n", "\r\n");
    int window = MsrpLimits.DEFAULT.inboundWindow();
    int sent = 0;
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      many.append(knock);
    }
    byte[] octets = many.toString().getBytes(UTF_8);
    while (sent < 100 && !peer.blocked()) {
      peer.sendsOctets(octets);
      sent++;
    }
    assertThat(sent * 500L * SessionCore.CALL_COST).isLessThan(2L * window);
    assertThat(peer.blocked()).isTrue();
  }

  // ---- write ----

  @Test
  @Conformance({"4975-7.1-05", "4975-7.1.1-19"})
  void newSend_fillsInWhatIsNotGiven() {
    bench.simulation.await(
        channel.write(
            channel.newSend().body(MediaType.TEXT_PLAIN, MsrpBody.utf8("hello")).build()));
    assertThat(peer.takes())
        .isEqualTo(
            """
            MSRP tid0001 SEND
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Message-ID: mid0001
            Byte-Range: 1-5/5
            Content-Type: text/plain

            hello
            -------tid0001$
            """);
  }

  @Test
  void newSend_ofAPart_hasRangeAndFlagOfAPart() {
    MsrpRequest part =
        channel
            .newSend()
            .transactionId("mine0001")
            .messageId("mess0001")
            .start(11)
            .length(100)
            .body(MediaType.TEXT_PLAIN, MsrpBody.utf8("0123456789"))
            .build();
    assertThat(part.headers().byteRange()).hasToString("Optional[11-20/100]");
    assertThat(part.flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(part.transactionId()).isEqualTo("mine0001");
  }

  @Test
  @Conformance("4975-7.1.1-25")
  void newSend_above2048Octets_hasAStar() {
    MsrpBody body = MsrpBody.copyOf(new byte[2049]);
    MsrpRequest chunk = channel.newSend().body(MediaType.OCTET_STREAM, body).build();
    assertThat(chunk.headers().byteRange()).hasToString("Optional[1-*/2049]");
    assertThat(chunk.flag()).isEqualTo(ContinuationFlag.COMPLETE);
  }

  @Test
  void newSend_withoutBody_isAnEmptySend() {
    assertThat(channel.newSend().build().headers().byteRange()).hasToString("Optional[1-0/0]");
  }

  @Test
  void write_bodyWithItsOwnEndLine_isRefusedAndTheConnectionLives() {
    MsrpRequest chunk =
        channel
            .newSend()
            .transactionId("mine0001")
            .body(MediaType.TEXT_PLAIN, MsrpBody.utf8("\r\n-------mine0001$\r\n"))
            .build();
    assertThatThrownBy(() -> channel.write(chunk)).isInstanceOf(MsrpSyntaxException.class);
    peer.sends(Bench.knock("tran0001"));
    assertThat(read()).isNotNull();
  }

  @Test
  void write_afterTheEnd_failsTyped() {
    peer.closes();
    assertThat(bench.failure(channel.write(channel.newSend().build())).kind())
        .isEqualTo(MsrpSessionException.Kind.CLOSED);
  }

  @Test
  void write_whilePeerReadsNothing_isBounded() {
    peer.stopsReading();
    MsrpBody body = MsrpBody.copyOf(new byte[1 << 20]);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                channel.write(channel.newSend().body(MediaType.OCTET_STREAM, body).build());
              }
            })
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            failure -> assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.QUEUE_FULL));
    peer.readsAgain();
  }

  @Test
  void newRequest_ofAnotherMethod_isWritten() {
    channel.write(
        channel
            .newRequest(MsrpMethod.NICKNAME)
            .header(HeaderName.USE_NICKNAME, new Nickname("ann"))
            .build());
    assertThat(peer.takes())
        .isEqualTo(
            """
            MSRP tid0001 NICKNAME
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Use-Nickname: "ann"
            -------tid0001$
            """);
  }

  // ---- respond, check ----

  @ParameterizedTest(name = "{0}: success {1}, failure {2}")
  @CsvSource({"'', true, true", "partial, false, true", "no, false, false"})
  void respond_honoursFailureReport(String report, boolean success, boolean failure) {
    String header = report.isEmpty() ? "" : "Failure-Report: " + report + "\n";
    peer.sends(Bench.send("tran0001", "Message-ID: m001\n" + header, "x", '$'));
    MsrpRequest request = request(read());
    bench.simulation.await(channel.respond(request, MsrpStatus.OK));
    assertThat(peer.takes().isEmpty()).isEqualTo(!success);
    bench.simulation.await(channel.respond(request, MsrpStatus.STOP_SENDING));
    assertThat(peer.takes().isEmpty()).isEqualTo(!failure);
  }

  @Test
  @Conformance("4975-7.1.2-08")
  void respond_toAReport_sendsNothing() {
    peer.sends(Bench.report("rep0001", "mid0001", "1-5/5", "000 200 OK"));
    bench.simulation.await(channel.respond(request(read()), MsrpStatus.BAD_REQUEST));
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance({"4975-7.2-04", "4975-7.2-05"})
  void newResponse_goesToThePreviousHopForASendOnlyAndAllTheWayElse() {
    MsrpRequest send =
        MsrpRequest.builder(
                MsrpMethod.SEND,
                "tran0001",
                Bench.LOCAL_PATH,
                org.openmsrp.domain.uri.MsrpPath.parse(
                    "msrp://relay.example:1;tcp " + Bench.REMOTE))
            .build();
    assertThat(channel.newResponse(send, MsrpStatus.OK).toPath())
        .hasToString("msrp://relay.example:1;tcp");
    MsrpRequest other =
        MsrpRequest.builder(MsrpMethod.NICKNAME, "tran0001", send.toPath(), send.fromPath())
            .build();
    assertThat(channel.newResponse(other, MsrpStatus.OK).toPath()).isEqualTo(send.fromPath());
  }

  @Test
  void check_saysWhatIsWrongWithThePaths() {
    peer.sends(Bench.text("tran0001", "m001", "hello"));
    MsrpRequest good = request(read());
    assertThat(channel.check(good)).isEmpty();
    MsrpRequest foreign =
        good.toBuilder()
            .fromPath(org.openmsrp.domain.uri.MsrpPath.parse("msrp://a.example:1/b;tcp"))
            .build();
    assertThat(channel.check(foreign))
        .hasValueSatisfying(rejection -> assertThat(rejection.status().code()).isEqualTo(481));
  }

  // ---- takeover ----

  @Test
  void session_onAChannelWithUnreadChunks_takesThemAndAnswersThem() {
    peer.sends(Bench.text("tran0001", "m001", "one"));
    peer.sends(Bench.text("tran0002", "m002", "two"));
    bench.session(channel);
    assertThat(bench.user.texts).containsExactly("one", "two");
    assertThat(peer.takesFrames()).extracting(RawPeer.Frame::code).containsExactly(200, 200);
  }

  @Test
  void session_startedInTheMiddleOfAChunk_takesItWhole() {
    String send = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(200_000), '$');
    int half = send.length() / 2;
    peer.sends(send.substring(0, half));
    bench.session(channel);
    peer.sends(send.substring(half));
    assertThat(bench.user.texts).containsExactly("x".repeat(200_000));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
  }

  @Test
  void session_startedBehindAHalfReadChunk_refusesItsRestAndTakesTheNext() {
    String send = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(200_000), '$');
    int half = send.length() / 2;
    peer.sends(send.substring(0, half));
    read();
    bench.session(channel);
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    peer.sends(send.substring(half));
    peer.sends(Bench.text("tran0002", "m002", "two"));
    assertThat(bench.user.texts).containsExactly("two");
    assertThat(peer.takesFrame().code()).isEqualTo(200);
  }

  @Test
  void session_onAChannelThatIsRead_failsTheRead() {
    CompletionStage<ReceivedChunk> chunk = channel.read();
    bench.session(channel);
    assertThat(bench.failure(chunk).kind()).isEqualTo(MsrpSessionException.Kind.WRONG_STATE);
    assertThat(bench.failure(channel.read()).kind())
        .isEqualTo(MsrpSessionException.Kind.WRONG_STATE);
  }

  @Test
  void session_onAChannelWhoseConnectionHasEnded_isToldSo() {
    peer.sends(Bench.text("tran0001", "m001", "one"));
    peer.closes();
    MsrpSession session = bench.session(channel);
    assertThat(bench.user.texts).containsExactly("one");
    assertThat(bench.user.ends).containsExactly(new SessionEnd.ClosedByPeer());
    assertThat(bench.simulation.await(session.ended())).isEqualTo(new SessionEnd.ClosedByPeer());
  }

  @Test
  void close_writesWhatIsQueuedFirst() {
    for (int i = 0; i < 10; i++) {
      channel.write(channel.newSend().build());
    }
    channel.close();
    channel.close();
    assertThat(peer.takesFrames()).hasSize(10);
    assertThat(peer.closed()).isPresent();
  }
}
