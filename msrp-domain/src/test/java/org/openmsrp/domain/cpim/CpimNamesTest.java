// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.cpim.Texts3862.IMDN;
import static org.openmsrp.domain.cpim.Texts3862.isRefusedAtHat;
import static org.openmsrp.domain.cpim.Texts3862.withHeaders;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

/** Names, namespaces, and what a message demands (RFC 3862 §3.4, §3.5). */
class CpimNamesTest {

  private static final String WILY = "http://id.acme.widgets/wily-headers/";
  private static final CpimName TRAP = new CpimName(WILY, "runner-trap");

  @Test
  @Conformance("3862-3.4-01")
  void name_underAnyPrefixOrNone_isTheSame() {
    CpimMessage acme = withHeaders("NS: acme <" + WILY + ">", "acme.runner-trap: set");
    CpimMessage widget = withHeaders("NS: widget<" + WILY + ">", "widget.runner-trap: set");
    CpimMessage bare = withHeaders("NS: <" + WILY + ">", "runner-trap: set");
    for (CpimMessage message : Set.of(acme, widget, bare)) {
      assertThat(message.headers(TRAP)).extracting(CpimHeader::text).containsExactly("set");
    }
    assertThat(bare.namespaces()).isEqualTo(Map.of("", WILY));
  }

  @Test
  @Conformance("3862-3.4-01")
  void prefix_usedBeforeItIsDeclared_isRefused() {
    isRefusedAtHat("RFC 3862 §3.4", "^imdn.Message-ID: x", "NS: imdn <" + IMDN + ">", "", "");
    isRefusedAtHat("RFC 3862 §3.4", "Require: Subject, ^a.b", "NS: a <" + IMDN + ">", "", "");
  }

  @Test
  void prefix_declaredTwice_meansTheLaterFromThereOn() {
    CpimMessage message = withHeaders("NS: a <urn:x:1>", "a.b: 1", "NS: a <urn:x:2>", "a.b: 2");
    assertThat(message.headers(new CpimName("urn:x:1", "b"))).hasSize(1);
    assertThat(message.headers(new CpimName("urn:x:2", "b"))).hasSize(1);
    assertThat(message.namespaces()).isEqualTo(Map.of("a", "urn:x:2"));
  }

  @Test
  @Conformance({"3862-3.4-01", "3862-3.4-02"})
  void defaultNamespace_changedAndBack_isThatOfTheHeadersBetween() {
    CpimMessage message =
        withHeaders(
            "NS: <" + WILY + ">",
            "Subject: no",
            "NS: <urn:ietf:params:cpim-headers:>",
            "Subject: y");
    assertThat(message.subjects()).containsExactly(CpimSubject.of("y"));
    assertThat(message.headers(new CpimName(WILY, "Subject"))).hasSize(1);
  }

  @Test
  void coreHeader_underAPrefix_isReadAsItsType() {
    CpimMessage message = withHeaders("NS: c <urn:ietf:params:cpim-headers:>", "c.Subject: y");
    assertThat(message.subjects()).containsExactly(CpimSubject.of("y"));
  }

  @Test
  @Conformance("3862-3.4-02")
  void namespace_notAnAbsoluteUri_isRefused() {
    isRefusedAtHat("RFC 3862 §3.6", "NS: a <b^>", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "NS: a <^/b>", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "NS: a <urn:^>", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "NS: a <urn:b^#c>", "", "");
    isRefusedAtHat("RFC 3862 §3.4", "NS: a ^b", "", "");
    isRefusedAtHat("RFC 3862 §3.4", "NS: a <urn:b^", "", "");
    isRefusedAtHat("RFC 3862 §3.4", "NS: a <^", "", "");
    isRefusedAtHat("RFC 3862 §3.4", "NS: a^.b <urn:b:c>", "", "");
    assertThatThrownBy(() -> new CpimName("b", "c")).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance({"3862-3.5-01", "3862-4.7-01"})
  void unsupported_requiredNames_areThoseThatNobodyUnderstands() {
    CpimMessage message =
        withHeaders(
            "NS: a <urn:x:1>", "Require: a.b,From,a.c", "Require: Locale , a.d", "a.b: whatever");
    assertThat(message.required()).hasSize(5).contains(CpimName.FROM);
    CpimName b = new CpimName("urn:x:1", "b");
    CpimName d = new CpimName("urn:x:1", "d");
    assertThat(message.unsupported(Set.of(b, d)))
        .containsExactly(new CpimName("urn:x:1", "c"), CpimName.core("Locale"));
    assertThat(withHeaders("Require: cc").unsupported(Set.of())).isEmpty();
  }

  @Test
  @Conformance("3862-4.7-01")
  void require_malformed_isRefusedWhereItIsWrong() {
    isRefusedAtHat("RFC 3862 §3.6", "Require: From,^,To", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "Require: From, To,^", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "Require: From^ To", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "Require:^", "", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "ä", "a:", "(", "a\r\nb", "\"", "\u017f"})
  @Conformance("3862-3.6-01")
  void name_malformed_isRefused(String name) {
    assertThatThrownBy(() -> CpimName.core(name)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("3862-3.6-01")
  void name_everyCharacterOfTheGrammar_isTaken() {
    String all = "!#$%&'*+-^_`|~azAZ09";
    assertThat(withHeaders(all + ": x").headers(CpimName.core(all))).hasSize(1);
  }
}
