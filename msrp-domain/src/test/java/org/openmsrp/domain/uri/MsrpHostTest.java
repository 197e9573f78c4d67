// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpHost.Kind;

class MsrpHostTest {

  @ParameterizedTest
  @CsvSource({
    "host.example, NAME, host.example",
    "h, NAME, h",
    "azAZ09-._~, NAME, azAZ09-._~",
    "'!$&()*+=', NAME, '!$&()*+='",
    "a%00%ff, NAME, a%00%ff",
    "0.0.0.0, IPV4, 0.0.0.0",
    "255.255.255.255, IPV4, 255.255.255.255",
    "10.20.30.40, IPV4, 10.20.30.40",
    "256.1.1.1, NAME, 256.1.1.1",
    "1.2.3, NAME, 1.2.3",
    "1.2.3.4.5, NAME, 1.2.3.4.5",
    "1.2.3., NAME, 1.2.3.",
    "1..3.4, NAME, 1..3.4",
    "01.2.3.4, NAME, 01.2.3.4",
    "1.2.3.x, NAME, 1.2.3.x",
    "::1, IPV6, [::1]",
    "[::1], IPV6, [::1]",
    "[::], IPV6, [::]",
    "0000:0000:0000:0000:0000:aaaa:255.255.255.255, IPV6,"
        + " [0000:0000:0000:0000:0000:aaaa:255.255.255.255]",
    "[2001:db8::10.0.0.1], IPV6, [2001:db8::10.0.0.1]",
    "[2001:DB8:1:2:3:4:5:6], IPV6, [2001:DB8:1:2:3:4:5:6]",
  })
  void parse_host_findsKindAndPrints(String text, Kind kind, String printed) {
    MsrpHost host = MsrpHost.parse(text);
    assertThat(host.kind()).isEqualTo(kind);
    assertThat(host).hasToString(printed);
    assertThat(host.numeric()).isEqualTo(kind != Kind.NAME);
  }

  @Test
  void text_ipv6_hasNoBrackets() {
    assertThat(MsrpHost.parse("[2001:db8::1]").text()).isEqualTo("2001:db8::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[1.2.3.4]",
        "[host]",
        "[::1",
        "::1]",
        "[fe80::1%eth0]",
        "[::g]",
        "1:2",
        ":",
        "a b",
        "a/b",
        "a;tcp",
        "a@b",
        "a\r\nb",
        "h\u00f6st",
        "a%",
        "a%4",
        "a%4g",
        "[1:2:3:4:5:6:7:8:9]",
        "[0000:0000:0000:0000:0000:0000:0000:0000:0000:0]",
        "[::\uff11]",
        "[::1::]",
      })
  void parse_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MsrpHost.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void equals_everyEncodedOctet_countsAsItsCharacterOnlyIfUnreserved() {
    for (int octet = 0; octet < 256; octet++) {
      String encoded = "h%" + HexFormat.of().toHexDigits((byte) octet) + "t";
      String plain = "h" + (char) octet + "t";
      boolean unreserved = plain.matches("h[A-Za-z0-9._~-]t");
      assertThat(MsrpHost.parse(encoded).equals(MsrpHost.parse(unreserved ? plain : "h!t")))
          .as(encoded)
          .isEqualTo(unreserved);
    }
  }

  @Test
  void equals_mappedIpv4_equalsItsIpv4Address() {
    assertThat(MsrpHost.parse("[::ffff:192.0.2.7]"))
        .isEqualTo(MsrpHost.parse("192.0.2.7"))
        .hasSameHashCodeAs(MsrpHost.parse("192.0.2.7"));
  }

  @Test
  void equals_nameThatLooksLikeDecodedAddress_isNoAddress() {
    assertThat(MsrpHost.parse("192.0.2.%37")).isNotEqualTo(MsrpHost.parse("192.0.2.7"));
  }
}
