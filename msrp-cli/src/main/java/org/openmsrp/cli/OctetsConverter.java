// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of octets, 0 or more. */
final class OctetsConverter implements ITypeConverter<Long> {

  @Override
  public Long convert(String text) {
    try {
      long octets = Long.parseLong(text);
      if (octets >= 0) {
        return octets;
      }
    } catch (NumberFormatException e) {
      throw refusal(text);
    }
    throw refusal(text);
  }

  private static TypeConversionException refusal(String text) {
    return new TypeConversionException("'" + text + "' is not a number of octets");
  }
}
