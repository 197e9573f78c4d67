// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One side's TLS identity and what it demands of the other side.
 *
 * <p>The managers are the JDK's, which {@code SSLEngine}, OpenSSL bindings and HTTP servers all
 * accept. They must be safe for use by many threads.
 *
 * @param keyManager the own certificate and key; a listener needs one
 * @param trustManager decides about the peer's chain
 * @param verifyHost whether the certificate's SubjectAltName must match the host that was connected
 *     to (RFC 4975 §5.4, RFC 4976 §9.2); false where fingerprints decide instead
 * @param clientCertificates what a listener asks of clients
 */
public record TlsCredentials(
    Optional<X509ExtendedKeyManager> keyManager,
    X509ExtendedTrustManager trustManager,
    boolean verifyHost,
    ClientCertificates clientCertificates) {

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
   */
  public TlsCredentials {
    requireNonNull(keyManager, "keyManager");
    requireNonNull(trustManager, "trustManager");
    requireNonNull(clientCertificates, "clientCertificates");
  }
}
