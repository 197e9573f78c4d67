// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;

class ChunkEncoderTest {

  private static final MsrpRequest SEND =
      MsrpRequest.builder(MsrpMethod.SEND, "tid1", Wire.BOB, Wire.ALICE)
          .header(
              HeaderName.CONTENT_DISPOSITION,
              Header.parse(HeaderName.CONTENT_DISPOSITION, "render").value())
          .body(MediaType.TEXT_PLAIN, MsrpBody.utf8("hi"))
          .header(Header.of(HeaderName.extension("X-Own"), "é"))
          .header(HeaderName.BYTE_RANGE, ByteRange.of(1, 2, 2))
          .header(HeaderName.FAILURE_REPORT, FailureReport.PARTIAL)
          .header(HeaderName.SUCCESS_REPORT, SuccessReport.YES)
          .header(HeaderName.MESSAGE_ID, "msg1")
          .build();

  @Test
  @Conformance({
    "4975-7.1-03",
    "4975-7.1-06",
    "4975-7.1-07",
    "4975-7.1-14",
    "4975-7.1-15",
    "4975-9-09",
    "4975-9-15"
  })
  void encode_sendWithEverything_isWrittenInTheOrderOfTheRfc() {
    assertThat(text(ChunkEncoder.encode(SEND)))
        .isEqualTo(
            """
            MSRP tid1 SEND\r
            To-Path: msrp://bob.example.com:8888/9di4eae923wzd;tcp\r
            From-Path: msrp://alice.example.com:7777/iau39soe2843z;tcp\r
            Message-ID: msg1\r
            Success-Report: yes\r
            Failure-Report: partial\r
            Byte-Range: 1-2/2\r
            X-Own: é\r
            Content-Disposition: render\r
            Content-Type: text/plain\r
            \r
            hi\r
            -------tid1$\r
            """);
  }

  @Test
  @Conformance({"4975-7.1-10", "4975-7.1-11"})
  void encode_bodilessSend_hasNoBlankLine() {
    MsrpRequest bodiless =
        MsrpRequest.builder(MsrpMethod.SEND, "tid1", Wire.BOB, Wire.ALICE)
            .header(HeaderName.MESSAGE_ID, "msg1")
            .build();

    assertThat(text(ChunkEncoder.encode(bodiless)))
        .endsWith("Message-ID: msg1\r\n-------tid1$\r\n")
        .doesNotContain("\r\n\r\n")
        .doesNotContain("Content-");
  }

  @Test
  @Conformance("4975-7.1-13")
  void encode_emptyBody_hasBothLineEnds() {
    MsrpRequest empty = SEND.toBuilder().body(MediaType.TEXT_PLAIN, MsrpBody.EMPTY).build();

    assertThat(text(ChunkEncoder.encode(empty))).endsWith("text/plain\r\n\r\n\r\n-------tid1$\r\n");
  }

  @Test
  @Conformance({"4975-7.2-03", "4975-7.2-07"})
  void encode_response_endsInDollarBehindItsHeaders() {
    MsrpResponse response = new MsrpResponse(SEND.head().respond(MsrpStatus.OK));

    assertThat(text(ChunkEncoder.encode(response)))
        .isEqualTo(
            "MSRP tid1 200 OK\r\nTo-Path: "
                + Wire.ALICE
                + "\r\nFrom-Path: "
                + Wire.BOB
                + "\r\n-------tid1$\r\n");
  }

  @Test
  @Conformance({"4975-7.1-19", "4975-7.1-20"})
  void encode_bodyHoldsItsEndLine_isRefused() {
    MsrpRequest self =
        SEND.toBuilder()
            .body(MediaType.TEXT_PLAIN, MsrpBody.utf8("a\r\n-------tid1$\r\nb"))
            .build();

    assertThatThrownBy(() -> ChunkEncoder.encode(self))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("another transaction id");
    assertThat(text(ChunkEncoder.encode(self.toBuilder().transactionId("tid2").build())))
        .endsWith("b\r\n-------tid2$\r\n");
  }

  @ParameterizedTest
  @EnumSource(ContinuationFlag.class)
  void encodeEnd_eachFlag_isAnEndLine(ContinuationFlag flag) {
    assertThat(text(ChunkEncoder.encodeEnd("tid1", flag)))
        .isEqualTo("\r\n-------tid1" + flag.symbol() + "\r\n")
        .hasSize(ChunkEncoder.endSize("tid1"));
    assertThat(text(ChunkEncoder.encodeBodilessEnd("tid1", flag)))
        .isEqualTo("-------tid1" + flag.symbol() + "\r\n");
  }

  @Test
  void encode_intoBufferWithRoom_writesAtItsPosition() {
    List<Consumer<ByteBuffer>> forms =
        List.of(
            out -> ChunkEncoder.encode(SEND, out),
            out -> ChunkEncoder.encodeStart(SEND.head(), out),
            out -> ChunkEncoder.encodeEnd("tid1", ContinuationFlag.MORE, out),
            out -> ChunkEncoder.encodeBodilessEnd("tid1", ContinuationFlag.MORE, out));
    List<ByteBuffer> expected =
        List.of(
            ChunkEncoder.encode(SEND),
            ChunkEncoder.encodeStart(SEND.head()),
            ChunkEncoder.encodeEnd("tid1", ContinuationFlag.MORE),
            ChunkEncoder.encodeBodilessEnd("tid1", ContinuationFlag.MORE));

    for (int i = 0; i < forms.size(); i++) {
      int size = expected.get(i).remaining();
      ByteBuffer exact = ByteBuffer.allocateDirect(size + 1).position(1);
      forms.get(i).accept(exact);
      assertThat(exact.flip().position(1)).isEqualTo(expected.get(i));

      ByteBuffer small = ByteBuffer.allocate(size - 1);
      Consumer<ByteBuffer> form = forms.get(i);
      assertThatThrownBy(() -> form.accept(small)).isInstanceOf(BufferOverflowException.class);
      assertThat(small.position()).isZero();
    }
  }

  @Test
  void encodeEnd_malformedId_isRefused() {
    assertThatThrownBy(() -> ChunkEncoder.encodeEnd("a\r\nb", ContinuationFlag.MORE))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ChunkEncoder.encodeBodilessEnd("abc", ContinuationFlag.MORE))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  static String text(ByteBuffer octets) {
    return StandardCharsets.UTF_8.decode(octets.duplicate()).toString();
  }
}
