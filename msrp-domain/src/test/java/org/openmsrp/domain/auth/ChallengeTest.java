// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;

class ChallengeTest {

  private static DigestChallenge digest(String text) {
    return (DigestChallenge) Challenge.parse(text);
  }

  private static Challenge vector(String name) {
    return Challenge.parse(VectorHead.of(name).value("WWW-Authenticate"));
  }

  @Property
  @Conformance("4976-7-02")
  void parse_whatIsPrinted_givesChallengeBack(
      @ForAll("texts") String realm,
      @ForAll("texts") String nonce,
      @ForAll("texts") String opaque,
      @ForAll boolean stale,
      @ForAll("tokens") String token) {
    DigestChallenge bare =
        new DigestChallenge(realm, nonce, Optional.empty(), stale, Optional.empty(), List.of());
    DigestChallenge full =
        new DigestChallenge(
            realm, nonce, Optional.of(opaque), stale, Optional.of(token), List.of(token, "auth"));
    assertThat(Challenge.parse(bare.toString())).isEqualTo(bare);
    assertThat(Challenge.parse(full.toString())).isEqualTo(full);
  }

  @Test
  void parse_rfcExample_readsRealmNonceAndQop() {
    DigestChallenge challenge = (DigestChallenge) vector("msrp/rfc4976-11-s5.1-49fh-401");
    assertThat(challenge.realm()).isEqualTo("intra.example.com");
    assertThat(challenge.nonce()).isEqualTo("dcd98b7102dd2f0e8b11d0f600bfb0c093");
    assertThat(challenge.qop()).containsExactly("auth");
    assertThat(challenge.opaque()).isEmpty();
    assertThat(challenge.algorithm()).isEmpty();
    assertThat(challenge.stale()).isFalse();
  }

  @Test
  @Conformance({"4976-7-03", "2617-3.2.1-02"})
  void parse_staleInAnyCase_isRead() {
    assertThat(((DigestChallenge) vector("derived/d47-auth-401-stale")).stale()).isTrue();
    assertThat(digest("Digest realm=\"r\",nonce=\"n\",stale=TRUE").stale()).isTrue();
    assertThat(digest("Digest realm=\"r\",nonce=\"n\",stale=\"True\"").stale()).isTrue();
    assertThat(digest("Digest realm=\"r\",nonce=\"n\",stale=false").stale()).isFalse();
    assertThat(digest("Digest realm=\"r\",nonce=\"n\",stale=maybe").stale()).isFalse();
  }

  @Test
  @Conformance("4976-9.1-01")
  void parse_basic_isAChallengeThatCannotBeAnswered() {
    Challenge basic = vector("derived/d48-auth-401-basic");
    assertThat(basic).isInstanceOf(Challenge.Unsupported.class);
    assertThat(basic.toString()).startsWith("Basic ");
    assertThat(Challenge.parse("Dige\u017ft realm=\"r\", nonce=\"n\""))
        .isInstanceOf(Challenge.Unsupported.class);
    assertThat(Challenge.parse("Digest")).isInstanceOf(Challenge.Unsupported.class);
  }

  @Test
  @Conformance({"4976-7-02", "4976-7-03"})
  void parse_qopListWithoutSpaces_isRead() {
    DigestChallenge challenge = (DigestChallenge) vector("derived/d49-auth-401-qop-list");
    assertThat(challenge.qop()).contains("auth", "auth-int");
    assertThat(challenge.opaque()).isPresent();
    assertThat(digest("Digest realm=\"r\", nonce=\"n\", qop=\" ,auth,, x \"").qop())
        .containsExactly("auth", "x");
    assertThat(digest("Digest realm=\"r\", nonce=\"n\", qop=\"\"").qop()).isEmpty();
  }

  @Test
  @Conformance({"4976-7-02", "4976-9.1-05"})
  void parse_anyOrderSpacesAndUnknownParameters_areTolerated() {
    DigestChallenge challenge =
        digest(
            "dIGEST  NONCE = \"n\" ,, foo=\"a, b=\\\"c\\\"\" ,\trealm=\"r\",domain=\"/x\" ,bar=z,");
    assertThat(challenge)
        .isEqualTo(
            new DigestChallenge("r", "n", Optional.empty(), false, Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest ",
        "Digest realm=\"r\"",
        "Digest nonce=\"n\"",
        "Digest realm=\"r\", nonce",
        "Digest realm=\"r\", nonce=\"n",
        "Digest realm=\"r\" nonce=\"n\"",
        "Digest realm=\"r\", nonce=\"n\"x",
        "Digest realm=\"r\", nonce=\"n\", nonce=\"m\"",
        "Digest realm=\"r\", nonce=\"n\", =x",
        "Digest realm=\"r\", nonce=\"n\", a b=x",
        "Digest realm=\"r\", nonce=\"n\", x=a b",
        "Digest realm=\"r\", nonce=\"n\", x=a\"b\"",
        "Digest realm=\"r\", nonce=\"n\", x=\u00e4",
        "Digest realm=\"r\", nonce=\"n\", algorithm=",
        "Digest realm=\"r\", nonce=\"n\", algorithm=\"a, b\"",
        "Digest realm=\"r\", nonce=\"n\", qop=\"a b\"",
        "Digest realm=\"r\", nonce=\"n\r\nX: y\"",
      })
  @Conformance("4976-7-06")
  void parse_malformedDigest_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> Challenge.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void constructor_qopListChangedAfterwards_staysAsItWas() {
    List<String> qop = new ArrayList<>(List.of("auth"));
    DigestChallenge challenge =
        new DigestChallenge("r", "n", Optional.empty(), false, Optional.empty(), qop);
    qop.add("auth-int");
    assertThat(challenge.qop()).containsExactly("auth");
  }

  @Test
  void toString_everythingSet_quotesWhatTheGrammarQuotes() {
    DigestChallenge challenge =
        new DigestChallenge(
            "r", "n", Optional.of("o"), true, Optional.of("MD5"), List.of("auth", "x"));
    assertThat(challenge)
        .hasToString(
            "Digest realm=\"r\", nonce=\"n\", opaque=\"o\", stale=true, algorithm=MD5,"
                + " qop=\"auth,x\"");
  }

  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.utf8Text();
  }

  @Provide
  Arbitrary<String> tokens() {
    return DomainArbitraries.token();
  }
}
