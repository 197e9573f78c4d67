// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * An authority that exists for a test: it issues certificates, good and bad ones. Keys are made
 * anew each time and are on the curve P-256, which is quick.
 *
 * <pre>{@code
 * TestAuthority authority = new TestAuthority("Test CA");
 * TestIdentity server = authority.certificate("server").hosts("localhost", "127.0.0.1").issue();
 * TlsCredentials listener = server.credentials().build();
 * TlsCredentials client = TlsCredentials.builder().trust(List.of(authority.root())).build();
 * }</pre>
 */
public final class TestAuthority {

  private final TestIdentity self;

  /**
   * A new authority.
   *
   * @param name its common name
   */
  public TestAuthority(String name) {
    this.self = new TestCertificate(name, Optional.empty()).authority().issue();
  }

  /**
   * The certificate that peers have to trust.
   *
   * @return it is self-signed
   */
  public X509Certificate root() {
    return self.certificate();
  }

  /**
   * Begins a certificate of this authority.
   *
   * @param commonName whose it is
   * @return a builder
   */
  public TestCertificate certificate(String commonName) {
    return new TestCertificate(commonName, Optional.of(self));
  }

  /**
   * Begins a certificate that nobody issued but its owner, as endpoints use them with fingerprints
   * (RFC 4975 §14.4).
   *
   * @param commonName whose it is
   * @return a builder
   */
  public static TestCertificate selfSigned(String commonName) {
    return new TestCertificate(commonName, Optional.empty());
  }
}
