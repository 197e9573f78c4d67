// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** Reads files whole, if they are no larger than keys and certificates can be. */
final class CredentialFiles {

  /** All authorities of a system take a quarter of this. */
  static final int MAX_OCTETS = 1024 * 1024;

  private CredentialFiles() {}

  static byte[] read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new TlsCredentialsException(
            Kind.TOO_LARGE, "more than " + MAX_OCTETS + " octets: " + name(path));
      }
      return octets;
    } catch (IOException e) {
      throw new TlsCredentialsException(Kind.UNREADABLE, "can't read " + name(path), e);
    }
  }

  static String name(Path path) {
    return String.valueOf(path);
  }
}
