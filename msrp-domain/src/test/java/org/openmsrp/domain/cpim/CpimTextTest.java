// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

/** The escapes of RFC 3862 §2.3. */
class CpimTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\\\\, 5c",
        "\\\", 22",
        "\\', 27",
        "\\b, 8",
        "\\t, 9",
        "\\n, a",
        "\\r, d",
        "\\u0041, 41",
        "\\u00e4, e4",
        "\\u00E4, e4",
        "\\u20ac, 20ac",
        "\\u0000, 0",
        "\\u007f, 7f"
      })
  @Conformance("3862-2.3-01")
  void unescape_everyEscape_isItsCharacter(String escape, String point) {
    String character = Character.toString(Integer.parseInt(point, 16));
    assertThat(CpimText.unescape("x" + escape + "y")).isEqualTo("x" + character + "y");
  }

  @ParameterizedTest
  @CsvSource({
    "\\q, q",
    "\\u12, u12",
    "\\u12G4, u12G4",
    "\\U0041, U0041",
    "a\\, a",
    "\\, ''",
    "\\\\\\, \\",
    "\\ä, ä",
    "\\u00\uff11\uff11, u00\uff11\uff11"
  })
  @Conformance("3862-2.3.1-02")
  void unescape_unknownEscape_isTheCharacterBehind(String escaped, String plain) {
    assertThat(CpimText.unescape(escaped)).isEqualTo(plain);
  }

  @Example
  @Conformance("3862-2.3-01")
  void unescape_surrogates_areOneCharacterTogetherAndNoneAlone() {
    assertThat(CpimText.unescape("\\ud83d\\ude00")).isEqualTo("\ud83d\ude00");
    assertThat(CpimText.unescape("\\ud83d!\\ude00")).isEqualTo("\ufffd!\ufffd");
  }

  @Example
  @Conformance({"3862-2.3.1-01", "3862-2.3-02", "3862-2.2-05"})
  void escape_controlsBackslashAndQuotes_areEscapedAndNothingElse() {
    assertThat(CpimText.escape("\\\b\t\n\r", false)).isEqualTo("\\\\\\b\\t\\n\\r");
    assertThat(CpimText.escape("\0\u000b\u001f\u007f", false))
        .isEqualTo("\\u0000\\u000b\\u001f\\u007f");
    assertThat(CpimText.escape("a\"'\u0080ä€\ud83d\ude00 ~", false))
        .isEqualTo("a\"'\u0080ä€\ud83d\ude00 ~");
    assertThat(CpimText.escape("a\"'", true)).isEqualTo("a\\\"'");
  }

  @Property
  @Conformance({"3862-2.3-02", "3862-2.3.1-01"})
  void escape_anyText_comesBackAndHoldsNoControl(@ForAll String text, @ForAll boolean quoted) {
    String whole = text.replaceAll("[\\ud800-\\udfff]", "");
    String escaped = CpimText.escape(whole, quoted);
    assertThat(escaped).doesNotContainPattern("[\\x00-\\x1f\\x7f]");
    assertThat(CpimText.unescape(escaped)).isEqualTo(whole);
  }

  @Property
  void unescape_anyText_givesTextThatCanBeEscaped(@ForAll String text) {
    String whole = text.replaceAll("[\\ud800-\\udfff]", "\\\\ud800");
    assertThat(CpimText.unescape(CpimText.escape(CpimText.unescape(whole), true)))
        .isEqualTo(CpimText.unescape(whole));
  }

  @Example
  void escape_loneSurrogate_isRefused() {
    assertThatThrownBy(() -> CpimText.escape("\ud800", false))
        .isInstanceOf(MsrpSyntaxException.class);
  }
}
