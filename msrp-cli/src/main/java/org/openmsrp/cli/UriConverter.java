// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpUri;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an MSRP URI and says what is wrong with it. */
final class UriConverter implements ITypeConverter<MsrpUri> {

  static final String EXAMPLE = ", expected something like msrp://host:2855/session;tcp";

  @Override
  public MsrpUri convert(String text) {
    try {
      return MsrpUri.parse(text);
    } catch (MsrpSyntaxException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage() + EXAMPLE);
    }
  }
}
