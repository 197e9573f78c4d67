// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.session.ChunkPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the largest size of a chunk. */
final class ChunkSizeConverter implements ITypeConverter<ChunkPolicy> {

  @Override
  public ChunkPolicy convert(String text) {
    try {
      return new ChunkPolicy(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number of octets");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "': " + e.getMessage() + " (RFC 4975 §7.1.1)");
    }
  }
}
