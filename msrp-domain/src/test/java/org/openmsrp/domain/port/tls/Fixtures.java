// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * Files that OpenSSL 3.0 and keytool wrote. {@code ca.pem} issued all other certificates; {@code
 * rsa}, {@code ec}, {@code ec521} and {@code ed25519} are for host.example, *.wild.example,
 * 127.0.0.1 and ::1. What is encrypted opens with "secret".
 */
final class Fixtures {

  static final char[] SECRET = "secret".toCharArray();

  private Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(requireNonNull(Fixtures.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static X509Certificate certificate(String name) {
    return Certificates.of(PemFile.read(file(name)), file(name)).get(0);
  }
}
