// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Templates write what the encoder writes. */
class TemplateTest {

  private static final SendHeadTemplate SEND = SendHeadTemplate.of(Wire.BOB, Wire.ALICE);

  static Stream<MsrpHeaders> headers() {
    MsrpHeaders id = MsrpHeaders.builder().set(HeaderName.MESSAGE_ID, "msg1").build();
    MsrpHeaders typed = id.toBuilder().set(HeaderName.CONTENT_TYPE, MediaType.CPIM).build();
    return Stream.of(
        MsrpHeaders.NONE,
        id,
        typed,
        typed.toBuilder()
            .set(HeaderName.BYTE_RANGE, ByteRange.NOTHING)
            .set(HeaderName.SUCCESS_REPORT, SuccessReport.YES)
            .set(HeaderName.FAILURE_REPORT, FailureReport.YES)
            .build(),
        typed.toBuilder()
            .add(Header.of(HeaderName.extension("Content-Own"), "a"))
            .add(Header.of(HeaderName.extension("X-Own"), "äöü 🙂 and more"))
            .set(HeaderName.SUCCESS_REPORT, SuccessReport.NO)
            .set(HeaderName.FAILURE_REPORT, FailureReport.PARTIAL)
            .build());
  }

  @ParameterizedTest
  @MethodSource("headers")
  @Conformance({"4975-7.1.1-02", "4975-7.1.1-15", "4975-7.1.1-19", "4975-7.1.1-21"})
  void write_sendHead_isTheEncodersHead(MsrpHeaders headers) {
    long[][] ranges = {
      {1, 0, 0},
      {1, 5, 5},
      {1, -1, -1},
      {2049, -1, 9_999_999_999L},
      {99, 100, 1000},
      {Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE},
      {2147483648L, 4294967296L, -1}
    };
    for (long[] range : ranges) {
      ByteBuffer heap = ByteBuffer.allocate(SEND.maxSize(headers));
      ByteBuffer direct = ByteBuffer.allocateDirect(SEND.maxSize(headers));
      SEND.write("tid1", headers, range[0], range[1], range[2], heap);
      SEND.write("tid1", headers, range[0], range[1], range[2], direct);

      ByteBuffer expected = ChunkEncoder.encodeStart(head(headers, range));
      assertThat(ChunkEncoderTest.text(heap.flip())).isEqualTo(ChunkEncoderTest.text(expected));
      assertThat(direct.flip()).isEqualTo(expected);
    }
  }

  @Test
  void write_sendHeadWithoutRoom_writesNothing() {
    MsrpHeaders headers = MsrpHeaders.NONE;
    ByteBuffer out = ByteBuffer.allocate(SEND.maxSize(headers) - 1);

    assertThatThrownBy(() -> SEND.write("tid1", headers, 1, 0, 0, out))
        .isInstanceOf(BufferOverflowException.class);
    assertThat(out.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a\r\nbc", "tid1 ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "tidé"})
  void write_malformedId_isRefused(String id) {
    ByteBuffer out = ByteBuffer.allocate(4096);
    ResponseTemplate ok = ResponseTemplate.of(MsrpStatus.OK, Wire.BOB, Wire.ALICE);

    assertThatThrownBy(() -> SEND.write(id, MsrpHeaders.NONE, 1, 0, 0, out))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ok.write(id, out)).isInstanceOf(MsrpSyntaxException.class);
    assertThat(out.position()).isZero();
  }

  @Test
  @Conformance("4975-7.1.1-14")
  void write_positionsBelowTheFirst_areRefused() {
    ByteBuffer out = ByteBuffer.allocate(4096);

    assertThatThrownBy(() -> SEND.write("tid1", MsrpHeaders.NONE, 0, 0, 0, out))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> SEND.write("tid1", MsrpHeaders.NONE, 1, -2, 0, out))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> SEND.write("tid1", MsrpHeaders.NONE, 1, 0, -2, out))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThat(out.position()).isZero();
  }

  @Test
  @Conformance({"4975-7.2-03", "4975-7.2-07"})
  void write_response_isTheEncodersChunk() {
    for (MsrpStatus status : new MsrpStatus[] {MsrpStatus.OK, MsrpStatus.of(481)}) {
      ResponseTemplate template = ResponseTemplate.of(status, Wire.BOB, Wire.ALICE);
      ByteBuffer out = ByteBuffer.allocate(template.size("a1b2c3"));
      template.write("a1b2c3", out);

      ResponseHead head =
          new ResponseHead("a1b2c3", status, Wire.BOB, Wire.ALICE, MsrpHeaders.NONE);
      assertThat(out.hasRemaining()).isFalse();
      assertThat(out.flip()).isEqualTo(ChunkEncoder.encode(new MsrpResponse(head)));
    }
  }

  @Test
  void write_responseOutsideOfTheHeap_isWhatItIsOnIt() {
    ResponseTemplate template = ResponseTemplate.of(MsrpStatus.OK, Wire.BOB, Wire.ALICE);
    int size = template.size("tid1");
    ByteBuffer onHeap = ByteBuffer.allocate(size);
    ByteBuffer direct = ByteBuffer.allocateDirect(size + 1);
    template.write("tid1", onHeap);
    template.write("tid1", direct);

    assertThat(direct.flip()).isEqualTo(onHeap.flip());
  }

  @Test
  void write_responseWithoutRoom_writesNothing() {
    ResponseTemplate template = ResponseTemplate.of(MsrpStatus.OK, Wire.BOB, Wire.ALICE);
    ByteBuffer out = ByteBuffer.allocate(template.size("tid1") - 1);

    assertThatThrownBy(() -> template.write("tid1", out))
        .isInstanceOf(BufferOverflowException.class);
    assertThat(out.position()).isZero();
  }

  private static RequestHead head(MsrpHeaders headers, long[] range) {
    ByteRange byteRange = ByteRange.of(range[0], known(range[1]), known(range[2]));
    return new RequestHead(
        "tid1",
        MsrpMethod.SEND,
        Wire.BOB,
        Wire.ALICE,
        headers.toBuilder().set(HeaderName.BYTE_RANGE, byteRange).build());
  }

  private static OptionalLong known(long position) {
    return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
  }
}
