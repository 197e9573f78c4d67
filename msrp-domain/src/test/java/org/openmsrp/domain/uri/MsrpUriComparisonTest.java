// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.VectorHead;

/** RFC 4975 §6.1, rule by rule. */
class MsrpUriComparisonTest {

  private static void same(String a, String b) {
    MsrpUri left = MsrpUri.parse(a);
    MsrpUri right = MsrpUri.parse(b);
    assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    assertThat(right).isEqualTo(left);
  }

  private static void different(String a, String b) {
    assertThat(MsrpUri.parse(a)).isNotEqualTo(MsrpUri.parse(b));
    assertThat(MsrpUri.parse(b)).isNotEqualTo(MsrpUri.parse(a));
  }

  @Test
  @Conformance("4975-6.1-01")
  void equals_scheme_ignoresCaseOnly() {
    same("MSRP://host:1/a;tcp", "msrp://host:1/a;tcp");
    different("msrps://host:1/a;tcp", "msrp://host:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-02")
  void equals_addresses_areComparedAsAddresses() {
    same("msrp://[2001:db8::1]:1/a;tcp", "msrp://[2001:0DB8:0:0:0:0:0:1]:1/a;tcp");
    same("msrp://[::ffff:192.0.2.7]:1/a;tcp", "msrp://[::FFFF:c000:207]:1/a;tcp");
    same("msrp://192.0.2.7:80/a;tcp", "msrp://192.0.2.7:00080/a;tcp");
    different("msrp://[2001:db8::1]:1/a;tcp", "msrp://[2001:db8::2]:1/a;tcp");
    different("msrp://192.0.2.7:1/a;tcp", "msrp://192.0.2.8:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-03")
  void equals_authority_decodesUnreservedOnly() {
    same("msrp://h%6fst:1/a;tcp", "msrp://host:1/a;tcp");
    same("msrp://h%4Fst:1/a;tcp", "msrp://host:1/a;tcp");
    same("msrp://h%2dt%2E:1/a;tcp", "msrp://h-t.:1/a;tcp");
    same("msrp://h%2fst:1/a;tcp", "msrp://h%2Fst:1/a;tcp");
    different("msrp://h%21st:1/a;tcp", "msrp://h!st:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-04")
  void equals_userInfo_doesNotCount() {
    same("msrp://alice@host:1/a;tcp", "msrp://host:1/a;tcp");
    same("msrp://alice@host:1/a;tcp", "msrp://bob@host:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-05")
  void equals_names_ignoreCaseAndNeverEqualAddresses() {
    same("msrp://HOST.Example:1/a;tcp", "msrp://host.example:1/a;tcp");
    different("msrp://host.example:1/a;tcp", "msrp://host.example.:1/a;tcp");
    different("msrp://localhost:1/a;tcp", "msrp://127.0.0.1:1/a;tcp");
    different("msrp://127.0.0.1:1/a;tcp", "msrp://127.1:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-06")
  void equals_ports_matchExactly() {
    same("msrp://host:2855/a;tcp", "msrp://host:2855/a;tcp");
    different("msrp://host:2855/a;tcp", "msrp://host:2856/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-07")
  void equals_portAgainstNone_isNeverEqual() {
    different("msrp://host:2855/a;tcp", "msrp://host/a;tcp");
    different("msrp://host:0/a;tcp", "msrp://host/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-08")
  void equals_sessionIds_countTheirCase() {
    different("msrp://host:1/abcD;tcp", "msrp://host:1/abcd;tcp");
  }

  @Test
  @Conformance("4975-6.1-09")
  void equals_sessionAgainstNone_isNeverEqual() {
    different("msrp://host:1/a;tcp", "msrp://host:1;tcp");
  }

  @Test
  @Conformance({"4975-6.1-10", "4975-6.1-11"})
  void equals_transports_ignoreCaseOnly() {
    same("msrp://host:1/a;TCP", "msrp://host:1/a;tcp");
    different("msrp://host:1/a;ws", "msrp://host:1/a;tcp");
  }

  @Test
  @Conformance("4975-6.1-12")
  void equals_sessionIds_areNotNormalised() {
    different("msrp://host:1/a/../b;tcp", "msrp://host:1/b;tcp");
    different("msrp://host:1/%61;tcp", "msrp://host:1/a;tcp");
    different("msrp://host:1/a//b;tcp", "msrp://host:1/a/b;tcp");
  }

  @Test
  @Conformance("4975-6.1-13")
  void equals_parametersBehindTransport_doNotCountButStay() {
    same("msrp://host:1/a;tcp;x=y", "msrp://host:1/a;tcp");
    assertThat(MsrpUri.parse("msrp://host:1/a;tcp;x=y")).hasToString("msrp://host:1/a;tcp;x=y");
  }

  @Test
  @Conformance({"4975-6.1-01", "4975-6.1-08"})
  void equals_vectorsWithOtherCase_matchOnlyBeforeTheSession() {
    MsrpUri session = MsrpUri.parse("msrp://bob.example.com:8888/9di4eae923wzd;tcp");
    assertThat(toPath("derived/d35-case-variants")).isEqualTo(session);
    assertThat(toPath("derived/n13-session-id-case")).isNotEqualTo(session);
  }

  @Test
  void equals_otherTypeOrNull_isFalse() {
    MsrpUri uri = MsrpUri.parse("msrp://host:1/a;tcp");
    assertThat(uri.equals(null)).isFalse();
    assertThat(uri).isNotEqualTo("msrp://host:1/a;tcp");
    assertThat(uri.host()).isNotEqualTo("host");
  }

  @Property
  void equals_changedComponentOfAnyUri_differs(@ForAll("uris") MsrpUri uri) {
    assertThat(uri.toBuilder().sessionId(uri.sessionId().orElse("") + "x").build())
        .isNotEqualTo(uri);
    assertThat(uri.toBuilder().port((uri.port().getAsInt() + 1) % 65536).build()).isNotEqualTo(uri);
    assertThat(uri.toBuilder().transport(uri.transport() + "x").build()).isNotEqualTo(uri);
    assertThat(uri.toBuilder().host("other.invalid").build()).isNotEqualTo(uri);
  }

  @Property
  void equals_userInfoAndParametersAdded_staysEqual(@ForAll("uris") MsrpUri uri) {
    MsrpUri other =
        uri.toBuilder().userInfo("carol").parameter(UriParameter.parse("more=1")).build();
    assertThat(other).isEqualTo(uri).hasSameHashCodeAs(uri);
  }

  @Provide
  Arbitrary<MsrpUri> uris() {
    return DomainArbitraries.uri();
  }

  private static MsrpUri toPath(String vector) {
    return MsrpPath.parse(VectorHead.of(vector).value("To-Path")).first();
  }
}
