// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.codec.Wire.end;
import static org.openmsrp.codec.Wire.octets;
import static org.openmsrp.codec.Wire.sendOf;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;

/**
 * What ends the stream. What is just below, at and above each limit: {@link DecoderBordersTest}.
 */
class DecoderLimitsTest {

  private static final DecoderLimits LIMITS = DecoderLimits.DEFAULT;

  static Stream<String> lines() {
    return Stream.of(
        "",
        "\n",
        "x",
        "MSRPx",
        "MSRP",
        "MSRP\r\n",
        "MSRP \r\n",
        "MSRP abcd\r\n",
        "MSRP abcd \r\n",
        "MSRP abc SEND\r\n",
        "MSRP aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa SEND\r\n",
        "MSRP  abcd SEND\r\n",
        "MSRP abcd  SEND\r\n",
        "MSRP abcd SEND \r\n",
        "MSRP abcd send\r\n",
        "MSRP abcd SEND2\r\n",
        "MSRP abcd 20 OK\r\n",
        "MSRP abcd 2000\r\n",
        "MSRP abcd 20x OK\r\n",
        "MSRP abcd 200OK\r\n",
        "MSRP -bcd SEND\r\n",
        "MSRP ab_d SEND\r\n",
        "MSRP ab\u00e9d SEND\r\n",
        "MSRP ab\0d SEND\r\n",
        "msrp abcd SEND\r\n",
        "\rMSRP abcd SEND\r\n",
        " MSRP abcd SEND\r\n",
        "GET / HTTP/1.1\r\n",
        "\u0016\u0003\u0001\u0002");
  }

  @ParameterizedTest
  @MethodSource("lines")
  @Conformance({"4975-9-02", "4975-9-03", "4975-9-04", "4975-9-14"})
  void decode_malformedStartLine_endsTheStream(String line) {
    String stream = sendOf("first") + line + Wire.PATHS + end("$") + sendOf("next");

    List<String> trace = Trace.of(stream);

    assertThat(trace).contains("body first").doesNotContain("body next");
    assertThat(trace.get(3)).startsWith("fatal ").contains("at octet ").contains("RFC 4975 §9");
    assertThat(Trace.ofSingleOctets(octets(stream)).get(3)).isEqualTo(trace.get(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HT", "MSRP\t", "MSRPS tid1"})
  void decode_beginningOfAnotherProtocol_endsTheStreamBeforeItsLineEnds(String beginning) {
    assertThat(Trace.of(beginning).get(0)).startsWith("fatal ");
    assertThat(Trace.of("MSRP t")).containsExactly("within a frame");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MSRP ", "MSRP tid1 ", "MSRP tid1 SEND\r\n", "MSRP tid1 SEND\r\nX: "})
  void decode_headWithoutEnd_endsTheStreamAtTheLimit(String start) {
    byte[] endless = octets(start + "A".repeat(LIMITS.headOctets()));

    assertThat(Trace.ofSingleOctets(endless)).hasSize(2).first().asString().startsWith("fatal ");
    assertThat(Trace.of(endless)).hasSize(2);
  }

  @Test
  void decode_thousandsOfHeaders_isMalformedAndSkipped() {
    String frame = "MSRP tid1 SEND\r\n" + Wire.PATHS + "a:\r\n".repeat(4000) + end("$");

    assertThat(Trace.of(frame + sendOf("next"))).hasSize(5).contains("body next");
  }

  @Test
  void decode_tenThousandUris_isRefusedWithinTheHeadLimit() {
    String start = "MSRP tid1 SEND\r\nTo-Path: " + "msrp://a;t ".repeat(10_000);

    assertThat(Trace.of(start + "\r\n" + end("$")).get(0)).startsWith("fatal ");
  }

  @Test
  void decode_blankLinesForEver_endTheStream() {
    DecoderLimits three = LIMITS.withBlankLines(3);
    String allowed = "\r\n".repeat(3) + sendOf("a") + "\r\n".repeat(3) + sendOf("b");

    assertThat(traced(three, allowed)).contains("body a", "body b", "idle");
    assertThat(traced(three, "\r\n".repeat(4) + sendOf("a"))).hasSize(2).doesNotContain("body a");
  }

  @Test
  void limits_ofOwn_areKept() {
    DecoderLimits own =
        LIMITS
            .withHeadOctets(500)
            .withHeaders(3)
            .withUrisPerPath(1)
            .withUriOctets(60)
            .withNonSendBodyOctets(2)
            .withBlankLines(1);

    assertThat(own).isEqualTo(new DecoderLimits(500, 3, 1, 60, 2, 1));
  }

  @Test
  void limits_belowOne_areRefused() {
    assertThatThrownBy(() -> LIMITS.withHeadOctets(0)).hasMessageContaining("headOctets");
    assertThatThrownBy(() -> LIMITS.withHeaders(0)).hasMessageContaining("headers");
    assertThatThrownBy(() -> LIMITS.withUrisPerPath(-1)).hasMessageContaining("urisPerPath");
    assertThatThrownBy(() -> LIMITS.withUriOctets(0)).hasMessageContaining("uriOctets");
    assertThatThrownBy(() -> LIMITS.withNonSendBodyOctets(0)).hasMessageContaining("nonSendBody");
    assertThatThrownBy(() -> LIMITS.withBlankLines(0)).hasMessageContaining("blankLines");
  }

  private static List<String> traced(DecoderLimits limits, String octets) {
    return Trace.of(limits, Trace.Memory.HEAP, octets(octets));
  }
}
