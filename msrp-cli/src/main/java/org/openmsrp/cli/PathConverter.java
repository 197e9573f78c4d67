// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path of MSRP URIs, each with a session id, and says what is wrong with it. */
final class PathConverter implements ITypeConverter<MsrpPath> {

  @Override
  public MsrpPath convert(String text) {
    MsrpPath path;
    try {
      path = MsrpPath.parse(text);
    } catch (MsrpSyntaxException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage() + UriConverter.EXAMPLE);
    }
    for (MsrpUri uri : path.uris()) {
      if (uri.sessionId().isEmpty()) {
        throw new TypeConversionException("'" + uri + "' has no session id" + UriConverter.EXAMPLE);
      }
    }
    return path;
  }
}
