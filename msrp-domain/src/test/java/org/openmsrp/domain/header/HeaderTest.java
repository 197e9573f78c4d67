// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;

/** Each header both ways: of a value and of a text. */
class HeaderTest {

  private static final String CREDENTIALS =
      "Digest username=\"Alice\", realm=\"intra.example.com\", nonce=\"abc\","
          + " uri=\"msrps://intra.example.com;tcp\", qop=auth, nc=00000001, cnonce=\"0a4f113b\","
          + " response=\"750e4fd73ea1221cef6d74424f4cd590\"";

  private static final Map<HeaderName<?>, String> SAMPLES =
      Map.ofEntries(
          Map.entry(HeaderName.TO_PATH, "msrp://a:1/x;tcp msrp://b:1/y;tcp"),
          Map.entry(HeaderName.FROM_PATH, "msrp://a:1/x;tcp"),
          Map.entry(HeaderName.MESSAGE_ID, "12339sdqwer"),
          Map.entry(HeaderName.SUCCESS_REPORT, "yes"),
          Map.entry(HeaderName.FAILURE_REPORT, "partial"),
          Map.entry(HeaderName.BYTE_RANGE, "1-*/148"),
          Map.entry(HeaderName.STATUS, "000 200 OK"),
          Map.entry(HeaderName.EXPIRES, "600"),
          Map.entry(HeaderName.MIN_EXPIRES, "0"),
          Map.entry(HeaderName.MAX_EXPIRES, "9223372036854775807"),
          Map.entry(HeaderName.USE_PATH, "msrps://a:1/x;tcp"),
          Map.entry(HeaderName.WWW_AUTHENTICATE, "Digest realm=\"r\", nonce=\"n\", qop=\"auth\""),
          Map.entry(HeaderName.AUTHORIZATION, CREDENTIALS),
          Map.entry(HeaderName.AUTHENTICATION_INFO, "nextnonce=\"n\", qop=auth, nc=00000001"),
          Map.entry(HeaderName.CONTENT_TYPE, "text/plain;charset=utf-8"),
          Map.entry(HeaderName.CONTENT_ID, "<id@host>"),
          Map.entry(HeaderName.CONTENT_DESCRIPTION, "words; with \u00e4"),
          Map.entry(HeaderName.CONTENT_DISPOSITION, "attachment; filename=\"a b\""),
          Map.entry(HeaderName.USE_NICKNAME, "\"Alice the great\""));

  static List<HeaderName<?>> known() {
    return HeaderName.known();
  }

  static List<WireVector> messages() {
    return WireVectors.inFolder("msrp");
  }

  @ParameterizedTest
  @MethodSource("known")
  @Conformance({"4976-7-08", "4976-7-09", "4975-9-11"})
  <T> void ofAndParse_everyKnownHeader_giveTheSameHeader(HeaderName<T> name) {
    String text = SAMPLES.get(name);
    Header<T> parsed = Header.parse(name, text);
    assertThat(parsed.encoded()).isEqualTo(text);
    assertThat(parsed.value()).hasToString(text);
    assertThat(Header.of(name, parsed.value())).isEqualTo(parsed).hasSameHashCodeAs(parsed);
    assertThat(parsed.name()).isSameAs(name);
  }

  @ParameterizedTest
  @MethodSource("messages")
  @Conformance({"4976-7-02", "4976-7-04", "4976-7-07", "7701-7.1-06"})
  void parse_everyHeaderOfTheRfcExamples_isReadAndKeepsItsText(WireVector vector) {
    List<Map.Entry<String, String>> lines = VectorHead.of(vector).headers();
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, String> line : lines) {
      Header<?> header = Header.parse(HeaderName.of(line.getKey()), line.getValue());
      assertThat(header.encoded()).isEqualTo(line.getValue());
      assertThat(header.name()).hasToString(line.getKey());
      names.add(line.getKey());
    }
    assertThat(names).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.5", "1 ", "0x10", "9223372036854775808", "\uff11"})
  @Conformance("4976-7-08")
  void expires_noDecimalNumber_throwsSyntaxException(String text) {
    for (HeaderName<Long> name :
        List.of(HeaderName.EXPIRES, HeaderName.MIN_EXPIRES, HeaderName.MAX_EXPIRES)) {
      assertThatThrownBy(() -> Header.parse(name, text)).isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @Test
  void of_negativeExpires_isRefused() {
    assertThatThrownBy(() -> Header.of(HeaderName.EXPIRES, -1L))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("4975-9-11")
  void messageId_noIdent_throwsSyntaxException() {
    for (String text : List.of("", "abc", "-abcd", "a b c", "a".repeat(33), "abc\u00e9")) {
      assertThatThrownBy(() -> Header.of(HeaderName.MESSAGE_ID, text))
          .isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @Test
  @Conformance("4975-9-23")
  void parse_extension_mayBeEmptyButHoldsNoControlCharacter() {
    HeaderName<String> name = HeaderName.extension("X-Foo");
    assertThat(Header.parse(name, "").value()).isEmpty();
    assertThat(Header.parse(name, "a\tb \u00e9").value()).isEqualTo("a\tb \u00e9");
    String nul = VectorHead.of("derived/n18-nul-in-header").value("X-Bad");
    assertThat(nul).contains("\0");
    assertThatThrownBy(() -> Header.parse(name, nul)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void toString_authorization_hidesCredentials() {
    assertThat(Header.parse(HeaderName.AUTHORIZATION, CREDENTIALS).toString())
        .isEqualTo("Authorization: (redacted)");
    assertThat(Header.of(HeaderName.EXPIRES, 5L)).hasToString("Expires: 5");
  }

  @Test
  void equals_otherNameOrText_differs() {
    Header<Long> header = Header.of(HeaderName.EXPIRES, 5L);
    assertThat(header)
        .isNotEqualTo(Header.of(HeaderName.EXPIRES, 6L))
        .isNotEqualTo(Header.of(HeaderName.MIN_EXPIRES, 5L))
        .isNotEqualTo("Expires: 5");
    assertThat(header.hashCode()).isNotEqualTo(Header.of(HeaderName.EXPIRES, 6L).hashCode());
    assertThat(header.hashCode()).isNotEqualTo(Header.of(HeaderName.MIN_EXPIRES, 5L).hashCode());
  }
}
