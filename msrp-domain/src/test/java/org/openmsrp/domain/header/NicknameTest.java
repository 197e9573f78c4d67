// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class NicknameTest {

  @Property
  @Conformance("7701-7.1-06")
  void parse_whatIsPrinted_givesNicknameBack(@ForAll("texts") String value) {
    Nickname nickname = new Nickname(value);
    assertThat(Nickname.parse(nickname.toString())).isEqualTo(nickname);
    assertThat(nickname.value()).isEqualTo(value);
  }

  @Test
  @Conformance("7701-7.1-06")
  void parse_vectorWithEscapes_readsQuoteAndBackslash() {
    Nickname nickname =
        Nickname.parse(VectorHead.of("derived/d40-nickname-escapes").value("Use-Nickname"));
    assertThat(nickname.value()).isEqualTo("a\"b\\c \u00e9");
    assertThat(nickname).hasToString("\"a\\\"b\\\\c \u00e9\"");
  }

  @Test
  @Conformance("7701-7.3-01")
  void parse_emptyString_removesNickname() {
    String text = VectorHead.of("derived/d39-nickname-remove").value("Use-Nickname");
    assertThat(Nickname.parse(text)).isEqualTo(Nickname.NONE).hasToString("\"\"");
  }

  @Test
  @Conformance("7701-7.1-02")
  void constructor_length_isCountedInOctets() {
    assertThat(new Nickname("x".repeat(1023)).value()).hasSize(1023);
    assertThat(new Nickname("\u00e9".repeat(511) + "x").value()).hasSize(512);
    assertThatThrownBy(() -> new Nickname("x".repeat(1024)))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> new Nickname("\u00e9".repeat(512)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "\"", "\"x", "x\"", "\"x\"y", "\"x\\\"", "\"\\", "\"a\r\nb\""})
  @Conformance("7701-7.1-02")
  void parse_notQuoted_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> Nickname.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.utf8Text();
  }
}
