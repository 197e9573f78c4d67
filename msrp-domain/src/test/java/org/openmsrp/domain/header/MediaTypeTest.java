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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;

class MediaTypeTest {

  @Property
  @Conformance("4975-9-16")
  void parse_whatIsPrinted_givesTypeBack(@ForAll("types") MediaType type) {
    assertThat(MediaType.parse(type.toString()))
        .isEqualTo(type)
        .hasSameHashCodeAs(type)
        .hasToString(type.toString());
  }

  @Test
  @Conformance({"4975-9-16", "4975-9-18"})
  void parameter_tokenQuotedAndBare_areRead() {
    MediaType type = MediaType.parse("text/plain;charset=utf-8; Name=\"a\\\"b\\\\;c\" ;flag");
    assertThat(type.parameter("charset")).contains("utf-8");
    assertThat(type.parameter("name")).contains("a\"b\\;c");
    assertThat(type.parameter("FLAG")).contains("");
    assertThat(type.parameter("none")).isEmpty();
  }

  @Test
  @Conformance("4975-9-17")
  void parse_otherCase_isSameType() {
    MediaType type = MediaType.parse("Text/PLAIN;Charset=x");
    assertThat(type.type()).isEqualTo("text");
    assertThat(type.subtype()).isEqualTo("plain");
    assertThat(type).isEqualTo(MediaType.parse("text/plain;charset=x"));
    assertThat(type).hasToString("Text/PLAIN;Charset=x");
  }

  @Test
  void equals_parameters_countWithoutTheirOrder() {
    MediaType type = MediaType.parse("a/b;x=1;y=2");
    assertThat(type)
        .isEqualTo(MediaType.parse("a/b ; y=2; x=\"1\""))
        .isNotEqualTo(MediaType.parse("a/b;x=1"))
        .isNotEqualTo(MediaType.parse("a/b;x=1;y=3"))
        .isNotEqualTo(MediaType.parse("c/b;x=1;y=2"))
        .isNotEqualTo(MediaType.parse("a/c;x=1;y=2"))
        .isNotEqualTo("a/b;x=1;y=2");
    assertThat(type.hashCode()).isNotEqualTo(MediaType.parse("a/c;x=1;y=2").hashCode());
    assertThat(type.hashCode()).isNotEqualTo(MediaType.parse("b/b;x=1;y=2").hashCode());
  }

  @Test
  void parameter_standsTwice_firstCounts() {
    assertThat(MediaType.parse("a/b;x=1;X=2").parameter("x")).contains("1");
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "*/*, true",
    "text/*, true",
    "TEXT/*, true",
    "text/plain, true",
    "Text/Plain, true",
    "text/plain;charset=utf-8, true",
    "'text/plain ; x', true",
    "text/html, false",
    "image/*, false",
    "image/plain, false",
    "text, false",
    "text/, false",
    "'', false",
    "*/plain, false",
    "tex/*, false",
    "text/plai, false",
    "text/plainx, false",
  })
  @Conformance({"4975-8.6-02", "4975-8.6-15"})
  void matches_acceptedType_ignoresParametersAndCase(String accepted, boolean matches) {
    assertThat(MediaType.TEXT_PLAIN.matches(accepted)).isEqualTo(matches);
    assertThat(MediaType.parse("Text/Plain; charset=x").matches(accepted)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "text",
        "text/",
        "/plain",
        "text/plain/x",
        "te xt/plain",
        "text /plain",
        "text/pl\u00e4in",
        "\u2003text/plain",
        "text/plain,",
        "text/plain;=x",
        "text/plain;;x",
        "text/plain;x=",
        "text/plain;x==",
        "text/plain;x=a b",
        "text/plain;x=\"a",
        "text/plain;x y",
        "text/plain;x=\"a\"b",
        "text/plain;x=@",
        "text/plain;\u00e4=1",
        "text/plain;x=\u00e4",
        "text/plain\r\nX: y",
        "text/plain;x=\"\r\n\"",
        "\ntext/plain",
        ";text/plain",
      })
  void parse_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MediaType.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain;", "text/plain ; x = 1", " text/plain", "text/plain\t;x=\"\""})
  void parse_whiteSpaceAndLastSemicolon_areTolerated(String text) {
    assertThat(MediaType.parse(text).matches("text/plain")).isTrue();
  }

  @Test
  void constants_always_areWhatTheyAreCalled() {
    assertThat(MediaType.TEXT_PLAIN).hasToString("text/plain");
    assertThat(MediaType.OCTET_STREAM).hasToString("application/octet-stream");
    assertThat(MediaType.CPIM).hasToString("message/cpim");
  }

  @Provide
  Arbitrary<MediaType> types() {
    return DomainArbitraries.mediaType();
  }
}
