// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.codec.Wire.end;
import static org.openmsrp.codec.Wire.octets;
import static org.openmsrp.codec.Wire.send;
import static org.openmsrp.codec.Wire.start;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each limit of the decoder, with what is just below, at and above it. */
class DecoderBordersTest {

  /** A limit, one of its own, what is of a size that it bounds, and what is told beyond it. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Border {
    HEAD_OCTETS(
        "headOctets",
        DecoderLimits::headOctets,
        DecoderLimits::withHeadOctets,
        400,
        DecoderBordersTest::head,
        "fatal "),
    HEADERS(
        "headers",
        DecoderLimits::headers,
        DecoderLimits::withHeaders,
        5,
        size -> send(headers(size - 2)) + end("$"),
        "malformed .*more headers.*"),
    URIS_PER_PATH(
        "urisPerPath",
        DecoderLimits::urisPerPath,
        DecoderLimits::withUrisPerPath,
        3,
        size -> withToPath("msrp://a;t ".repeat(size).strip()),
        "malformed .*more URIs.*"),
    URI_OCTETS(
        "uriOctets",
        DecoderLimits::uriOctets,
        DecoderLimits::withUriOctets,
        60,
        size -> withToPath("msrp://a/" + "s".repeat(size - 13) + ";tcp"),
        "malformed .*a URI of more octets.*"),
    NON_SEND_BODY_OCTETS(
        "nonSendBodyOctets",
        DecoderLimits::nonSendBodyOctets,
        DecoderLimits::withNonSendBodyOctets,
        10,
        size ->
            start("REPORT", "Content-Type: a/b") + "\r\n" + "x".repeat(size) + "\r\n" + end("$"),
        "malformed .*"),
    BLANK_LINES(
        "blankLines",
        DecoderLimits::blankLines,
        DecoderLimits::withBlankLines,
        3,
        size -> "\r\n".repeat(size) + send("X-A: b") + end("$"),
        "fatal .*");

    private final String component;
    private final ToIntFunction<DecoderLimits> limit;
    private final BiFunction<DecoderLimits, Integer, DecoderLimits> with;
    private final int own;
    private final IntFunction<String> ofSize;
    private final String told;

    Border(
        String component,
        ToIntFunction<DecoderLimits> limit,
        BiFunction<DecoderLimits, Integer, DecoderLimits> with,
        int own,
        IntFunction<String> ofSize,
        String told) {
      this.component = component;
      this.limit = limit;
      this.with = with;
      this.own = own;
      this.ofSize = ofSize;
      this.told = told;
    }

    List<String> decoded(DecoderLimits limits, int size) {
      byte[] octets = octets(ofSize.apply(size));
      List<String> whole = Trace.of(limits, Trace.Memory.HEAP, octets);
      assertThat(Trace.of(limits, Trace.Memory.HEAP, octets, octets.length / 2)).isEqualTo(whole);
      return whole;
    }

    void assertBorderAt(DecoderLimits limits) {
      int at = limit.applyAsInt(limits);
      assertThat(decoded(limits, at - 1)).as("below").contains("end $", "idle");
      assertThat(decoded(limits, at)).as("at").contains("end $", "idle");
      assertThat(decoded(limits, at + 1).get(0)).as("above").matches(told + ".*");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_belowAtAndAboveTheDefault_takesTakesAndRefuses(Border border) {
    border.assertBorderAt(DecoderLimits.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource
  void decode_belowAtAndAboveALimitOfOnesOwn_takesTakesAndRefuses(Border border) {
    border.assertBorderAt(border.with.apply(DecoderLimits.DEFAULT, border.own));
  }

  /** Spaces are not counted as URIs. */
  @Test
  void decode_pathOfAsManyUrisAsAllowedWithRunsOfSpaces_isTaken() {
    DecoderLimits three = DecoderLimits.DEFAULT.withUrisPerPath(3);
    byte[] octets = octets(withToPath("msrp://a;t    msrp://b;t  msrp://c;t"));

    assertThat(Trace.of(three, Trace.Memory.HEAP, octets)).contains("end $", "idle");
  }

  @Test
  void borders_together_areAllLimits() {
    assertThat(Arrays.stream(Border.values()).map(border -> border.component))
        .containsExactlyElementsOf(
            Arrays.stream(DecoderLimits.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  /** A frame without a body whose head, end-line included, is so long. */
  private static String head(int size) {
    int frame = (send("X-Long: ") + end("$")).length();
    return send("X-Long: " + "y".repeat(size - frame)) + end("$");
  }

  private static String[] headers(int count) {
    String[] headers = new String[count];
    Arrays.setAll(headers, i -> "X-" + i + ": y");
    return headers;
  }

  private static String withToPath(String path) {
    String start = "MSRP tid1 SEND\r\nTo-Path: " + path;
    return start + "\r\nFrom-Path: " + Wire.ALICE + "\r\n" + end("$");
  }
}
