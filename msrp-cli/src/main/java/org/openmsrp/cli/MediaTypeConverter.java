// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a media type. */
final class MediaTypeConverter implements ITypeConverter<MediaType> {

  @Override
  public MediaType convert(String text) {
    try {
      return MediaType.parse(text);
    } catch (MsrpSyntaxException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage());
    }
  }
}
