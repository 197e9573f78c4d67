// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.codec.Wire.ALICE;
import static org.openmsrp.codec.Wire.BOB;
import static org.openmsrp.codec.Wire.end;
import static org.openmsrp.codec.Wire.octets;
import static org.openmsrp.codec.Wire.send;
import static org.openmsrp.codec.Wire.sendOf;
import static org.openmsrp.codec.Wire.start;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Frames that can't be understood: what is told of them, and that the next one is. */
class MalformedFrameTest {

  private static final String TYPE = "Content-Type: text/plain";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon",
        ": no name",
        "X Y: space in the name",
        "1X: starts with a digit",
        "Message-ID: abc",
        "Message-ID: -abcd",
        "Message-ID: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Message-ID: msg1\r\nMessage-ID: msg1",
        "Message-ID: msg1\r\nmessage-id: msg2",
        "Byte-Range: 1-2/2\r\nByte-Range: 1-2/2",
        "Byte-Range: 0-4/5",
        "Byte-Range: 5-2/9",
        "Byte-Range: 1-9/5",
        "Byte-Range: -1-4/5",
        "Byte-Range: 1-5",
        "Byte-Range: *-5/5",
        "Byte-Range: a-5/5",
        "Byte-Range: ",
        "Byte-Range: 1-*/9223372036854775808",
        "Byte-Range: 1-*/1000000000000000000000000000000",
        "Success-Report: maybe",
        "Success-Report: yes\r\nSuccess-Report: yes",
        "Failure-Report: perhaps",
        "Status: 000 20",
        "Status: 0 200",
        "Expires: soon",
        "To-Path: msrp://bob.example.com:8888/9di4eae923wzd;tcp",
        "From-Path: msrp://bob.example.com:8888/9di4eae923wzd;tcp",
        "Use-Path: http://example.com",
        "Message-ID: msg1\u001f",
        "Success-Report: yes\0",
        "Success-Report: yes\r",
        "X-Nul: a\0b",
        "X-Bare-Cr: a\rb",
        "X-Bare-Lf: a\nb",
        "X-Del: a\u007fb",
        "X-Not-Utf8: \u00ff",
        "X-Cut-Utf8: \u00c3",
        "X-\u00c3\u00a9: name not ASCII",
        " folded: x",
        "X-Folded: a\r\n\tb",
        "-------tid2$",
        "-------tid1",
        "-------tid1x",
        "--------tid1$",
      })
  @Conformance({
    "4975-9-11",
    "4975-9-13",
    "4975-9-23",
    "4975-9-24",
    "4975-9-25",
    "4975-7.1.1-13",
    "4975-7.1.1-14",
    "4975-14.5-01",
    "4976-3-02",
    "4975-10.2-01"
  })
  void decode_malformedHeader_isToldAndTheNextFrameUnderstood(String header) {
    String frames = send("X-First: 1", header) + end("$") + sendOf("next");

    List<String> trace = Trace.of(frames);

    assertThat(trace.get(0)).startsWith("malformed tid1 SEND - " + BOB + " " + ALICE + " yes: ");
    assertThat(trace).hasSize(5).contains("body next", "idle");
    assertThat(Trace.ofSingleOctets(octets(frames))).isEqualTo(trace);
  }

  @Test
  @Conformance({"4975-7.1-05", "4975-10.2-01"})
  void decode_bodyWithoutContentType_isMalformedAndSkipped() {
    String frames = send("Message-ID: msg1") + "\r\nbody\r\n" + end("$") + sendOf("next");

    assertThat(malformed(frames).error()).hasMessageContaining("without a Content-Type");
    assertThat(Trace.of(frames)).hasSize(5).doesNotContain("body body").contains("body next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TYPE, "content-type:a/b", "Content-Disposition: render", "content-own: x"})
  @Conformance("4975-7.1-10")
  void decode_mimeHeaderWithoutBody_isMalformed(String header) {
    assertThat(malformed(send("Message-ID: msg1", header) + end("$")).error())
        .hasMessageContaining("without a body");
  }

  @Test
  @Conformance("4975-9-09")
  void decode_fromPathFirst_isMalformedWithBothPaths() {
    MalformedChunk chunk =
        malformed(
            "MSRP tid1 SEND\r\nFrom-Path: " + ALICE + "\r\nTo-Path: " + BOB + "\r\n" + end("$"));

    assertThat(chunk.toPath()).contains(BOB);
    assertThat(chunk.fromPath()).contains(ALICE);
  }

  @Test
  @Conformance("4975-9-09")
  void decode_otherHeaderBeforePaths_isMalformed() {
    MalformedChunk chunk =
        malformed("MSRP tid1 SEND\r\nFailure-Report: no\r\n" + Wire.PATHS + end("$"));

    assertThat(chunk.fromPath()).contains(ALICE);
    assertThat(chunk.failureReport()).isEqualTo(FailureReport.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MSRP tid1 SEND\r\n", "MSRP tid1 200 OK\r\n", "MSRP tid1 SEND\r\nX-A: b\r\n"})
  void decode_noPaths_isMalformedWithoutPaths(String start) {
    MalformedChunk chunk = malformed(start + end("$"));

    assertThat(chunk.toPath()).isEmpty();
    assertThat(chunk.fromPath()).isEmpty();
    assertThat(chunk.transactionId()).isEqualTo("tid1");
  }

  @Test
  @Conformance("4975-6-04")
  void decode_malformedToPath_stillTellsWhoSentIt() {
    String start = "MSRP tid1 SEND\r\nTo-Path: msrp://bob.example.com:1/x\r\nFrom-Path: " + ALICE;

    MalformedChunk chunk = malformed(start + "\r\n" + end("$"));

    assertThat(chunk.toPath()).isEmpty();
    assertThat(chunk.fromPath()).contains(ALICE);
  }

  @Test
  void decode_errorBehindFailureReport_tellsWhichAnswersAreWanted() {
    assertThat(malformed(send("Failure-Report: partial", "bad") + end("$")).failureReport())
        .isEqualTo(FailureReport.PARTIAL);
    assertThat(malformed(send("bad", "Failure-Report: no") + end("$")).failureReport())
        .isEqualTo(FailureReport.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "#"})
  @Conformance("4975-7.2-07")
  void decode_responseThatIsInterrupted_isMalformedWithItsStatus(String flag) {
    MalformedChunk chunk = malformed(start("413 Stop") + end(flag));

    assertThat(chunk.status()).hasValueSatisfying(s -> assertThat(s.code()).isEqualTo(413));
    assertThat(chunk.method()).isEmpty();
  }

  @Test
  @Conformance("4975-7.2-07")
  void decode_responseWithBody_isMalformedAndSkipped() {
    String response = start("200 OK", TYPE) + "\r\nbody\r\n" + end("$");

    assertThat(malformed(response).status())
        .hasValueSatisfying(s -> assertThat(s.success()).isTrue());
    assertThat(Trace.of(response + sendOf("next"))).hasSize(5).contains("body next");
  }

  @Test
  void decode_responseWithIllegibleComment_isMalformedWithItsCode() {
    MalformedChunk chunk = malformed(start("200 \u00ff") + end("$"));

    assertThat(chunk.status()).hasValueSatisfying(s -> assertThat(s.code()).isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"REPORT", "AUTH", "NICKNAME", "EXTENSION"})
  @Conformance({"4975-7.1-08", "4975-5.1-03", "4975-7.1.2-06"})
  void decode_otherRequestInterrupted_isMalformed(String method) {
    String bodiless = start(method) + end("+");
    String withBody = start(method, TYPE) + "\r\nbody\r\n" + end("#");

    assertThat(malformed(bodiless).method()).contains(MsrpMethod.of(method));
    assertThat(malformed(withBody).error()).hasMessageContaining("only a SEND");
    assertThat(Trace.of(withBody + sendOf("next"))).hasSize(5).contains("body next");
  }

  @Test
  @Conformance("4975-7.1-09")
  void decode_reportWithBodyAboveLimit_isMalformedBeforeItsEnd() {
    String fits = start("REPORT", TYPE) + "\r\n" + "x".repeat(10_240);

    assertThat(Trace.of(fits + "\r\n" + end("$"))).contains("end $");
    assertThat(malformed(fits + "y").error()).hasMessageContaining("too long");
    assertThat(Trace.of(fits + "y\r\n" + end("$") + sendOf("next")))
        .hasSize(5)
        .contains("body next");
  }

  @Test
  @Conformance("4975-7.1.1-28")
  void decode_sendWithLongBody_isNotLimited() {
    String body = "x".repeat(1_000_000);

    assertThat(Trace.of(sendOf(body))).contains("body " + body);
  }

  @Test
  void decode_malformedFrameWithBody_isToldWhenItsHeadIsComplete() {
    assertThat(malformed(send("bad", TYPE) + "\r\n").transactionId()).isEqualTo("tid1");
  }

  private static MalformedChunk malformed(String octets) {
    List<MalformedChunk> chunks = new ArrayList<>();
    ChunkSink sink =
        new ChunkSink() {
          @Override
          public void onRequest(RequestHead head) {}

          @Override
          public void onResponse(ResponseHead head) {}

          @Override
          public void onBody(ByteBuffer slice) {}

          @Override
          public void onEnd(ContinuationFlag flag) {}

          @Override
          public void onMalformed(MalformedChunk chunk) {
            chunks.add(chunk);
          }
        };
    new ChunkDecoder(DecoderLimits.DEFAULT).decode(ByteBuffer.wrap(octets(octets)), sink);
    assertThat(chunks).hasSize(1);
    return chunks.get(0);
  }
}
