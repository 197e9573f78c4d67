// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One side's TLS identity and what it demands of the other side. {@link #builder()} makes them from
 * files.
 *
 * <p>The managers are the JDK's, which {@code SSLEngine}, OpenSSL bindings and HTTP servers all
 * accept. They must be safe for use by many threads. Those that the builder makes say by {@link
 * TlsVerificationException} why they refuse a certificate.
 *
 * @param keyManager the own certificate and key; a listener needs one
 * @param trustManager decides about the peer's chain
 * @param verifyHost whether the certificate's SubjectAltName must match the host that was connected
 *     to (RFC 4975 §5.4, RFC 4976 §9.2); false where fingerprints decide instead
 * @param clientCertificates what a listener asks of clients
 * @param fingerprintNeeded whether a session may be bound only if it was given fingerprints of its
 *     peer, and they match: the handshake takes any certificate (RFC 4975 §14.4)
 */
public record TlsCredentials(
    Optional<X509ExtendedKeyManager> keyManager,
    X509ExtendedTrustManager trustManager,
    boolean verifyHost,
    ClientCertificates clientCertificates,
    boolean fingerprintNeeded) {

  /** What a listener asks of its clients. */
  public enum ClientCertificates {
    /** No certificate is asked for. */
    NONE,
    /** One is asked for and checked if it comes. */
    REQUESTED,
    /** Without one the handshake fails. */
    REQUIRED
  }

  /**
   * Checks that nothing is missing.
   *
   * @param keyManager the own certificate and key
   * @param trustManager decides about the peer's chain
   * @param verifyHost whether names are checked
   * @param clientCertificates what a listener asks of clients
   * @param fingerprintNeeded whether sessions have to be given fingerprints
   */
  public TlsCredentials {
    requireNonNull(keyManager, "keyManager");
    requireNonNull(trustManager, "trustManager");
    requireNonNull(clientCertificates, "clientCertificates");
  }

  /**
   * Credentials whose trust manager decides alone.
   *
   * @param keyManager the own certificate and key
   * @param trustManager decides about the peer's chain
   * @param verifyHost whether names are checked
   * @param clientCertificates what a listener asks of clients
   */
  public TlsCredentials(
      Optional<X509ExtendedKeyManager> keyManager,
      X509ExtendedTrustManager trustManager,
      boolean verifyHost,
      ClientCertificates clientCertificates) {
    this(keyManager, trustManager, verifyHost, clientCertificates, false);
  }

  /**
   * Builds credentials from PEM and PKCS#12 files.
   *
   * @return a builder; as it is, it trusts the authorities of the Java runtime and has no own
   *     certificate
   */
  public static TlsCredentialsBuilder builder() {
    return new TlsCredentialsBuilder();
  }

  /**
   * Credentials for one peer: its certificate has to match in the handshake, on top of what is
   * demanded here.
   *
   * @param promised what the peer's SDP promised
   * @return a copy
   */
  public TlsCredentials expecting(FingerprintSet promised) {
    return new TlsCredentials(
        keyManager,
        new FingerprintTrust(trustManager, requireNonNull(promised, "promised")),
        verifyHost,
        clientCertificates,
        false);
  }

  /**
   * The SHA-256 fingerprints of the own certificates, for the own SDP (RFC 8122 §5).
   *
   * @return one for each; empty without an own certificate
   */
  public List<Fingerprint> fingerprints() {
    return keyManager.stream()
        .flatMap(TlsCredentials::ownCertificates)
        .map(Fingerprint::of)
        .distinct()
        .toList();
  }

  private static Stream<X509Certificate> ownCertificates(X509ExtendedKeyManager keys) {
    return Stream.of("RSA", "EC", "EdDSA", "RSASSA-PSS")
        .flatMap(type -> Stream.ofNullable(keys.getServerAliases(type, null)))
        .flatMap(Stream::of)
        .flatMap(alias -> Stream.ofNullable(keys.getCertificateChain(alias)))
        .map(chain -> chain[0]);
  }
}
