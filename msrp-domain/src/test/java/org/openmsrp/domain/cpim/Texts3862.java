// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.MsrpSyntaxException;

/** Messages as lines of text. */
final class Texts3862 {

  static final CpimAddress ANN = new CpimAddress("Ann", "im:ann@a.example");
  static final CpimAddress BOB = CpimAddress.of("sip:bob@b.example");
  static final String IMDN = "urn:ietf:params:imdn";

  private Texts3862() {}

  /** Lines with CRLF between them, but none behind the last. */
  static byte[] octets(String... lines) {
    return String.join("\r\n", lines).getBytes(UTF_8);
  }

  static CpimMessage parse(String... lines) {
    return CpimMessage.parse(octets(lines));
  }

  /** A message with From, To, these headers and a text. */
  static CpimMessage withHeaders(String... headers) {
    List<String> lines = new ArrayList<>();
    lines.add("From: Ann <im:ann@a.example>");
    lines.add("To: <sip:bob@b.example>");
    lines.addAll(List.of(headers));
    lines.addAll(List.of("", "Content-Type: text/plain", "", "Hi"));
    return parse(lines.toArray(String[]::new));
  }

  static CpimMessageBuilder builder() {
    return CpimMessage.builder(ANN, BOB);
  }

  static String text(CpimMessage message) {
    return message.encode().utf8();
  }

  /** A hat stands before the first wrong octet and is taken out. */
  static void isRefusedAtHat(String rule, String... lines) {
    String marked = String.join("\r\n", lines);
    int place = marked.indexOf('^');
    byte[] octets = (marked.substring(0, place) + marked.substring(place + 1)).getBytes(UTF_8);
    MsrpSyntaxException error =
        catchThrowableOfType(MsrpSyntaxException.class, () -> CpimMessage.parse(octets));
    assertThat(error).as(marked).isNotNull();
    assertThat(error.offset())
        .as("%s in %s", error.problem(), marked)
        .hasValue(marked.substring(0, place).getBytes(UTF_8).length);
    assertThat(error.rule()).as(marked).startsWith(rule);
  }
}
