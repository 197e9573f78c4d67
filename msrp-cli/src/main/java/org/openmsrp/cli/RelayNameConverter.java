// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpUri;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a relay, and says what is wrong with it. */
final class RelayNameConverter implements ITypeConverter<RelayName> {

  @Override
  public RelayName convert(String text) {
    boolean whole = text.contains("://");
    try {
      return new RelayName(MsrpUri.parse(whole ? text : "msrps://" + text + ";tcp"), whole);
    } catch (MsrpSyntaxException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "': "
              + e.getMessage()
              + ", expected a domain or something like msrps://relay.example.com:2855;tcp");
    }
  }
}
