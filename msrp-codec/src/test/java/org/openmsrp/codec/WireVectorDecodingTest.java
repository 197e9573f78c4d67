// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;

/** The RFCs' own examples, and how every vector stands being cut. */
class WireVectorDecodingTest {

  static Stream<WireVector> rfcExamples() {
    return WireVectors.inFolder("msrp").stream().filter(vector -> vector.flag().isPresent());
  }

  static Stream<WireVector> all() {
    return Stream.of("msrp", "derived").flatMap(folder -> WireVectors.inFolder(folder).stream());
  }

  @ParameterizedTest
  @MethodSource("rfcExamples")
  @Conformance({"4975-9-10", "4975-9-22", "4975-7.1-15", "4976-8-01", "7977-5.2.1-01"})
  void decodeAll_exampleOfRfc_seesWhatTheIndexSays(WireVector vector) {
    List<MsrpChunk> chunks = ChunkAssembler.decodeAll(vector.frame());

    assertThat(chunks).hasSize(1);
    MsrpChunk chunk = chunks.get(0);
    assertThat(chunk.transactionId()).isEqualTo(vector.transactionId().orElseThrow());
    assertThat(chunk.flag().symbol()).isEqualTo(vector.flag().orElseThrow());
    assertThat(chunk.headers().messageId()).isEqualTo(vector.messageId());
    assertThat(chunk.headers().byteRange().map(Object::toString)).isEqualTo(vector.byteRange());
    if (chunk instanceof MsrpRequest request) {
      assertThat(request.method().name()).isEqualTo(vector.method().orElseThrow());
      assertThat(request.body().map(MsrpBody::size).orElse(-1))
          .isEqualTo(vector.bodyOctets().orElse(-1));
    } else {
      assertThat(((MsrpResponse) chunk).status().code()).isEqualTo(vector.status().orElseThrow());
      assertThat(((MsrpResponse) chunk).status().comment()).isEqualTo(vector.comment().orElse(""));
    }
  }

  @Test
  void decode_exampleWithoutEndLine_waitsForMore() {
    byte[] octets = WireVectors.named("msrp/rfc4976-06-s3-xght6-200").octets();

    assertThat(Trace.of(octets)).containsExactly("within a frame");
  }

  @ParameterizedTest
  @MethodSource("all")
  void decode_vectorOctetByOctet_saysTheSame(WireVector vector) {
    assertThat(Trace.ofSingleOctets(vector.octets())).isEqualTo(Trace.of(vector.octets()));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Conformance("4975-7.3.1-12")
  void decode_vectorCutAnywhere_saysTheSame(WireVector vector) {
    byte[] octets = vector.octets();
    List<String> whole = Trace.of(octets);

    for (int cut = 0; cut <= octets.length; cut++) {
      assertThat(Trace.of(octets, cut)).as("cut at %s", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void decode_vectorInThreePieces_saysTheSame(WireVector vector) {
    byte[] octets = vector.octets();
    List<String> whole = Trace.of(octets);
    Random random = new Random(4975);

    for (int i = 0; i < 50; i++) {
      int[] cuts = random.ints(2, 0, octets.length + 1).sorted().toArray();
      assertThat(Trace.of(octets, cuts)).as("cut at %s", cuts).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void decode_vectorInAnyMemory_saysTheSame(WireVector vector) {
    byte[] octets = vector.octets();
    List<String> whole = Trace.of(octets);

    for (Trace.Memory memory : Trace.Memory.values()) {
      assertThat(Trace.of(DecoderLimits.DEFAULT, memory, octets, octets.length / 2))
          .as("%s", memory)
          .isEqualTo(whole);
    }
  }
}
