// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;

class MsrpUriPropertiesTest {

  @Property
  @Conformance("4975-6-11")
  void parse_whatWasBuilt_givesSameComponentsBack(@ForAll("uris") MsrpUri uri) {
    MsrpUri parsed = MsrpUri.parse(uri.toString());
    assertThat(parsed).isEqualTo(uri).hasSameHashCodeAs(uri).hasToString(uri.toString());
    assertThat(parsed.userInfo()).isEqualTo(uri.userInfo());
    assertThat(parsed.sessionId()).isEqualTo(uri.sessionId());
    assertThat(parsed.transport()).isEqualTo(uri.transport());
    assertThat(parsed.parameters()).isEqualTo(uri.parameters());
    assertThat(parsed.host().kind()).isEqualTo(uri.host().kind());
  }

  @Property
  void toBuilder_nothingChanged_buildsSameText(@ForAll("uris") MsrpUri uri) {
    assertThat(uri.toBuilder().build()).hasToString(uri.toString());
  }

  @Property
  void build_anyTextAsComponent_isRefusedOrReadsBack(
      @ForAll("noise") String text, @ForAll("uris") MsrpUri uri) {
    try {
      MsrpUri built = uri.toBuilder().userInfo(text).sessionId(text + "x").build();
      MsrpUri parsed = MsrpUri.parse(built.toString());
      assertThat(parsed.userInfo()).contains(text);
      assertThat(parsed.sessionId()).contains(text + "x");
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC");
    }
  }

  @Property
  void build_anyTextAsHostOrTransport_isRefusedOrReadsBack(
      @ForAll("noise") String host, @ForAll("noise") String transport) {
    try {
      MsrpUri built = MsrpUri.builder(MsrpScheme.MSRP, host).port(1).transport(transport).build();
      MsrpUri parsed = MsrpUri.parse(built.toString());
      assertThat(parsed.host()).isEqualTo(built.host());
      assertThat(parsed.transport()).isEqualTo(transport);
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC");
    }
  }

  @Property
  void redacted_anyUri_hidesSessionIdAndKeepsTheRest(@ForAll("uris") MsrpUri uri) {
    String id = uri.sessionId().orElse("");
    Assume.that(id.length() > 8);
    String hidden = uri.redacted();
    String before = uri.toString().substring(0, uri.toString().indexOf('/', 8) + 1);
    assertThat(hidden).startsWith(before + id.substring(0, 2) + "…;");
    assertThat(hidden).hasSize(uri.toString().length() - id.length() + 3);
  }

  @Example
  void redacted_shortOrRepeatedSessionId_isHiddenEvenThen() {
    assertThat(MsrpUri.parse("msrp://host:1/abc;tcp").redacted()).isEqualTo("msrp://host:1/…;tcp");
    assertThat(MsrpUri.parse("msrp://h/h/h/h/h;tcp").redacted()).isEqualTo("msrp://h/h…;tcp");
    assertThat(MsrpUri.parse("msrp://host/host;tcp").redacted()).isEqualTo("msrp://host/h…;tcp");
    assertThat(MsrpUri.parse("msrp://host:1;tcp;a=b").redacted())
        .isEqualTo("msrp://host:1;tcp;a=b");
  }

  /** Sessions are found by URI: many of them must not share one place of a table. */
  @Example
  void hashCode_manySessionsOrHosts_spreads() {
    Set<Integer> hashes = new HashSet<>();
    Set<Integer> paths = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      MsrpUri session = MsrpUri.parse("msrp://host:2855/session" + i + ";tcp");
      hashes.add(session.hashCode());
      hashes.add(MsrpUri.parse("msrp://host" + i + ":2855/s;tcp").hashCode());
      hashes.add(MsrpUri.parse("msrp://host:" + i + "/s;tcp").hashCode());
      paths.add(MsrpPath.of(session).hashCode());
    }
    assertThat(hashes).hasSizeGreaterThan(2900);
    assertThat(paths).hasSizeGreaterThan(990);
  }

  @Example
  void port_outOfRange_isRefused() {
    MsrpUriBuilder builder = MsrpUri.builder(MsrpScheme.MSRP, "host");
    assertThatThrownBy(() -> builder.port(-1)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> builder.port(65536)).isInstanceOf(MsrpSyntaxException.class);
    assertThat(builder.port(0).build()).hasToString("msrp://host:0;tcp");
    assertThat(builder.port(65535).build()).hasToString("msrp://host:65535;tcp");
  }

  @Example
  @Conformance({"4975-6-05", "4975-6-10"})
  void build_numericHostWithoutPortOrPassword_isRefused() {
    MsrpUriBuilder numeric = MsrpUri.builder(MsrpScheme.MSRP, "192.0.2.7").sessionId("a");
    assertThatThrownBy(numeric::build).isInstanceOf(MsrpSyntaxException.class);
    MsrpUriBuilder password = MsrpUri.builder(MsrpScheme.MSRP, "host").userInfo("a:b");
    assertThatThrownBy(password::build).isInstanceOf(MsrpSyntaxException.class);
  }

  @Example
  void build_afterFirstUri_leavesItUnchanged() {
    MsrpUriBuilder builder = MsrpUri.builder(MsrpScheme.MSRP, "host");
    MsrpUri first = builder.parameter(UriParameter.parse("a")).build();
    MsrpUri second = builder.scheme(MsrpScheme.MSRPS).parameter(UriParameter.parse("b=c")).build();
    assertThat(first).hasToString("msrp://host;tcp;a");
    assertThat(second).hasToString("msrps://host;tcp;a;b=c");
  }

  @Provide
  Arbitrary<MsrpUri> uris() {
    return DomainArbitraries.uri();
  }

  @Provide
  Arbitrary<String> noise() {
    return DomainArbitraries.noise();
  }
}
