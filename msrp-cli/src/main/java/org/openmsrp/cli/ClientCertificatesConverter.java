// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a listener asks of its clients. */
final class ClientCertificatesConverter implements ITypeConverter<ClientCertificates> {

  @Override
  public ClientCertificates convert(String text) {
    return switch (text) {
      case "none" -> ClientCertificates.NONE;
      case "requested" -> ClientCertificates.REQUESTED;
      case "required" -> ClientCertificates.REQUIRED;
      default ->
          throw new TypeConversionException("'" + text + "' is none of none, requested, required");
    };
  }
}
