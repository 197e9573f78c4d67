// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** The constructed vectors: what of their index concerns the codec. */
class DerivedVectorTest {

  static Stream<WireVector> vectors() {
    return WireVectors.inFolder("derived").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Conformance({
    "4975-7.1-05",
    "4975-7.1-11",
    "4975-7.1-13",
    "4975-7.1-14",
    "4975-7.1-15",
    "4975-7.1.2-05",
    "4975-7.2-09",
    "4975-7.3.1-03",
    "4975-9-01",
    "4975-9-02",
    "4975-9-03",
    "4975-9-09",
    "4975-9-14",
    "4975-9-19",
    "4975-9-21",
    "4975-9-23",
    "4975-9-24",
    "4975-12-01",
    "4975-14.5-01",
    "4976-3-02"
  })
  void decode_constructedVector_signalsWhatTheIndexSays(WireVector vector) {
    assertThat(summary(vector)).isEqualTo(vector.signals().orElseThrow());
  }

  @Test
  @Conformance({"4975-9-12", "4975-9-17", "4975-6.1-01"})
  void decode_caseVariants_meanTheSame() {
    RequestHead head = firstRequest("derived/d35-case-variants");
    RequestHead plain = firstRequest("derived/d32-failure-report-partial-bad");

    assertThat(head.toPath()).isEqualTo(plain.toPath());
    assertThat(head.fromPath()).isEqualTo(plain.fromPath());
    assertThat(head.headers().messageId()).contains("msg35aa");
    assertThat(head.headers().contentType())
        .hasValueSatisfying(type -> assertThat(type.matches("text/plain")).isTrue());
  }

  @Test
  @Conformance("4975-12-01")
  void decode_unknownHeader_isKept() {
    RequestHead head = firstRequest("derived/d29-unknown-header");

    assertThat(head.headers().others())
        .extracting(Object::toString)
        .containsExactly("X-Unknown-Thing: some value");
  }

  private static RequestHead firstRequest(String name) {
    return (RequestHead) ChunkAssembler.decodeAll(WireVectors.named(name).octets()).get(0).head();
  }

  private static String summary(WireVector vector) {
    Summary summary = new Summary();
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    try {
      decoder.decode(ByteBuffer.wrap(vector.octets()), summary);
      return summary.text(decoder.idle() ? "" : "incomplete");
    } catch (MsrpSyntaxException e) {
      return summary.text("fatal at " + e.offset().orElseThrow());
    }
  }

  private static final class Summary implements ChunkSink {

    private final List<String> parts = new ArrayList<>();
    private String request = "";
    private int octets;

    String text(String end) {
      if (!request.isEmpty()) {
        parts.add(request + octets);
      }
      if (!end.isEmpty()) {
        parts.add(end);
      }
      return String.join("; ", parts);
    }

    @Override
    public void onRequest(RequestHead head) {
      boolean body = head.headers().contentType().isPresent();
      octets = 0;
      request = head.method() + " " + head.transactionId() + (body ? " body " : " no body");
    }

    @Override
    public void onResponse(ResponseHead head) {
      parts.add(head.status().code() + " " + head.transactionId());
    }

    @Override
    public void onBody(ByteBuffer slice) {
      octets += slice.remaining();
    }

    @Override
    public void onEnd(ContinuationFlag flag) {
      String count = request.endsWith(" no body") ? "" : Integer.toString(octets);
      parts.add(request + count + " " + flag.symbol());
      request = "";
    }

    @Override
    public void onMalformed(MalformedChunk chunk) {
      parts.add(
          "malformed " + chunk.transactionId() + " at " + chunk.error().offset().orElseThrow());
    }
  }
}
