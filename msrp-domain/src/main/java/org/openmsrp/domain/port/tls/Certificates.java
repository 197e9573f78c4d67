// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** Certificates out of PEM blocks. */
final class Certificates {

  private Certificates() {}

  /** All of them, one at least. */
  static List<X509Certificate> of(List<PemBlock> blocks, Path file) {
    List<X509Certificate> found =
        blocks.stream().filter(PemBlock::isCertificate).map(Certificates::of).toList();
    if (found.isEmpty()) {
      throw new TlsCredentialsException(
          Kind.NO_CERTIFICATE, "no certificate in " + CredentialFiles.name(file));
    }
    return found;
  }

  private static X509Certificate of(PemBlock block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException e) {
      throw new TlsCredentialsException(
          Kind.MALFORMED, "not an X.509 certificate: " + block.place(), e);
    }
  }
}
