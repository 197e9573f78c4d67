// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;

class ByteRangeTest {

  @Property
  @Conformance("4975-7.1.1-13")
  void parse_whatIsPrinted_givesRangeBack(@ForAll("ranges") ByteRange range) {
    ByteRange parsed = ByteRange.parse(range.toString());
    assertThat(parsed).isEqualTo(range).hasSameHashCodeAs(range);
    assertThat(parsed.start()).isEqualTo(range.start());
    assertThat(parsed.end()).isEqualTo(range.end());
    assertThat(parsed.total()).isEqualTo(range.total());
  }

  @Property
  void parse_threeNumbers_acceptsThemExactlyIfTheyFit(
      @ForAll("small") long start, @ForAll("small") long end, @ForAll("small") long total) {
    boolean fits = start >= 1 && end >= start - 1 && end <= total;
    String text = start + "-" + end + "/" + total;
    if (fits) {
      assertThat(ByteRange.parse(text)).isEqualTo(ByteRange.of(start, end, total));
    } else {
      assertThatThrownBy(() -> ByteRange.parse(text)).isInstanceOf(MsrpSyntaxException.class);
      assertThatThrownBy(() -> ByteRange.of(start, end, total))
          .isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @Test
  void of_emptyMessage_isARangeOfNothing() {
    assertThat(ByteRange.of(1, 0, 0)).hasToString("1-0/0");
    assertThat(ByteRange.of(1, 0, 5)).hasToString("1-0/5");
  }

  @Test
  void parse_stars_meanUnknown() {
    ByteRange open = ByteRange.parse("17-*/*");
    assertThat(open.start()).isEqualTo(17);
    assertThat(open.end()).isEmpty();
    assertThat(open.total()).isEmpty();
    assertThat(open).hasToString("17-*/*");
    assertThat(ByteRange.parse("17-20/*").end()).hasValue(20);
    assertThat(ByteRange.parse("17-*/20").total()).hasValue(20);
  }

  @Test
  @Conformance({"4975-7.1.1-14", "4975-7.1.1-24"})
  void parse_noContent_startsAtOne() {
    assertThat(ByteRange.parse("1-0/0")).isEqualTo(ByteRange.NOTHING).hasToString("1-0/0");
    assertThat(ByteRange.NOTHING.start()).isEqualTo(1);
    String zero = VectorHead.of("derived/n10-byte-range-zero").value("Byte-Range");
    assertThatThrownBy(() -> ByteRange.parse(zero)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "/",
        "1",
        "1-",
        "1-2",
        "1-2/",
        "1/2",
        "-1/2",
        "1-/2",
        "/1-2",
        "1-2/3/4",
        "1--2/3",
        "-1-2/3",
        "*-2/3",
        "1-**/3",
        "1-2/**",
        "+1-2/3",
        "1-+2/3",
        " 1-2/3",
        "1-2/3 ",
        "1 -2/3",
        "0-0/0",
        "0-1/1",
        "5-1/9",
        "1-9/5",
        "6-*/4",
        "1-x/3",
        "1-0x2/3",
        "1-\uff12/3",
        "1.0-2/3",
      })
  void parse_malformedOrContradictory_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> ByteRange.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {2147483647L, 2147483648L, 4294967295L, 4294967296L, Long.MAX_VALUE})
  @Conformance("4975-14.5-01")
  void parse_aroundWordSizes_keepsValue(long total) {
    ByteRange range = ByteRange.parse("1-" + total + "/" + total);
    assertThat(range.end()).hasValue(total);
    assertThat(range.total()).hasValue(total);
    assertThat(ByteRange.parse(total + "-*/" + total).start()).isEqualTo(total);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "9223372036854775817",
        "18446744073709551617",
        "99999999999999999999",
        "1000000000000000000000000000000",
      })
  @Conformance("4975-14.5-01")
  void parse_beyond63Bits_throwsInsteadOfWrapping(String number) {
    for (String text : new String[] {number + "-*/*", "1-" + number + "/*", "1-*/" + number}) {
      assertThatThrownBy(() -> ByteRange.parse(text)).isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @Test
  @Conformance("4975-14.5-01")
  void parse_vectorWithOverflowingTotal_throwsSyntaxException() {
    String text = VectorHead.of("derived/d42-overflow-range").value("Byte-Range");
    assertThatThrownBy(() -> ByteRange.parse(text)).isInstanceOf(MsrpSyntaxException.class);
    String huge = VectorHead.of("derived/d41-huge-total").value("Byte-Range");
    assertThat(ByteRange.parse(huge)).hasToString(huge);
  }

  @Test
  void of_negativePosition_isNotTakenForUnknown() {
    assertThatThrownBy(() -> ByteRange.of(1, -1, 5)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ByteRange.of(1, 0, -1)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ByteRange.openEnded(1, -1)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ByteRange.of(1, OptionalLong.of(-1), OptionalLong.empty()))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ByteRange.of(1, OptionalLong.empty(), OptionalLong.of(-1)))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> ByteRange.of(Long.MIN_VALUE, 0, 0))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void of_optionalPositions_equalsParsed() {
    assertThat(ByteRange.of(3, OptionalLong.of(4), OptionalLong.of(9)))
        .isEqualTo(ByteRange.parse("3-4/9"));
    assertThat(ByteRange.of(3, OptionalLong.empty(), OptionalLong.empty()))
        .isEqualTo(ByteRange.parse("3-*/*"));
    assertThat(ByteRange.openEnded(1, 0)).isEqualTo(ByteRange.parse("1-*/0"));
    assertThat(ByteRange.openEnded(3, 9)).isEqualTo(ByteRange.parse("3-*/9"));
  }

  @Test
  void equals_oneNumberDiffers_isFalse() {
    ByteRange range = ByteRange.parse("2-3/9");
    assertThat(range)
        .isNotEqualTo(ByteRange.parse("1-3/9"))
        .isNotEqualTo(ByteRange.parse("2-4/9"))
        .isNotEqualTo(ByteRange.parse("2-3/8"))
        .isNotEqualTo(ByteRange.parse("2-*/9"))
        .isNotEqualTo("2-3/9");
  }

  @Test
  void hashCode_manyRanges_spreads() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 1; i <= 1000; i++) {
      hashes.add(ByteRange.of(i, i + 2047, 1_000_000).hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(990);
  }

  @Provide
  Arbitrary<ByteRange> ranges() {
    return DomainArbitraries.byteRange();
  }

  @Provide
  Arbitrary<Long> small() {
    return Arbitraries.longs().between(0, 4);
  }
}
