// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.spec.PBEParameterSpec;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** What bounds the work that a file of keys can cause, just below, at and above it. */
class CredentialBordersTest {

  /** MD5 is quick, so that as many rounds as are allowed are no long test. */
  private static final String QUICK = "PBEWithMD5AndDES";

  @TempDir Path directory;

  @Test
  void read_fileBelowAtAndAboveTheBound_isReadReadAndRefused() throws IOException {
    for (int size : new int[] {CredentialFiles.MAX_OCTETS - 1, CredentialFiles.MAX_OCTETS}) {
      assertThat(CredentialFiles.read(file("#".repeat(size)))).hasSize(size);
    }
    Path large = file("#".repeat(CredentialFiles.MAX_OCTETS + 1));
    assertThatThrownBy(() -> CredentialFiles.read(large))
        .isInstanceOfSatisfying(
            TlsCredentialsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
  }

  /** The password opens nothing: there is nothing in it. That is found out by all the work. */
  @ParameterizedTest
  @ValueSource(ints = {PrivateKeys.MAX_ITERATIONS - 1, PrivateKeys.MAX_ITERATIONS})
  void pem_keyOfAsManyIterationsAsAllowed_isTried(int iterations) throws Exception {
    Path key = keyOf(iterations);
    assertRefused(key, Kind.WRONG_PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(ints = {PrivateKeys.MAX_ITERATIONS + 1, Integer.MAX_VALUE})
  @Timeout(20) // So many would take minutes.
  void pem_keyOfMoreIterations_isRefusedUntried(int iterations) throws Exception {
    assertRefused(keyOf(iterations), Kind.UNSUPPORTED)
        .hasMessageContaining(iterations + " iterations, more than " + PrivateKeys.MAX_ITERATIONS)
        .hasMessageContaining("line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"02050080000000", "02087fffffffffffffff", "0204ffffffff", "020100"})
  @Timeout(20)
  void pem_keyOfANumberThatIsNone_isRefused(String iterations) throws Exception {
    byte[] key = derWith(iterations);
    assertThatThrownBy(() -> read(pem(key))).isInstanceOf(TlsCredentialsException.class);
  }

  /** So what is refused above is the number, and not how it got there. */
  @ParameterizedTest
  @ValueSource(strings = {"020101", "02020800"})
  void pem_keyOfANumberInItsPlace_isTried(String iterations) throws Exception {
    assertRefused(pem(derWith(iterations)), Kind.WRONG_PASSWORD);
  }

  /** The DER of a key, with another element for the number of iterations. */
  private static byte[] derWith(String iterations) throws GeneralSecurityException, IOException {
    String count = HexFormat.of().toHexDigits(Integer.MAX_VALUE);
    String der = HexFormat.of().formatHex(derOf(Integer.MAX_VALUE));
    assertThat(der).contains("0204" + count);
    return HexFormat.of().parseHex(withLonger(der, "0204" + count, iterations));
  }

  /** Around the number are three elements; their lengths, an octet each, are corrected. */
  private static String withLonger(String der, String number, String other) {
    int more = (other.length() - number.length()) / 2;
    StringBuilder all = new StringBuilder(der.replace(number, other));
    for (int element : new int[] {0, 2, 15}) {
      int at = 2 * element + 2;
      int length = Integer.parseInt(all.substring(at, at + 2), 16);
      all.replace(at, at + 2, HexFormat.of().toHexDigits((byte) (length + more)));
    }
    return all.toString();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Path key, Kind kind) {
    return assertThatThrownBy(() -> read(key))
        .isInstanceOfSatisfying(
            TlsCredentialsException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void read(Path key) {
    TlsCredentials.builder().pem(Fixtures.file("rsa.pem"), key, Fixtures.SECRET);
  }

  private Path keyOf(int iterations) throws GeneralSecurityException, IOException {
    return pem(derOf(iterations));
  }

  private static byte[] derOf(int iterations) throws GeneralSecurityException, IOException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(QUICK);
    parameters.init(new PBEParameterSpec(new byte[8], iterations));
    return new EncryptedPrivateKeyInfo(parameters, new byte[16]).getEncoded();
  }

  private Path pem(byte[] der) throws IOException {
    String label = "ENCRYPTED PRIVATE KEY-----\n";
    String body = Base64.getMimeEncoder().encodeToString(der);
    return file("-----BEGIN " + label + body + "\n-----END " + label);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("some.pem"), content);
  }
}
