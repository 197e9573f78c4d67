// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import org.openmsrp.conformance.Conformance;

class TextsTest {

  @Example
  void isIdentChar_firstCharacterBeyondAscii_isNone() {
    assertThat(Texts.isIdentChar('\u0080')).isFalse();
  }

  @Property
  @Conformance("4975-9-14")
  void requireIdent_anyText_followsTheGrammar(@ForAll("identOrNoise") String text) {
    if (text.matches("[A-Za-z0-9][A-Za-z0-9.+%=-]{3,31}")) {
      assertThat(Texts.requireIdent(text, "id")).isSameAs(text);
    } else {
      assertThatThrownBy(() -> Texts.requireIdent(text, "id"))
          .isInstanceOf(MsrpSyntaxException.class)
          .hasMessageContaining("id")
          .hasMessageContaining("RFC 4975 §9");
    }
  }

  @Example
  @Conformance("4975-9-14")
  void requireIdent_lengths_are4To32() {
    assertThat(Texts.requireIdent("abcd", "id")).hasSize(4);
    assertThat(Texts.requireIdent("a".repeat(32), "id")).hasSize(32);
    assertThatThrownBy(() -> Texts.requireIdent("abc", "id"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> Texts.requireIdent("a".repeat(33), "id"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Property
  @Conformance({"4975-9-11", "4975-9-14"})
  void isIdentChar_anyCharacter_followsTheGrammar(@ForAll char c) {
    assertThat(Texts.isIdentChar(c)).isEqualTo(String.valueOf(c).matches("[A-Za-z0-9.+%=-]"));
  }

  @Example
  @Conformance("4975-9-23")
  void requireUtf8Text_everyAsciiCharacter_refusesControlsButTheTab() {
    for (char c = 0; c < 0x80; c++) {
      String text = "a" + c + "b";
      if (c == '\t' || (c >= ' ' && c != 0x7f)) {
        assertThat(Texts.requireUtf8Text(text, "text")).isSameAs(text);
      } else {
        assertThatThrownBy(() -> Texts.requireUtf8Text(text, "text"))
            .isInstanceOf(MsrpSyntaxException.class);
      }
    }
  }

  @Property
  @Conformance("4975-9-23")
  void requireUtf8Text_legalText_isReturned(@ForAll("texts") String text) {
    assertThat(Texts.requireUtf8Text(text, "text")).isSameAs(text);
  }

  @Example
  void requireUtf8Text_surrogates_mustComeInPairs() {
    assertThat(Texts.requireUtf8Text("\uD83D\uDE00", "text")).hasSize(2);
    for (String text :
        new String[] {"\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83Dx", "\uD83D\uD83D\uDE00"}) {
      assertThatThrownBy(() -> Texts.requireUtf8Text(text, "text"))
          .isInstanceOf(MsrpSyntaxException.class)
          .hasMessageContaining("surrogate");
    }
  }

  @Example
  void isToken_everyAsciiCharacter_followsTheGrammar() {
    for (char c = 0; c < 0x100; c++) {
      boolean legal = String.valueOf(c).matches("[\\x21\\x23-\\x27*+\\x2d.0-9A-Z\\x5e-\\x7e]");
      assertThat(Texts.isToken("" + c)).as("character %d", (int) c).isEqualTo(legal);
      assertThat(Texts.isToken("x" + c + "y")).isEqualTo(legal);
    }
    assertThat(Texts.isToken("")).isFalse();
  }

  @Property
  void equalIgnoringAsciiCase_letters_ignoreTheirCase(@ForAll @AlphaChars String text) {
    assertThat(Texts.equalIgnoringAsciiCase(text, text.toUpperCase(Locale.ROOT))).isTrue();
    assertThat(Texts.equalIgnoringAsciiCase(text, text + "x")).isFalse();
  }

  @Example
  void equalIgnoringAsciiCase_neighboursAndOtherScripts_differ() {
    for (String pair :
        new String[] {"@`", "[{", "ks", "k\u212a", "s\u017f", "\u00e4\u00c4", "19"}) {
      assertThat(Texts.equalIgnoringAsciiCase(pair.substring(0, 1), pair.substring(1))).isFalse();
    }
    assertThat(Texts.equalIgnoringAsciiCase("AZ", "az")).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.utf8Text();
  }

  @Provide
  Arbitrary<String> identOrNoise() {
    return Arbitraries.oneOf(DomainArbitraries.ident(), DomainArbitraries.noise());
  }
}
