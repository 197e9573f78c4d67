// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.port.tls.Fixtures.SECRET;
import static org.openmsrp.domain.port.tls.Fixtures.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** Keys and certificates in every form that OpenSSL and keytool write. */
class LoadingTest {

  @TempDir Path directory;

  private static TlsCredentialsBuilder builder() {
    return TlsCredentials.builder();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static void assertFails(ThrowingCallable call, Kind kind, String first, String... more) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TlsCredentialsException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContainingAll(
            Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
  }

  private static String content(String name) throws IOException {
    return Files.readString(file(name));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa-pkcs8.key",
    "rsa.pem, rsa-pkcs1.key",
    "ec.pem, ec-pkcs8.key",
    "ec.pem, ec-sec1.key",
    "ec521.pem, ec521-sec1.key",
    "ed25519.pem, ed25519.key"
  })
  void pem_anyFormOfKey_isLoadedWithItsCertificate(String certificate, String key) {
    TlsCredentials loaded = builder().pem(file(certificate), file(key)).build();
    assertThat(loaded.fingerprints())
        .containsExactly(Fingerprint.of(Fixtures.certificate(certificate)));
    assertThat(loaded.verifyHost()).isTrue();
  }

  @Test
  void pem_encryptedKey_opensWithItsPassword() {
    TlsCredentials loaded =
        builder().pem(file("rsa.pem"), file("rsa-encrypted.key"), SECRET).build();
    assertThat(loaded.fingerprints()).hasSize(1);
  }

  @Test
  void pem_oneFileWithCommentary_isLoadedWithItsChain() {
    TlsCredentials loaded = builder().pem(file("combined.pem")).build();
    var keys = loaded.keyManager().orElseThrow();
    assertThat(keys.getCertificateChain(keys.getServerAliases("RSA", null)[0]))
        .containsExactly(Fixtures.certificate("rsa.pem"), Fixtures.certificate("ca.pem"));
  }

  @Test
  void keyManager_askedAgain_decryptsNothingForAHandshake() {
    var keys = builder().pem(file("combined.pem")).build().keyManager().orElseThrow();
    String once = keys.getServerAliases("RSA", null)[0];
    String again = keys.getServerAliases("RSA", null)[0];
    assertThat(keys.getPrivateKey(again)).isNotNull().isSameAs(keys.getPrivateKey(once));
  }

  @Test
  void keyManager_unknownAlias_hasNoKey() {
    var keys = builder().pem(file("combined.pem")).build().keyManager().orElseThrow();
    assertThat(keys.getPrivateKey("1.0.other")).isNull();
    assertThat(keys.getPrivateKey("1.0.identity-1")).isNull();
    assertThat(keys.getCertificateChain("1.0.other")).isNull();
  }

  @Test
  void pem_linesEndWithCarriageReturns_isLoaded() throws IOException {
    Path file = write("crlf.pem", content("combined.pem").replace("\n", "\r\n"));
    assertThat(builder().pem(file).build().fingerprints()).hasSize(1);
  }

  @Test
  void pkcs12_keyAndChain_isLoaded() {
    TlsCredentials loaded = builder().pkcs12(file("rsa.p12"), SECRET).build();
    assertThat(loaded.fingerprints())
        .isEqualTo(List.of(Fingerprint.of(Fixtures.certificate("rsa.pem"))));
  }

  @Test
  void trustPkcs12_trustedCertificate_isLoaded() {
    assertThat(
            builder()
                .trustPkcs12(file("ca.p12"), SECRET)
                .build()
                .trustManager()
                .getAcceptedIssuers())
        .containsExactly(Fixtures.certificate("ca.pem"));
  }

  @Test
  void trustSystem_besideOthers_trustsBoth() {
    int alone = builder().build().trustManager().getAcceptedIssuers().length;
    assertThat(
            builder()
                .trustSystem()
                .trustPem(file("ca.pem"))
                .build()
                .trustManager()
                .getAcceptedIssuers())
        .hasSize(alone + 1)
        .contains(Fixtures.certificate("ca.pem"));
  }

  @Test
  void pem_wrongPassword_saysSo() {
    Path key = file("rsa-encrypted.key");
    assertFails(
        () -> builder().pem(file("rsa.pem"), key, "guess".toCharArray()),
        Kind.WRONG_PASSWORD,
        "rsa-encrypted.key, line 1");
    assertFails(() -> builder().pem(file("rsa.pem"), key), Kind.WRONG_PASSWORD, "needs a password");
    assertFails(
        () -> builder().pkcs12(file("rsa.p12"), "guess".toCharArray()),
        Kind.WRONG_PASSWORD,
        "rsa.p12");
  }

  @ParameterizedTest
  @CsvSource({"rsa-scrypt.key, this encryption", "rsa-legacy.key, line 2"})
  void pem_encryptionNotSupported_saysSo(String key, String words) {
    assertFails(
        () -> builder().pem(file("rsa.pem"), file(key), SECRET), Kind.UNSUPPORTED, words, key);
  }

  @ParameterizedTest
  @CsvSource({"ec-sec1.key", "ed25519.key"})
  void pem_keyOfAnotherCertificate_isAMismatch(String key) {
    assertFails(() -> builder().pem(file("rsa.pem"), file(key)), Kind.KEY_MISMATCH, "first");
  }

  @Test
  void pem_authorityFirst_isAMismatch() throws IOException {
    Path chain = write("chain.pem", content("ca.pem") + content("rsa.pem"));
    assertFails(() -> builder().pem(chain, file("rsa-pkcs8.key")), Kind.KEY_MISMATCH, "first");
  }

  @Test
  void pem_partMissing_saysWhich() {
    assertFails(() -> builder().pem(file("rsa.pem")), Kind.NO_KEY, "no private key in ", "rsa.pem");
    assertFails(() -> builder().pem(file("rsa-pkcs8.key")), Kind.NO_CERTIFICATE, "rsa-pkcs8.key");
    assertFails(
        () -> builder().trustPem(file("rsa-pkcs8.key")), Kind.NO_CERTIFICATE, "rsa-pkcs8.key");
    assertFails(
        () -> builder().trustPkcs12(file("untrusted.p12"), SECRET),
        Kind.NO_CERTIFICATE,
        "marked as trusted");
    assertFails(() -> builder().pkcs12(file("ca.p12"), SECRET), Kind.NO_KEY, "ca.p12");
  }

  @Test
  void read_noSuchFile_isUnreadable() {
    assertFails(() -> builder().pem(directory.resolve("none.pem")), Kind.UNREADABLE, "none.pem");
    assertFails(
        () -> builder().pkcs12(directory.resolve("none.p12"), SECRET), Kind.UNREADABLE, "none.p12");
  }

  @Test
  void read_fileTooLarge_isRefused() throws IOException {
    Path large = write("large.pem", "#".repeat(CredentialFiles.MAX_OCTETS + 1));
    assertFails(() -> builder().trustPem(large), Kind.TOO_LARGE, "large.pem");
  }

  @Test
  void pem_damaged_saysInWhichLineAndNotWhat() throws IOException {
    String good = content("rsa-pkcs8.key");
    Path noEnd = write("noend.pem", "\n" + good.substring(0, 400));
    assertFails(() -> builder().pem(noEnd), Kind.MALFORMED, "without END", "line 2");
    Path noise = write("noise.pem", good.replaceFirst("\n[A-Za-z0-9]", "\n%"));
    assertFails(() -> builder().pem(noise), Kind.MALFORMED, "neither Base64", "line 2");
    Path cut = write("cut.pem", content("rsa.pem") + good.replaceFirst("\n.{10}", "\n"));
    assertFails(() -> builder().pem(cut), Kind.MALFORMED, "cut.pem, line");
    Path garbage =
        write("garbage.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
    assertFails(() -> builder().trustPem(garbage), Kind.MALFORMED, "garbage.pem, line 1");
    String secret = good.lines().skip(1).findFirst().orElseThrow().substring(1, 20);
    for (Path file : List.of(noEnd, noise, cut)) {
      assertThatThrownBy(() -> builder().pem(file))
          .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain(secret));
    }
  }

  @Test
  void pkcs12_garbage_isMalformed() throws IOException {
    Path garbage = write("garbage.p12", "no store");
    assertFails(() -> builder().pkcs12(garbage, SECRET), Kind.MALFORMED, "garbage.p12");
  }

  @Test
  void build_insecureWithSomethingToCheck_isRefused() {
    TlsCredentialsBuilder both = builder().trustPem(file("ca.pem")).insecureForTests();
    assertThatThrownBy(both::build).isInstanceOf(IllegalStateException.class);
  }
}
