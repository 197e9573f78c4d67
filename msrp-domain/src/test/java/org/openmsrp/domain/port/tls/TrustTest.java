// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.domain.port.tls.Fixtures.file;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.TransportException;

/** Who is trusted, seen in handshakes: on both sides, and with the alert that the peer gets. */
class TrustTest {

  private static final String HOST = "host.example";
  private static final TlsCredentials BY_CA =
      TlsCredentials.builder().trustPem(file("ca.pem")).build();

  private static TlsCredentialsBuilder identity(String certificate, String key) {
    return TlsCredentials.builder().pem(file(certificate), file(key));
  }

  private static TlsCredentials server(String certificate) {
    return identity(certificate, "rsa-pkcs8.key").build();
  }

  private static TlsFailure why(Optional<TransportException> failure) {
    TransportException thrown = failure.orElseThrow();
    assertThat(thrown.kind()).isEqualTo(TransportException.Kind.TLS_HANDSHAKE);
    return thrown.tlsFailure().orElseThrow();
  }

  /** The engine of JDK 17 has one alert for nearly all; later ones are more precise. */
  private static void assertAlert(EngineHandshake handshake, String alert) {
    assertThat(handshake.serverFailure().orElseThrow().getMessage())
        .matches(".*: (certificate_unknown|" + alert + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa-pkcs8.key",
    "ec.pem, ec-sec1.key",
    "ec521.pem, ec521-sec1.key",
    "ed25519.pem, ed25519.key"
  })
  void handshake_certificateOfKnownAuthority_succeeds(String certificate, String key) {
    TlsCredentials server = identity(certificate, key).build();
    assertThat(EngineHandshake.run(BY_CA, HOST, server).succeeded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "expired.pem, CERTIFICATE_EXPIRED, expired at 2020-02-01T00:00:00Z, certificate_expired",
    "future.pem, CERTIFICATE_NOT_YET_VALID, not valid before 2090-01-01T00:00:00Z, bad_certificate",
    "nameless.pem, WRONG_NAME, 'no host at all, not host.example', bad_certificate"
  })
  @Conformance("4975-5.4-08")
  void handshake_certificateNotAcceptable_bothSidesLearnWhy(
      String certificate, TlsFailure failure, String words, String alert) {
    EngineHandshake handshake = EngineHandshake.run(BY_CA, HOST, server(certificate));
    assertThat(why(handshake.clientFailure())).isEqualTo(failure);
    assertThat(handshake.clientFailure().orElseThrow())
        .hasMessageContainingAll("certificate of CN=", "issued by CN=Fixture CA", words);
    assertThat(why(handshake.serverFailure())).isEqualTo(TlsFailure.REFUSED_BY_PEER);
    assertAlert(handshake, alert);
  }

  @Test
  @Conformance("4975-5.4-08")
  void handshake_otherHost_isAWrongName() {
    EngineHandshake handshake = EngineHandshake.run(BY_CA, "other.example", server("rsa.pem"));
    assertThat(why(handshake.clientFailure())).isEqualTo(TlsFailure.WRONG_NAME);
    assertThat(handshake.clientFailure().orElseThrow())
        .hasMessageContainingAll("CN=rsa", "host.example", "not other.example");
  }

  @Test
  @Conformance({"4975-5.4-08", "4975-5.4-09"})
  void handshake_authorityNotTrusted_isUnknown() {
    TlsCredentials system = TlsCredentials.builder().build();
    EngineHandshake handshake = EngineHandshake.run(system, HOST, server("rsa.pem"));
    assertThat(why(handshake.clientFailure())).isEqualTo(TlsFailure.UNKNOWN_CA);
    assertThat(handshake.clientFailure().orElseThrow())
        .hasMessageContainingAll("CN=rsa", "issued by CN=Fixture CA", "not trusted");
  }

  /** RFC 8122: the name and the issuer do not matter if the fingerprint was promised. */
  @Test
  @Conformance({"4975-14.4-01", "4975-5.4-09", "8122-5.1-03"})
  void handshake_promisedFingerprint_decidesAlone() {
    TlsCredentials client =
        TlsCredentials.builder()
            .trustFingerprints(Fingerprint.of(Fixtures.certificate("nameless.pem")))
            .build();
    assertThat(client.verifyHost()).isFalse();
    assertThat(EngineHandshake.run(client, "x.example", server("nameless.pem")).succeeded())
        .isTrue();
    EngineHandshake refused = EngineHandshake.run(client, HOST, server("rsa.pem"));
    assertThat(why(refused.clientFailure())).isEqualTo(TlsFailure.WRONG_FINGERPRINT);
    assertAlert(refused, "bad_certificate");
  }

  @Test
  void handshake_fingerprintAndAuthority_bothHaveToBeSatisfied() {
    TlsCredentials client =
        TlsCredentials.builder()
            .trustPem(file("ca.pem"))
            .trustFingerprints(Fingerprint.of(Fixtures.certificate("nameless.pem")))
            .build();
    EngineHandshake handshake = EngineHandshake.run(client, HOST, server("nameless.pem"));
    assertThat(why(handshake.clientFailure())).isEqualTo(TlsFailure.WRONG_NAME);
  }

  @Test
  void expecting_otherCertificate_isRefused() {
    TlsCredentials promised = TlsCredentials.builder().trustPromisedFingerprints().build();
    assertThat(promised.fingerprintNeeded()).isTrue();
    assertThat(promised.clientCertificates()).isEqualTo(ClientCertificates.REQUIRED);
    TlsCredentials client =
        promised.expecting(FingerprintSet.of(Fingerprint.of(Fixtures.certificate("ec.pem"))));
    assertThat(client.fingerprintNeeded()).isFalse();
    EngineHandshake refused = EngineHandshake.run(client, HOST, server("rsa.pem"));
    assertThat(why(refused.clientFailure())).isEqualTo(TlsFailure.WRONG_FINGERPRINT);
    assertAlert(refused, "bad_certificate");
    assertThat(
            EngineHandshake.run(client, HOST, identity("ec.pem", "ec-pkcs8.key").build())
                .succeeded())
        .isTrue();
  }

  @Test
  void expecting_samePeerTwice_isEqual() {
    FingerprintSet set = FingerprintSet.of(Fingerprint.of(Fixtures.certificate("ec.pem")));
    assertThat(BY_CA.expecting(set)).isEqualTo(BY_CA.expecting(set)).isNotEqualTo(BY_CA);
  }

  @Test
  void insecureForTests_anyCertificate_isTaken() {
    TlsCredentials client = TlsCredentials.builder().insecureForTests().build();
    assertThat(EngineHandshake.run(client, "x", server("expired.pem")).succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handshake_clientCertificate_isCheckedWithoutItsName(boolean known) {
    TlsCredentials server =
        identity("rsa.pem", "rsa-pkcs8.key")
            .trustPem(file(known ? "ca.pem" : "rsa.pem"))
            .clientCertificates(ClientCertificates.REQUIRED)
            .build();
    TlsCredentials client =
        identity("nameless.pem", "rsa-pkcs8.key").trustPem(file("ca.pem")).build();
    EngineHandshake handshake = EngineHandshake.run(client, HOST, server);
    assertThat(handshake.succeeded()).isEqualTo(known);
    if (!known) {
      assertThat(handshake.serverFailure()).isPresent();
    }
  }

  @Test
  @Conformance({"4976-6.1-02", "4976-9.2-04"})
  void handshake_clientCertificateAskedForAndNoneThere_noneIsSent() {
    TlsCredentials server =
        identity("rsa.pem", "rsa-pkcs8.key")
            .trustPem(file("ca.pem"))
            .clientCertificates(ClientCertificates.REQUESTED)
            .build();
    EngineHandshake handshake = EngineHandshake.run(BY_CA, HOST, server);
    assertThat(handshake.succeeded()).isTrue();
    assertThat(handshake.clientKnown()).isFalse();
  }

  @Test
  void handshake_requiredClientCertificateMissing_bothSidesLearnIt() {
    TlsCredentials server =
        identity("rsa.pem", "rsa-pkcs8.key")
            .trustPem(file("ca.pem"))
            .clientCertificates(ClientCertificates.REQUIRED)
            .build();
    EngineHandshake handshake = EngineHandshake.run(BY_CA, HOST, server);
    assertThat(why(handshake.serverFailure())).isEqualTo(TlsFailure.CERTIFICATE_MISSING);
  }

  @Test
  void keyManager_severalIdentities_choosesByServerName() {
    TlsCredentials server =
        identity("nameless.pem", "rsa-pkcs8.key").pem(file("ec.pem"), file("ec-sec1.key")).build();
    assertThat(server.fingerprints())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                Fingerprint.of(Fixtures.certificate("nameless.pem")),
                Fingerprint.of(Fixtures.certificate("ec.pem"))));
    assertThat(EngineHandshake.run(BY_CA, HOST, server).succeeded()).isTrue();
  }
}
