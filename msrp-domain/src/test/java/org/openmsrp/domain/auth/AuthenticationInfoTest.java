// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.DigestVector;
import org.openmsrp.conformance.DigestVectors;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;

class AuthenticationInfoTest {

  private static AuthenticationInfo vector(String name) {
    return AuthenticationInfo.parse(VectorHead.of(name).value("Authentication-Info"));
  }

  @Property
  @Conformance("4976-7-07")
  void parse_whatIsPrinted_givesInfoBack(
      @ForAll("texts") Optional<String> nextNonce,
      @ForAll("texts") Optional<String> responseAuth,
      @ForAll("texts") Optional<String> cnonce,
      @ForAll("tokens") Optional<String> token) {
    AuthenticationInfo info = new AuthenticationInfo(nextNonce, token, responseAuth, cnonce, token);
    assertThat(AuthenticationInfo.parse(info.toString())).isEqualTo(info);
  }

  @Test
  @Conformance({"4976-7-07", "4976-9.1-11"})
  void parse_vector_holdsNextNonceAndProofThatVerifies() {
    AuthenticationInfo info = vector("derived/d45-auth-200");
    DigestVector digest =
        DigestVectors.all().stream()
            .filter(v -> v.name().equals("msrp-one-relay"))
            .findFirst()
            .orElseThrow();
    assertThat(info.responseAuth()).contains(digest.responseAuth());
    assertThat(info.cnonce()).contains(digest.cnonce());
    assertThat(info.nonceCount()).contains(digest.nonceCount());
    assertThat(info.qop()).contains("auth");
    assertThat(info.nextNonce()).contains("40f2e879449675f288476d772627370a");
  }

  @Test
  @Conformance("4976-7-07")
  void parse_rfcExamples_haveNextNonce() {
    assertThat(vector("msrp/rfc4976-13-s5.1-49fi-200").nextNonce()).isPresent();
    assertThat(vector("msrp/rfc4976-20-s5.1-m4nbvx-200").nextNonce()).isPresent();
  }

  @Test
  @Conformance("4976-7-07")
  void parse_commaWithAndWithoutSpace_isTheSame() {
    assertThat(AuthenticationInfo.parse("qop=auth,nc=00000001,cnonce=\"c\""))
        .isEqualTo(AuthenticationInfo.parse("cnonce=\"c\", nc=00000001 , qop=\"auth\", x=y"));
  }

  @Test
  @Conformance({"4976-9.1-06", "4976-9.1-13"})
  void toString_everythingSet_leavesQopAndCountUnquoted() {
    AuthenticationInfo info =
        new AuthenticationInfo(
            Optional.of("n"),
            Optional.of("auth"),
            Optional.of("p"),
            Optional.of("c"),
            Optional.of("00000001"));
    assertThat(info)
        .hasToString("nextnonce=\"n\", qop=auth, rspauth=\"p\", cnonce=\"c\", nc=00000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "qop=\"a b\"", "nc=", "nextnonce=\"x", "qop=auth, qop=auth", "\n"})
  void parse_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> AuthenticationInfo.parse(text))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Provide
  Arbitrary<Optional<String>> texts() {
    return DomainArbitraries.utf8Text().optional();
  }

  @Provide
  Arbitrary<Optional<String>> tokens() {
    return DomainArbitraries.token().optional();
  }
}
