// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;

class ChunkAssemblerTest {

  private static final MsrpPath TO = MsrpPath.parse("msrp://bob.example.com:8888/9di4eae;tcp");
  private static final MsrpPath FROM = MsrpPath.parse("msrp://alice.example.com:7777/iau39;tcp");

  private static final MsrpRequest SEND =
      MsrpRequest.builder(MsrpMethod.SEND, "a786hjs2", TO, FROM)
          .header(HeaderName.MESSAGE_ID, "87652491")
          .header(HeaderName.BYTE_RANGE, ByteRange.of(1, 5, 9))
          .body(MediaType.TEXT_PLAIN, MsrpBody.utf8("hello"))
          .flag(ContinuationFlag.MORE)
          .build();

  @Test
  void decodeAll_requestAndItsResponse_givesBothAgain() {
    MsrpResponse response = new MsrpResponse(SEND.head().respond(MsrpStatus.OK));

    List<MsrpChunk> decoded = ChunkAssembler.decodeAll(octets(SEND, response));

    assertThat(decoded).containsExactly(SEND, response);
  }

  @Test
  void decodeAll_octetsEndWithinFrame_throwsWithOffset() {
    byte[] cut = octets(SEND);
    byte[] start = java.util.Arrays.copyOf(cut, cut.length - 1);

    assertThatThrownBy(() -> ChunkAssembler.decodeAll(start))
        .isInstanceOfSatisfying(
            MsrpSyntaxException.class, e -> assertThat(e.offset()).hasValue(start.length));
  }

  @Test
  void poll_bodyAboveLimit_isRefused() {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    ChunkAssembler assembler = new ChunkAssembler(4);

    assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(octets(SEND)), assembler))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("more than 4 octets");
    assertThat(assembler.poll()).isEmpty();
  }

  @Test
  void poll_bodyOfTheLimit_isTakenAndComesOnce() {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    ChunkAssembler assembler = new ChunkAssembler(5);

    decoder.decode(ByteBuffer.wrap(octets(SEND)), assembler);

    assertThat(assembler.poll()).contains(SEND);
    assertThat(assembler.poll()).isEmpty();
  }

  @Test
  void decodeAll_malformedHead_throwsItsError() {
    byte[] octets =
        "MSRP a786hjs2 SEND\r\nTo-Path: x\r\n-------a786hjs2$\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> ChunkAssembler.decodeAll(octets))
        .isInstanceOfSatisfying(
            MsrpSyntaxException.class, e -> assertThat(e.offset()).hasValue(29));
  }

  private static byte[] octets(MsrpChunk... chunks) {
    ByteBuffer all = ByteBuffer.allocate(4096);
    for (MsrpChunk chunk : chunks) {
      ChunkEncoder.encode(chunk, all);
    }
    byte[] octets = new byte[all.flip().remaining()];
    all.get(octets);
    return octets;
  }
}
