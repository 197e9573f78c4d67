// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

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

class QuotedStringTest {

  @Property
  @Conformance("4975-9-18")
  void decode_whatWasEncoded_givesValueBack(@ForAll("texts") String value) {
    String quoted = QuotedString.encode(value);
    assertThat(QuotedString.decode(quoted)).isEqualTo(value);
    assertThat(QuotedString.end("x=" + quoted + ", \"y\"", 2)).isEqualTo(2 + quoted.length());
  }

  @Property
  void encode_controlCharacterOrLoneSurrogate_isRefused(@ForAll("illegal") String value) {
    assertThatThrownBy(() -> QuotedString.encode(value)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("4975-9-18")
  void encode_quoteAndBackslash_areTheOnlyEscapes() {
    assertThat(QuotedString.encode("a\"b\\c'\t\u00e9")).isEqualTo("\"a\\\"b\\\\c'\t\u00e9\"");
    assertThat(QuotedString.encode("")).isEqualTo("\"\"");
  }

  @Test
  void decode_anyEscapedCharacter_isAccepted() {
    assertThat(QuotedString.decode("\"\\a\\\\\\\"\"")).isEqualTo("a\\\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "a", "\"a", "a\"", "\"a\" ", "\"a\"\"", "\"\\\"", "\"\\", "''"})
  void decode_notOneQuotedString_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> QuotedString.decode(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void decode_controlCharacterOrNoEnd_saysWhich() {
    assertThatThrownBy(() -> QuotedString.decode("\"a\0b\""))
        .hasMessageContaining("holds a control character");
    assertThatThrownBy(() -> QuotedString.decode("\"ab")).hasMessageContaining("is not closed");
  }

  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.utf8Text();
  }

  @Provide
  Arbitrary<String> illegal() {
    return DomainArbitraries.illegalText();
  }
}
