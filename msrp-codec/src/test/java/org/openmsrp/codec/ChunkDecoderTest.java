// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.codec.Wire.end;
import static org.openmsrp.codec.Wire.octets;
import static org.openmsrp.codec.Wire.send;
import static org.openmsrp.codec.Wire.sendOf;
import static org.openmsrp.codec.Wire.start;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Where frames and bodies begin and end. */
class ChunkDecoderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\r",
        "\n",
        "\r\n",
        "\r\r\n",
        "\r\n\r\n",
        "\r\n-",
        "\r\n-------",
        "\r\n-------tid",
        "\r\n-------tid1",
        "\r\n-------tid1$\r",
        "\r\n-------tid1$\n",
        "\r\n-------tid1$x",
        "\r\n-------tid1x\r\n",
        "\r\n-------tid1\r\n",
        "\r\n------tid1$\r\n",
        "\r\n--------tid1$\r\n",
        "\n-------tid1$\r\n",
        "x-------tid1$\r\n",
        "-------tid1$x",
        "\r\n-------TID1$\r\n",
        "\r\n-------tid2$\r\n",
        "\r\n-------tid11$\r\n",
        "\r\n-------tid1$\r\r\n-------tid",
        "-------\r\n-------\r\n-------",
      })
  @Conformance({"4975-9-20", "4975-9-21", "4975-7.1-14", "4975-7.1-15", "4975-9-19"})
  void decode_bodyThatLooksLikeItsEnd_isDataWhereverItIsCut(String body) {
    byte[] frame = octets(sendOf(body));
    List<String> whole = Trace.of(frame);

    assertThat(whole).hasSize(4).contains("body " + body, "end $", "idle");
    assertThat(Trace.ofSingleOctets(frame)).isEqualTo(whole);
    for (int first = frame.length - body.length() - 20; first < frame.length; first++) {
      for (int second = first; second < frame.length; second++) {
        assertThat(Trace.of(frame, first, second)).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"$,COMPLETE", "+,MORE", "#,ABORTED"})
  @Conformance({"4975-7.1-16", "4975-7.1-17", "4975-7.1-18", "4975-9-20"})
  void decode_sendWithFlag_endsWithIt(String flag, ContinuationFlag expected) {
    String frame = send("Message-ID: msg1", "Content-Type: a/b") + "\r\nx\r\n" + end(flag);

    assertThat(decoded(frame).flag()).isEqualTo(expected);
  }

  @Test
  @Conformance({"4975-7.1-11", "4975-7.1-13"})
  void decode_bodilessAndEmpty_differ() {
    MsrpRequest bodiless = (MsrpRequest) decoded(send("Message-ID: msg1") + end("$"));
    MsrpRequest empty = (MsrpRequest) decoded(sendOf(""));

    assertThat(bodiless.body()).isEmpty();
    assertThat(empty.body()).hasValueSatisfying(body -> assertThat(body.size()).isZero());
  }

  @Test
  void decode_emptyBodyWithoutItsOwnLineEnd_isAccepted() {
    String frame = send("Content-Type: text/plain") + "\r\n" + end("$");

    assertThat(Trace.ofSingleOctets(octets(frame))).isEqualTo(Trace.of(frame));
    assertThat(((MsrpRequest) decoded(frame)).body()).isPresent();
  }

  @Test
  @Conformance("4975-5.1-02")
  void decode_framesInOneBuffer_areToldApart() {
    String frames = sendOf("one") + start("200 OK") + end("$") + sendOf("two\r\n");

    assertThat(Trace.of(frames))
        .extracting(line -> line.split("\\[", 2)[0])
        .containsExactly(
            "request RequestHead",
            "body one",
            "end $",
            "response ResponseHead",
            "request RequestHead",
            "body two\r\n",
            "end $",
            "idle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MSRP tid1 200\r\n", "MSRP tid1 200 \r\n", "MSRP tid1 200 OK fine\r\n"})
  @Conformance({"4975-7.2-09", "4975-9-10", "4975-9-04"})
  void decode_responseWithAnyComment_isAccepted(String startLine) {
    MsrpChunk response = decoded(startLine + Wire.PATHS + end("$"));

    assertThat(((MsrpResponse) response).status().success()).isTrue();
    assertThat(response.headers().all()).isEmpty();
  }

  @Test
  @Conformance({"4975-9-12", "4975-9-22", "4975-9-23"})
  void decode_headersWrittenUnusually_areUnderstood() {
    MsrpChunk chunk =
        decoded(
            send(
                    "MESSAGE-id:msg1",
                    "Byte-Range:   1-2/2  ",
                    "Failure-Report: NO ",
                    "X-Empty:",
                    "X-Empty-Too: ",
                    "X-Spaces:  a b  ",
                    "X-Tab: a\tb",
                    "X-Utf8: \u00c3\u00a9",
                    "Content-Type:  text/plain ")
                + "\r\nhi\r\n"
                + end("$"));

    assertThat(chunk.headers().messageId()).contains("msg1");
    assertThat(chunk.headers().byteRange().orElseThrow()).hasToString("1-2/2");
    assertThat(chunk.headers().failureReport()).hasToString("no");
    assertThat(chunk.headers().contentType().orElseThrow()).hasToString("text/plain");
    assertThat(chunk.headers().others())
        .extracting(header -> header.name() + "=" + header.encoded())
        .containsExactly("X-Empty=", "X-Empty-Too=", "X-Spaces= a b  ", "X-Tab=a\tb", "X-Utf8=é");
  }

  @Test
  void decode_unknownHeaderTwice_keepsBothInOrder() {
    MsrpChunk chunk = decoded(send("X-A: 1", "X-B: 2", "X-A: 3") + end("$"));

    assertThat(chunk.headers().others())
        .extracting(Object::toString)
        .containsExactly("X-A: 1", "X-B: 2", "X-A: 3");
  }

  @Test
  void decode_sameHeadsInARow_shareTheirPaths() {
    List<MsrpChunk> chunks = ChunkAssembler.decodeAll(octets(sendOf("a") + sendOf("b")));

    assertThat(chunks.get(1).toPath()).isSameAs(chunks.get(0).toPath());
    assertThat(chunks.get(1).fromPath()).isSameAs(chunks.get(0).fromPath());
  }

  @Test
  void decode_pathsThatDifferFromTheLast_areNotMistakenForThem() {
    String first = sendOf("a");
    String longer = first.replace("9di4eae923wzd", "9di4eae923wzdx");
    String other = first.replace("iau39soe2843z", "iau39soe2843y");

    List<MsrpChunk> chunks = ChunkAssembler.decodeAll(octets(first + longer + other + first));

    assertThat(chunks)
        .extracting(chunk -> chunk.toPath().first().sessionId().orElseThrow())
        .containsExactly("9di4eae923wzd", "9di4eae923wzdx", "9di4eae923wzd", "9di4eae923wzd");
    assertThat(chunks)
        .extracting(chunk -> chunk.fromPath().first().sessionId().orElseThrow())
        .containsExactly("iau39soe2843z", "iau39soe2843z", "iau39soe2843y", "iau39soe2843z");
  }

  @Test
  @Conformance("4975-7.1.2-05")
  void decode_reportWithBody_isSignalledWhole() {
    String report = start("REPORT", "Status: 000 200 OK", "Content-Type: text/plain");

    List<String> trace = Trace.ofSingleOctets(octets(report + "\r\nfine\r\n" + end("$")));

    assertThat(trace).hasSize(4).contains("body fine", "end $", "idle");
  }

  @Test
  void decode_lineEndsBetweenFrames_areSkipped() {
    String frames = "\r\n\r\n" + sendOf("a") + "\r\n" + sendOf("b") + "\r\n\r\n\r\n";

    assertThat(Trace.of(frames)).filteredOn(line -> line.startsWith("body")).hasSize(2);
    assertThat(Trace.ofSingleOctets(octets(frames))).isEqualTo(Trace.of(frames));
  }

  @Test
  void idle_withinAndBetweenFrames_tellsThemApart() {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    ChunkAssembler sink = new ChunkAssembler(100);
    byte[] frame = octets(sendOf("hello"));
    assertThat(decoder.idle()).isTrue();

    for (int i = 0; i < frame.length - 1; i++) {
      decoder.decode(ByteBuffer.wrap(frame, i, 1), sink);
      assertThat(decoder.idle()).as("behind octet %s", i).isFalse();
      assertThat(decoder.offset()).isEqualTo(i + 1);
    }
    decoder.decode(ByteBuffer.wrap(frame, frame.length - 1, 1), sink);
    assertThat(decoder.idle()).isTrue();
    decoder.decode(ByteBuffer.wrap(octets("\r\n")), sink);
    assertThat(decoder.idle()).isTrue();
    assertThat(decoder.offset()).isEqualTo(frame.length + 2);
  }

  @Test
  void decode_emptyBuffer_changesNothing() {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);

    decoder.decode(ByteBuffer.allocate(0), new ChunkAssembler(1));
    decoder.decode(ByteBuffer.allocateDirect(0), new ChunkAssembler(1));

    assertThat(decoder.idle()).isTrue();
    assertThat(decoder.offset()).isZero();
  }

  @Test
  void decode_bodyInHeapBuffer_isLentWithoutCopying() {
    byte[] frame = octets(sendOf("hello"));
    StringBuilder seen = new StringBuilder();
    BodySink sink =
        new BodySink() {
          @Override
          public void onBody(ByteBuffer octets) {
            Arrays.fill(frame, (byte) 'X'); // only a view of the input shows this
            seen.append(StandardCharsets.US_ASCII.decode(octets));
          }
        };

    byte[] head = Arrays.copyOf(frame, frame.length - "hello\r\n-------tid1$\r\n".length());
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    decoder.decode(ByteBuffer.wrap(head), sink);
    decoder.decode(ByteBuffer.wrap(frame, head.length, "hello".length()), sink);

    assertThat(seen).hasToString("XXXXX");
  }

  @Test
  void decode_sinkThrows_itsExceptionPassesThrough() {
    IllegalStateException own = new IllegalStateException("the sink's own");
    BodySink sink =
        new BodySink() {
          @Override
          public void onBody(ByteBuffer octets) {
            throw own;
          }
        };
    ByteBuffer frame = ByteBuffer.wrap(octets(sendOf("hello")));

    assertThatThrownBy(() -> new ChunkDecoder(DecoderLimits.DEFAULT).decode(frame, sink))
        .isSameAs(own);
  }

  private static MsrpChunk decoded(String frame) {
    List<MsrpChunk> chunks = ChunkAssembler.decodeAll(octets(frame));
    assertThat(chunks).hasSize(1);
    return chunks.get(0);
  }

  /** A sink that only looks at bodies. */
  private abstract static class BodySink implements ChunkSink {

    @Override
    public void onRequest(RequestHead head) {}

    @Override
    public void onResponse(ResponseHead head) {}

    @Override
    public void onEnd(ContinuationFlag flag) {}

    @Override
    public void onMalformed(MalformedChunk chunk) {}
  }
}
