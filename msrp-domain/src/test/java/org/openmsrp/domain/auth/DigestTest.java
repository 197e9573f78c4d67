// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.DigestVector;
import org.openmsrp.conformance.DigestVectors;
import org.openmsrp.domain.MsrpSyntaxException;

class DigestTest {

  private final Digest md5 = new Digest(DigestAlgorithm.MD5);

  static List<DigestVector> vectors() {
    return DigestVectors.all();
  }

  static List<DigestVector> authVectors() {
    return vectors().stream().filter(vector -> vector.method().equals("AUTH")).toList();
  }

  private static DigestAttempt attempt(DigestVector vector) {
    long count = Long.parseLong(vector.nonceCount(), 16);
    return new DigestAttempt(vector.nonce(), count, vector.cnonce(), vector.uri());
  }

  private String secret(DigestVector vector) {
    return md5.secret(vector.username(), vector.realm(), vector.password().toCharArray());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Conformance({"2617-3.2.2.2-01", "4976-9.1-09"})
  void secret_vector_isHashOfUserRealmAndPassword(DigestVector vector) {
    assertThat(secret(vector)).isEqualTo(vector.ha1());
  }

  @ParameterizedTest
  @MethodSource("authVectors")
  @Conformance({"2617-3.2.2.1-01", "2617-3.2.2.3-01", "4976-9.1-08", "4976-9.1-09"})
  void response_vectorOfAuth_isRequestDigest(DigestVector vector) {
    assertThat(md5.response(secret(vector), attempt(vector))).isEqualTo(vector.response());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Conformance({"2617-3.2.3-01", "4976-9.1-11"})
  void responseAuth_vector_isDigestWithoutMethod(DigestVector vector) {
    assertThat(md5.responseAuth(secret(vector), attempt(vector))).isEqualTo(vector.responseAuth());
  }

  @Test
  void response_sha256_hasItsLengthAndDiffers() {
    Digest sha = new Digest(DigestAlgorithm.SHA_256);
    DigestAttempt attempt = new DigestAttempt("nonce", 1, "cnonce", "msrps://a;tcp");
    // H("u:r:p") by an independent tool (sha256sum).
    assertThat(sha.secret("u", "r", new char[] {'p'}))
        .isEqualTo("dcb021102e491e701a4a236daa8923af2161447bce7bb7260a351ee83e9f8154");
    assertThat(sha.response("x", attempt)).hasSize(64);
  }

  @Test
  void secret_password_isNotAltered() {
    char[] password = {'a', '\u00e9', '\ud83d', '\ude00'};
    md5.secret("u", "r", password);
    assertThat(password).containsExactly('a', '\u00e9', '\ud83d', '\ude00');
  }

  @Test
  @SuppressWarnings("DataFlowIssue")
  void constructor_null_isRefused() {
    assertThatThrownBy(() -> new Digest(null)).isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 00000001", "10, 0000000a", "4294967295, ffffffff"})
  @Conformance("2617-3.2.2-01")
  void nonceCount_number_isEightLowerCaseDigits(long count, String text) {
    assertThat(new DigestAttempt("n", count, "c", "u").nonceCount()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 4294967296L, Long.MAX_VALUE})
  void attempt_countOutOfRange_isRefused(long count) {
    assertThatThrownBy(() -> new DigestAttempt("n", count, "c", "u"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("2617-3.2.1-01")
  void algorithm_absentKnownAndUnknown_isMd5KnownOrNone() {
    assertThat(DigestAlgorithm.of(Optional.empty())).contains(DigestAlgorithm.MD5);
    assertThat(DigestAlgorithm.of(Optional.of("md5"))).contains(DigestAlgorithm.MD5);
    assertThat(DigestAlgorithm.of(Optional.of("sha-256"))).contains(DigestAlgorithm.SHA_256);
    assertThat(DigestAlgorithm.SHA_256).hasToString("SHA-256");
    assertThat(DigestAlgorithm.of(Optional.of("SHA-512-256"))).isEmpty();
    assertThat(DigestAlgorithm.of(Optional.of("\u017fHA-256"))).isEmpty();
  }

  @Test
  @Conformance("4976-9.1-03")
  void algorithm_md5Sess_isNotAnswered() {
    assertThat(DigestAlgorithm.of(Optional.of("MD5-sess"))).isEmpty();
  }
}
