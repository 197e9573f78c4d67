// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.tls.Fingerprint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a fingerprint as SDP has it (RFC 8122 §5). */
final class FingerprintConverter implements ITypeConverter<Fingerprint> {

  @Override
  public Fingerprint convert(String text) {
    try {
      return Fingerprint.parse(text);
    } catch (MsrpSyntaxException e) {
      throw new TypeConversionException(
          "'" + text + "': " + e.problem() + ", expected something like 'sha-256 4A:AD:B9:…'");
    }
  }
}
