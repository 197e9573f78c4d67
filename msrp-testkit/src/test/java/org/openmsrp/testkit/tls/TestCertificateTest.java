// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.port.tls.TlsCredentials;

class TestCertificateTest {

  private final TestAuthority authority = new TestAuthority("Test CA");

  @Test
  void issue_byAuthority_isSignedForItsHosts() throws CertificateParsingException {
    TestIdentity server =
        authority.certificate("server").hosts("localhost", "*.a.example", "127.0.0.1").issue();
    assertThatCode(() -> server.certificate().verify(authority.root().getPublicKey()))
        .doesNotThrowAnyException();
    assertThat(server.certificate().getSubjectX500Principal()).hasToString("CN=server");
    assertThat(server.certificate().getIssuerX500Principal()).hasToString("CN=Test CA");
    assertThat(server.certificate().getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"), List.of(2, "*.a.example"), List.of(7, "127.0.0.1"));
    assertThat(server.chain()).containsExactly(server.certificate(), authority.root());
    assertThat(server.certificate().getBasicConstraints()).isNegative();
    assertThat(authority.root().getBasicConstraints()).isNotNegative();
  }

  @Test
  void issue_expired_isNotValidAnyMore() {
    TestIdentity old = authority.certificate("old").expired().issue();
    assertThatThrownBy(() -> old.certificate().checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void issue_farDates_areKept() {
    Instant begin = Instant.parse("2049-12-31T23:59:59Z");
    Instant end = Instant.parse("2050-01-01T00:00:00Z");
    TestIdentity far = authority.certificate("far").validBetween(begin, end).issue();
    assertThat(far.certificate().getNotBefore().toInstant()).isEqualTo(begin);
    assertThat(far.certificate().getNotAfter().toInstant()).isEqualTo(end);
  }

  @Test
  void selfSigned_issued_isItsOwnIssuer() {
    TestIdentity alice = TestAuthority.selfSigned("alice").uri("sip:alice@a.example").issue();
    assertThatCode(() -> alice.certificate().verify(alice.certificate().getPublicKey()))
        .doesNotThrowAnyException();
    assertThat(alice.chain()).hasSize(1);
  }

  @Test
  void writePem_file_isLoadedAsCredentials(@TempDir Path directory) {
    TestIdentity server = authority.certificate("server").issue();
    Path file = server.writePem(directory.resolve("server.pem"));
    assertThat(TlsCredentials.builder().pem(file).build().fingerprints())
        .containsExactly(server.fingerprint());
  }
}
