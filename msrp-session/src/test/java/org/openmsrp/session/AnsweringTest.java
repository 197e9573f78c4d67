// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.uri.MsrpUri;

/** RFC 4975 §7.2 and §7.3: what is answered, with what, to whom, and what never is. */
class AnsweringTest {

  private static final String UNKNOWN = "msrp://stack.example:2855/unknown;tcp";

  private final Bench bench = new Bench();
  private RawPeer peer;

  @BeforeEach
  void bind() {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    bench.session(bound.channel(), "text/*");
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private static String send(String headers, String body) {
    return Bench.send("tran0001", "Message-ID: m001\n" + headers, body, '$');
  }

  private void assertAlive() {
    peer.takes();
    peer.sends(Bench.text("alive001", "alive001", "still here"));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.texts).last().isEqualTo("still here");
  }

  @Test
  @Conformance({"4975-7.2-01", "4975-7.2-03", "4975-7.2-04", "4975-7.2-06", "4975-7.2-07"})
  void chunk_each_isAnsweredWithItsIdToThePreviousHop() {
    peer.sends(Bench.send("tran0001", "Message-ID: m001\nByte-Range: 1-*/4\n", "ab", '+'));
    peer.sends(Bench.send("tran0002", "Message-ID: m001\nByte-Range: 3-4/4\n", "cd", '$'));
    assertThat(peer.takes())
        .isEqualTo(
            """
            MSRP tran0001 200 OK
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            -------tran0001$
            MSRP tran0002 200 OK
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            -------tran0002$
            """);
  }

  @Test
  @Conformance("4975-7.2-01")
  void chunk_whileThePeerSendsTheNextAtFullSpeed_isAnsweredAMomentLater() {
    String first = Bench.send("tran0001", "Message-ID: m001\nByte-Range: 1-*/70002\n", "ab", '+');
    String body = "c".repeat(70_000);
    String next = Bench.send("tran0002", "Message-ID: m001\nByte-Range: 3-*/70002\n", body, '$');
    String end = next.substring(next.indexOf(body) + body.length());

    peer.sends(first + next.substring(0, next.length() - end.length()));
    assertThat(peer.takes()).isEmpty();

    bench.advance(Duration.ofMillis(10));
    assertThat(peer.takesFrame().head().transactionId()).isEqualTo("tran0001");

    peer.sends(end);
    assertThat(peer.takesFrame().head().transactionId()).isEqualTo("tran0002");
  }

  @ParameterizedTest(name = "Failure-Report {0}: success {1}, failure {2}")
  @CsvSource({
    "'',                          200, 415",
    "'Failure-Report: yes\n',     200, 415",
    "'failure-report: YES\n',     200, 415",
    "'Failure-Report: partial\n', 0,   415",
    "'Failure-Report: no\n',      0,   0"
  })
  @Conformance({
    "4975-7.1.1-11",
    "4975-7.1.4-01",
    "4975-7.1.4-03",
    "4975-7.1.4-04",
    "4975-7.1.4-05",
    "4975-7.2-01",
    "4975-7.2-02",
    "4975-7.3.1-09",
    "4975-8.6-04"
  })
  void failureReport_decidesWhichAnswersAreSent(String header, int success, int failure) {
    peer.sends(send(header, "hello"));
    assertThat(codeOrNothing()).isEqualTo(success);
    peer.sends(send(header, "hello").replace("m001", "m002").replace("text/plain", "image/png"));
    assertThat(codeOrNothing()).isEqualTo(failure);
    assertThat(bench.user.texts).containsExactly("hello");
  }

  private int codeOrNothing() {
    String answer = peer.takes();
    return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 4)[2]);
  }

  @Test
  @Conformance({"4975-5.4-13", "4975-7.3-02"})
  void send_toAnUnknownSessionOnABoundConnection_isAnswered481() {
    peer.sends(send("", "hello").replace(Bench.LOCAL, UNKNOWN));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    assertThat(bench.user.messages).isEmpty();
    assertAlive();
  }

  @Test
  @Conformance("4975-7.3-03")
  void send_toAnUnknownSessionWithFailureReportNo_isNotAnswered() {
    peer.sends(send("Failure-Report: no\n", "hello").replace(Bench.LOCAL, UNKNOWN));
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance("4975-7.3-01")
  void send_withTwoToUrisToABoundSession_isAnswered481() {
    peer.sends(send("", "hello").replace("To-Path: ", "To-Path: msrp://x.example:1;tcp "));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    assertThat(bench.user.messages).isEmpty();
  }

  @Test
  void send_ofAForeignFromPath_isAnswered481() {
    peer.sends(send("", "hello").replace("/rawsession", "/foreign"));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
    assertThat(bench.user.messages).isEmpty();
  }

  @Test
  void send_ofASessionIdInOtherCase_isAnswered481() {
    peer.sends(send("", "hello").replace("/stacksession", "/STACKsession"));
    assertThat(peer.takesFrame().code()).isEqualTo(481);
  }

  @Test
  @Conformance({"4975-10.9-01", "4975-12-02"})
  void method_unknown_isAnswered501AlongTheWholePath() {
    peer.sends(
        """
        MSRP tran0001 FROBNICATE
        To-Path: %s
        From-Path: %s
        -------tran0001$
        """
            .formatted(Bench.LOCAL, Bench.REMOTE));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.code()).isEqualTo(501);
    assertThat(frame.head().toPath()).isEqualTo(Bench.REMOTE_PATH);
    assertAlive();
  }

  @Test
  void method_unknownWithABody_isAnswered501AndTheStreamGoesOn() {
    peer.sends(send("", "hello").replace(" SEND\n", " FROBNICATE\n"));
    assertThat(peer.takesFrame().code()).isEqualTo(501);
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000 200 OK",
        "000 413 Stop",
        "nonsense",
      })
  @Conformance({"4975-7.1.2-07", "4975-7.1.2-08"})
  void report_ofAnyKind_isNeverAnswered(String status) {
    String report = Bench.report("rep0001", "unknown1", "1-5/5", status);
    peer.sends(report);
    peer.sends(report.replace(Bench.LOCAL, UNKNOWN));
    peer.sends(report.replace("Message-ID: unknown1\n", ""));
    peer.sends(report.replace("Status:", "Failure-Report: yes\nSuccess-Report: yes\nStatus:"));
    peer.sends(report.replace("To-Path: ", "To-Path: msrp://x.example:1;tcp "));
    assertThat(peer.takes()).isEmpty();
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Byte-Range: 5-1/9\n",
        "Byte-Range: 0-5/5\n",
        "Byte-Range: 1-6/5\n",
        "Byte-Range: 1-99999999999999999999999999999999/*\n",
        "Byte-Range: 1-5\n",
        "Failure-Report: maybe\n",
        "Success-Report: partial\n",
        "NoColonHere\n",
        " folded: line\n",
        "To-Path: msrp://twice.example:1/x;tcp\n",
      })
  @Conformance({"4975-5.3-04", "4975-5.3-05", "4975-7.1.1-14"})
  void head_malformed_isAnswered400AndTheStreamGoesOn(String header) {
    peer.sends(send(header, "hello"));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.code()).isEqualTo(400);
    assertThat(frame.head().transactionId()).isEqualTo("tran0001");
    assertThat(bench.user.messages).isEmpty();
    assertAlive();
  }

  @Test
  void head_malformedWithFailureReportNo_isNotAnswered() {
    peer.sends(send("Failure-Report: no\nByte-Range: 5-1/9\n", "hello"));
    assertThat(peer.takes()).isEmpty();
    assertAlive();
  }

  @Test
  void head_withPathsSwapped_isAnswered400() {
    String swapped =
        send("", "hello")
            .replace("To-Path: " + Bench.LOCAL + "\n", "")
            .replace("Message-ID", "To-Path: " + Bench.LOCAL + "\nMessage-ID");
    peer.sends(swapped);
    assertThat(peer.takesFrame().code()).isEqualTo(400);
    assertAlive();
  }

  @Test
  void send_withBodyButWithoutMessageId_isAnswered400() {
    peer.sends(send("", "hello").replace("Message-ID: m001\n", ""));
    assertThat(peer.takesFrame().code()).isEqualTo(400);
    assertAlive();
  }

  @Test
  void head_withUnknownHeaders_isTaken() {
    peer.sends(send("X-Odd: value\nX-Empty: \n", "hello"));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.messages.get(0).headers().others().toString()).contains("X-Odd");
  }

  @Test
  void blankLines_betweenFrames_areSkipped() {
    peer.sends("\n\n\n\n");
    assertAlive();
  }

  @Test
  @Conformance("4975-9-02")
  void octets_unintelligible_closeTheConnectionAfterTheAnswersBefore() {
    peer.sends(send("", "hello") + "HTTP/1.1 200 OK\n\n");
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(peer.closed()).contains(new CloseReason.PeerClose());
    assertThat(bench.user.texts).containsExactly("hello");
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
  }

  @Test
  void octets_unintelligible_endEverySessionOfTheConnectionAndNoOther() {
    MsrpUri address = MsrpUri.parse("msrp://stack.example:2856;tcp");
    MsrpServer server = bench.simulation.await(bench.stack.server(address));
    RawPeer shared = bench.connect(Bench.endpoint(2856));
    Pair.Recorder first = new Pair.Recorder();
    Pair.Recorder second = new Pair.Recorder();
    bindThird(server, shared, "one", first);
    bindThird(server, shared, "two", second);
    shared.sends("GARBAGE\n");
    bench.simulation.runUntilIdle();
    assertThat(first.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
    assertThat(second.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
    assertAlive();
    server.close();
  }

  private void bindThird(MsrpServer server, RawPeer shared, String id, Pair.Recorder user) {
    Expectation expected = server.expect(SessionOptions.DEFAULT, java.util.Optional.of(id));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    shared.sends(Bench.knock("bind0001").replace(Bench.LOCAL, expected.path().toString()));
    MsrpSession.builder(bench.simulation.await(channel)).handler(user).start();
    bench.simulation.runUntilIdle();
  }

  @Test
  void message_openWhenTheStreamBreaks_endsWithAbortFlag() {
    // The rest of our own message must not swallow what follows.
    peer.stopsReading();
    MsrpSession session = bench.lastSession;
    session.send("x".repeat(1 << 20));
    bench.simulation.runUntilIdle();
    peer.sends("GARBAGE\n");
    peer.readsAgain();
    assertThat(peer.takes()).endsWith("\n-------tid0001#\n");
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void response_toNothing_isIgnored() {
    peer.sends(Bench.response("nobody01", "200 OK"));
    peer.sends(Bench.response("nobody02", "413 Stop"));
    assertThat(peer.takes()).isEmpty();
    assertAlive();
  }

  @Test
  @Conformance({"4975-9-21", "4975-7.1-14"})
  void body_withWhatLooksLikeAnEndLine_isTakenAsItIs() {
    String body = "-------tran0001x\n------tran0001$\n-------other001$";
    peer.sends(send("", body));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly(body.replace("\n", "\r\n"));
  }

  @Test
  void send_octetByOctet_isTheSame() {
    String frame = send("", "hello").replace("\n", "\r\n");
    for (int i = 0; i < frame.length(); i++) {
      peer.sendsOctets(new byte[] {(byte) frame.charAt(i)});
    }
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly("hello");
  }
}
