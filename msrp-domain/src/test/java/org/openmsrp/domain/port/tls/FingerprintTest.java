// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

class FingerprintTest {

  /** What {@code openssl x509 -fingerprint -sha1} and {@code -sha256} say of ec.pem. */
  private static final String SHA_1 =
      "sha-1 C2:79:B0:FB:30:24:B9:B2:5A:4A:B6:1C:C8:BB:D9:1C:11:5E:04:A1";

  private static final String SHA_256 =
      "sha-256 2E:FE:FC:97:14:A2:91:E0:2A:76:3B:B3:C8:CD:08:35:"
          + "B3:79:1B:81:AB:83:28:AE:6F:F9:3D:73:09:A6:CD:46";

  private static final X509Certificate CERTIFICATE = Fixtures.certificate("ec.pem");
  private static final X509Certificate OTHER = Fixtures.certificate("rsa.pem");

  private static Fingerprint of(HashFunction function) {
    return Fingerprint.of(function, CERTIFICATE);
  }

  private static Fingerprint wrong(HashFunction function) {
    return Fingerprint.of(function, OTHER);
  }

  private static void assertRefused(FingerprintSet set, String words) {
    assertThatThrownBy(() -> set.check(List.of(CERTIFICATE)))
        .isInstanceOfSatisfying(
            TlsVerificationException.class,
            e -> {
              assertThat(e.failure()).isEqualTo(TlsFailure.WRONG_FINGERPRINT);
              assertThat(e.subject()).isEqualTo("CN=ec");
              assertThat(e.issuer()).isEqualTo("CN=Fixture CA");
            })
        .hasMessageContainingAll("CN=ec", "CN=Fixture CA", words);
  }

  private static void assertAccepted(FingerprintSet set) {
    assertThatCode(() -> set.check(List.of(CERTIFICATE))).doesNotThrowAnyException();
  }

  @Test
  @Conformance({"8122-5-01", "8122-5-02"})
  void of_certificate_isWhatOpensslSays() {
    assertThat(of(HashFunction.SHA_1)).hasToString(SHA_1);
    assertThat(Fingerprint.of(CERTIFICATE)).hasToString(SHA_256);
  }

  @ParameterizedTest
  @EnumSource(HashFunction.class)
  @Conformance("8122-5-02")
  void parse_printed_isTheSame(HashFunction function) {
    Fingerprint fingerprint = of(function);
    assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse(fingerprint.toString().toUpperCase(Locale.ROOT)))
        .isEqualTo(fingerprint);
    assertThat(fingerprint.matches(CERTIFICATE)).isTrue();
    assertThat(fingerprint.matches(OTHER)).isFalse();
  }

  @Test
  @Conformance("8122-5-02")
  void parse_exampleOfTheRfc_isSha1() {
    String text = "SHA-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB";
    assertThat(Fingerprint.parse(text).function()).isEqualTo(HashFunction.SHA_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256",
        "sha-1 4A:AD",
        "sha-1 4AADB9B13F82183B540212DF3E5D496B19E57CAB",
        "sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AG",
        "sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB x",
        "md5 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B",
        "MD2 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B"
      })
  @Conformance("8122-5-03")
  void parse_malformedOrForbidden_isRefused(String text) {
    assertThatThrownBy(() -> Fingerprint.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Property
  void parse_anyText_isTotal(@ForAll String text) {
    try {
      assertThat(Fingerprint.parse("sha-256 " + text).function()).isEqualTo(HashFunction.SHA_256);
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).isEqualTo("RFC 8122 §5");
    }
  }

  @Test
  @Conformance("8122-5.1-01")
  void check_severalOfOneFunction_oneHasToMatch() {
    assertAccepted(FingerprintSet.of(wrong(HashFunction.SHA_256), of(HashFunction.SHA_256)));
    assertRefused(FingerprintSet.of(wrong(HashFunction.SHA_256)), "sha-256");
  }

  @Test
  @Conformance("8122-5.1-03")
  void check_strongestIsWrong_weakerOnesDoNotHelp() {
    assertRefused(
        FingerprintSet.of(wrong(HashFunction.SHA_256), of(HashFunction.SHA_1)).allowingWeak(),
        "sha-256");
    assertRefused(
        FingerprintSet.of(wrong(HashFunction.SHA_512), of(HashFunction.SHA_256)), "sha-512");
    assertAccepted(FingerprintSet.of(of(HashFunction.SHA_512), wrong(HashFunction.SHA_256)));
  }

  @Test
  void check_onlyWeak_countsIfAllowed() {
    assertRefused(FingerprintSet.of(of(HashFunction.SHA_1)), "nothing better than a sha-1");
    assertRefused(FingerprintSet.of(of(HashFunction.SHA_224)), "nothing better");
    assertAccepted(FingerprintSet.of(of(HashFunction.SHA_1)).allowingWeak());
  }

  @Test
  void check_noCertificate_isMissing() {
    FingerprintSet set = FingerprintSet.of(of(HashFunction.SHA_256));
    assertThatThrownBy(() -> set.check(List.of()))
        .isInstanceOfSatisfying(
            TlsVerificationException.class,
            e -> assertThat(e.failure()).isEqualTo(TlsFailure.CERTIFICATE_MISSING));
  }

  @Test
  void set_empty_isRefused() {
    assertThatThrownBy(FingerprintSet::of).isInstanceOf(IllegalArgumentException.class);
  }
}
