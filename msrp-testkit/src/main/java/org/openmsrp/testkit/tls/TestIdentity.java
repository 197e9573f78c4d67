// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentialsBuilder;

/**
 * A certificate for tests with its private key.
 *
 * @param chain the certificate, then the authority that issued it, if one did
 * @param key the private key
 */
public record TestIdentity(List<X509Certificate> chain, PrivateKey key) {

  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /**
   * Copies the chain.
   *
   * @param chain one certificate at least
   * @param key the private key
   */
  public TestIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * The certificate itself.
   *
   * @return the first of the chain
   */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /**
   * The root that whoever trusts this identity has to know.
   *
   * @return the authority; of a self-signed identity the certificate itself
   */
  public X509Certificate root() {
    return chain.get(chain.size() - 1);
  }

  /**
   * Its SHA-256 fingerprint.
   *
   * @return as SDP would promise it
   */
  public Fingerprint fingerprint() {
    return Fingerprint.of(certificate());
  }

  /**
   * Credentials with this identity.
   *
   * @return a builder, for trust to be added
   */
  public TlsCredentialsBuilder credentials() {
    return TlsCredentials.builder().identity(chain, key);
  }

  /**
   * Writes the chain and the key, not encrypted, into a PEM file.
   *
   * @param file where to
   * @return the same file
   */
  public Path writePem(Path file) {
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate certificate : chain) {
        pem.append(block("CERTIFICATE", certificate.getEncoded()));
      }
      pem.append(block("PRIVATE KEY", key.getEncoded()));
      return Files.writeString(file, pem);
    } catch (CertificateEncodingException | IOException e) {
      throw new IllegalStateException("can't write " + file, e);
    }
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }
}
