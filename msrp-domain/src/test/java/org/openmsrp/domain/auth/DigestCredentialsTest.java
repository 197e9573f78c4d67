// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.DigestVector;
import org.openmsrp.conformance.DigestVectors;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.VectorHead;

class DigestCredentialsTest {

  private static final String RESPONSE = "750e4fd73ea1221cef6d74424f4cd590";

  private static final String FULL =
      "Digest username=\"Alice\", realm=\"r\", nonce=\"n\", uri=\"msrps://r;tcp\", qop=auth,"
          + " nc=00000001, cnonce=\"c\", response=\""
          + RESPONSE
          + "\", opaque=\"o\", algorithm=MD5";

  private static DigestCredentials vector(String name) {
    return DigestCredentials.parse(VectorHead.of(name).value("Authorization"));
  }

  private static DigestVector digestVector(String name) {
    return DigestVectors.all().stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Property
  @Conformance({"4976-7-04", "4976-7-05"})
  void parse_whatIsPrinted_givesCredentialsBack(
      @ForAll("texts") String text,
      @ForAll("texts") String other,
      @ForAll @LongRange(min = 1, max = 0xffff_ffffL) long count,
      @ForAll("tokens") String algorithm) {
    DigestAttempt attempt = new DigestAttempt(text, count, other, other);
    DigestCredentials full =
        new DigestCredentials(
            text, other, attempt, RESPONSE, Optional.of(text), Optional.of(algorithm));
    DigestCredentials bare =
        new DigestCredentials(
            other, text, attempt, RESPONSE + RESPONSE, Optional.empty(), Optional.empty());
    assertThat(DigestCredentials.parse(full.toString())).isEqualTo(full);
    assertThat(DigestCredentials.parse(bare.toString())).isEqualTo(bare);
  }

  @Test
  @Conformance({"4976-7-04", "4976-7-05", "4976-9.1-06", "4976-9.1-07", "4976-9.1-13"})
  void toString_everythingSet_quotesAllButQopCountAndAlgorithm() {
    DigestAttempt attempt = new DigestAttempt("n", 1, "c", "msrps://r;tcp");
    DigestCredentials credentials =
        new DigestCredentials(
            "Alice", "r", attempt, RESPONSE, Optional.of("o"), Optional.of("MD5"));
    assertThat(credentials).hasToString(FULL);
  }

  @Test
  @Conformance("4976-9.1-09")
  void parse_vectorWithCredentials_verifiesAgainstItsPassword() {
    DigestVector digest = digestVector("msrp-one-relay");
    DigestCredentials credentials = vector("derived/d44-auth-with-credentials");
    assertThat(credentials.username()).isEqualTo(digest.username());
    assertThat(credentials.realm()).isEqualTo(digest.realm());
    assertThat(credentials.attempt().uri()).isEqualTo(digest.uri());
    Digest md5 = new Digest(DigestAlgorithm.MD5);
    String secret =
        md5.secret(credentials.username(), credentials.realm(), digest.password().toCharArray());
    assertThat(md5.response(secret, credentials.attempt())).isEqualTo(credentials.response());
  }

  @Test
  void parse_rfcExampleWithoutUri_hasEmptyOneAndPrintsNone() {
    DigestCredentials credentials = vector("msrp/rfc4976-12-s5.1-49fi-AUTH");
    assertThat(credentials.username()).isEqualTo("Alice");
    assertThat(credentials.attempt().uri()).isEmpty();
    assertThat(credentials.attempt().count()).isEqualTo(1);
    assertThat(credentials.toString()).doesNotContain("uri=");
  }

  @Test
  void parse_rfc7977Example_hasItsUri() {
    assertThat(vector("msrp/rfc7977-05-s8.1.2-qy1hsow5-AUTH").attempt().uri())
        .startsWith("msrps://");
  }

  @Test
  void parse_upperCaseResponse_isMadeLowerCase() {
    String upper = FULL.replace(RESPONSE, "750E4FD73EA1221CEF6D74424F4CD590");
    assertThat(DigestCredentials.parse(upper).response()).isEqualTo(RESPONSE);
  }

  @Test
  void parse_unusedParameters_areIgnored() {
    assertThat(DigestCredentials.parse(FULL + ", more=x")).isEqualTo(DigestCredentials.parse(FULL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "realm", "nonce", "qop", "nc", "cnonce", "response"})
  @Conformance({"4976-9.1-06", "4976-9.1-07"})
  void parse_parameterMissing_throwsWithItsName(String name) {
    String without = FULL.replaceFirst(name + "=[^,]*(, )?", "");
    assertThat(without).isNotEqualTo(FULL);
    assertThatThrownBy(() -> DigestCredentials.parse(without))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining(name);
  }

  @Test
  @Conformance({"4976-9.1-01", "4976-9.1-02"})
  void parse_otherSchemeOrQop_throwsSyntaxException() {
    for (String text :
        List.of(
            "",
            "Basic QWxhZGRpbg==",
            FULL.substring(1),
            FULL.replace("qop=auth", "qop=auth-int"))) {
      assertThatThrownBy(() -> DigestCredentials.parse(text))
          .isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "0000001",
        "000000001",
        "00000000",
        "0000000g",
        "-0000001",
        "+0000001",
        "\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11"
      })
  @Conformance("2617-3.2.2-01")
  void parse_countThatIsNotEightHexDigitsFromOne_throwsSyntaxException(String count) {
    assertThatThrownBy(() -> DigestCredentials.parse(FULL.replace("nc=00000001", "nc=" + count)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "g50e4fd73ea1221cef6d74424f4cd590", "750e4fd73ea1221cef6d74424f4cd5900"})
  @Conformance("4976-7-04")
  void parse_responseThatIsNoDigest_throwsWithoutRepeatingIt(String response) {
    assertThatThrownBy(() -> DigestCredentials.parse(FULL.replace(RESPONSE, response)))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageNotContaining("4fd73ea1221cef6d74424f4cd5");
  }

  @Test
  void credentials_thatCannotBePrinted_throwSyntaxException() {
    DigestCredentials legal = DigestCredentials.parse(FULL);
    assertThatThrownBy(() -> with(legal, Optional.of("a\r\nb"), legal.algorithm()))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> with(legal, legal.opaque(), Optional.of("MD5, x=y")))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  private static DigestCredentials with(
      DigestCredentials legal, Optional<String> opaque, Optional<String> algorithm) {
    return new DigestCredentials(
        legal.username(), legal.realm(), legal.attempt(), legal.response(), opaque, algorithm);
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
