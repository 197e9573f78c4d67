// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * An immutable snapshot of a TLS session, taken when the handshake ended. It protects the way to
 * the next hop and no further: a relay reads what passes, so tell nobody that it is protected from
 * end to end (RFC 7977 §9).
 *
 * @param protocol the protocol version, for example {@code TLSv1.3}
 * @param cipherSuite the cipher suite's JDK name
 * @param peerCertificates the chain as the peer presented it, its own certificate first; empty if
 *     it presented none
 * @param serverName the name that the client asked for (RFC 6066 §3), if any
 */
public record TlsInfo(
    String protocol,
    String cipherSuite,
    List<X509Certificate> peerCertificates,
    Optional<String> serverName) {

  /**
   * Checks that nothing is missing and copies the chain.
   *
   * @param protocol the protocol version
   * @param cipherSuite the cipher suite
   * @param peerCertificates the peer's chain
   * @param serverName the server name asked for
   */
  public TlsInfo {
    requireNonNull(protocol, "protocol");
    requireNonNull(cipherSuite, "cipherSuite");
    peerCertificates = List.copyOf(peerCertificates);
    requireNonNull(serverName, "serverName");
  }
}
