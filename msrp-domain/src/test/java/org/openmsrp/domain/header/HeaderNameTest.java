// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

class HeaderNameTest {

  static List<HeaderName<?>> known() {
    return HeaderName.known();
  }

  @Test
  void known_always_areTheNineteenOfTheRfcs() {
    assertThat(HeaderName.known())
        .extracting(HeaderName::toString)
        .containsExactly(
            "To-Path",
            "From-Path",
            "Message-ID",
            "Success-Report",
            "Failure-Report",
            "Byte-Range",
            "Status",
            "Expires",
            "Min-Expires",
            "Max-Expires",
            "Use-Path",
            "WWW-Authenticate",
            "Authorization",
            "Authentication-Info",
            "Content-Type",
            "Content-ID",
            "Content-Description",
            "Content-Disposition",
            "Use-Nickname");
  }

  @ParameterizedTest
  @MethodSource("known")
  @Conformance("4975-9-12")
  void of_knownNameInAnyCase_isTheKnownOne(HeaderName<?> name) {
    assertThat(HeaderName.of(name.toString())).isSameAs(name);
    assertThat(HeaderName.of(name.toString().toLowerCase(Locale.ROOT))).isSameAs(name);
    assertThat(HeaderName.of(name.toString().toUpperCase(Locale.ROOT))).isSameAs(name);
  }

  @Test
  @Conformance("4975-9-22")
  void of_unknownName_isExtensionWithPlainText() {
    HeaderName<?> name = HeaderName.of("X-Foo");
    assertThat(name).hasToString("X-Foo").isEqualTo(HeaderName.extension("x-fOO"));
    assertThat(name).hasSameHashCodeAs(HeaderName.extension("x-fOO"));
    assertThat(name).isNotEqualTo(HeaderName.extension("X-Bar")).isNotEqualTo("X-Foo");
    assertThat(Header.parse(name, "any: text").value()).isEqualTo("any: text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "X Y",
        "X:",
        "1X",
        "-X",
        "X\r\n",
        "X\0",
        "\u00c4",
        "Use-Nic\u212aname",
        "X\u212a",
        "X/Y",
        "X\"",
        "X(",
        "\uff38"
      })
  void of_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> HeaderName.of(text)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> HeaderName.extension(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void extension_knownName_isRefusedSinceItHasAnotherType() {
    assertThatThrownBy(() -> HeaderName.extension("to-path"))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("to-path");
  }

  @Test
  void mime_contentNames_only() {
    assertThat(HeaderName.CONTENT_TYPE.mime()).isTrue();
    assertThat(HeaderName.CONTENT_ID.mime()).isTrue();
    assertThat(HeaderName.extension("cOntent-Language").mime()).isTrue();
    assertThat(HeaderName.extension("Contents").mime()).isFalse();
    assertThat(HeaderName.USE_PATH.mime()).isFalse();
  }
}
