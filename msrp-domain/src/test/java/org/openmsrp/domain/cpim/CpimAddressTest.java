// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

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

/** {@code formal name <URI>} (RFC 3862 §3.6, §4.1). */
class CpimAddressTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "<im:a@b> | `` | im:a@b",
        "Winnie the Pooh <im:p@h> | Winnie the Pooh | im:p@h",
        "O'Neil J.R. <im:a@b> | O'Neil J.R. | im:a@b",
        "Zoë <im:a@b> | Zoë | im:a@b",
        "\"A \\\"B\\\" \\\\ \\u0043\"<im:a@b> | A \"B\" \\ C | im:a@b",
        "\"A\"  <im:a@b> | A | im:a@b",
        "\"\" <im:a@b> | `` | im:a@b",
        "A<im:a@b> | A | im:a@b",
        "A (B), C; D  <im:a@b> | A (B), C; D | im:a@b",
        "A <sip:a@[::1]:5060;x=y?z={w}> | A | sip:a@[::1]:5060;x=y?z={w}"
      })
  @Conformance({"3862-3.6-01", "3862-4.1-01"})
  void parse_nameInAnyForm_isRead(String text, String name, String uri) {
    assertThat(CpimAddress.parse(text)).isEqualTo(new CpimAddress(name, uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sip:a@b",
        "A",
        "A im:a@b",
        "<im:a@b",
        "im:a@b>",
        "<>",
        "<a>",
        "<im:>",
        "<im:a b>",
        "<im:a@b> x",
        "<im:a@b>>",
        "<<im:a@b>",
        "A \"B\" <im:a@b>",
        "\"A <im:a@b>",
        "<im:a\\b>",
        "<im:ä>",
        "A\u0001 <im:a@b>",
        "A\t<im:a@b>",
        "<im:a#b>",
        "<1m:a>",
        "> <im:a@b>"
      })
  @Conformance("3862-4.1-01")
  void parse_malformed_isRefused(String text) {
    assertThatThrownBy(() -> CpimAddress.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance({"3862-3.6-01", "3862-2.3.1-01"})
  void toString_nameThatIsNoRowOfTokens_isQuotedAndEscaped() {
    assertThat(CpimAddress.of("im:a@b")).hasToString("<im:a@b>");
    assertThat(new CpimAddress("Zoë J.", "im:a@b")).hasToString("Zoë J. <im:a@b>");
    assertThat(new CpimAddress("A, B", "im:a@b")).hasToString("\"A, B\"<im:a@b>");
    assertThat(new CpimAddress("A  B", "im:a@b")).hasToString("\"A  B\"<im:a@b>");
    assertThat(new CpimAddress(" A", "im:a@b")).hasToString("\" A\"<im:a@b>");
    assertThat(new CpimAddress("A ", "im:a@b")).hasToString("\"A \"<im:a@b>");
    assertThat(new CpimAddress("\"\\\r\n", "im:a@b")).hasToString("\"\\\"\\\\\\r\\n\"<im:a@b>");
  }

  @Property
  void parse_printedAddress_isTheSame(@ForAll("names") String name) {
    CpimAddress address = new CpimAddress(name, "im:a@b.example");
    assertThat(CpimAddress.parse(address.toString())).isEqualTo(address);
  }

  @Test
  @SuppressWarnings("DataFlowIssue")
  void address_null_throwsNullPointerException() {
    assertThatThrownBy(() -> new CpimAddress(null, "im:a"))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> CpimAddress.of(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> CpimName.core(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> new CpimName(null, "a")).isInstanceOf(NullPointerException.class);
  }

  @Provide
  Arbitrary<String> names() {
    return DomainArbitraries.utf8Text().map(text -> text.replace('~', '\u0001'));
  }
}
