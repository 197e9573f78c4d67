// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a Message-ID (RFC 4975 §9). */
final class MessageIdConverter implements ITypeConverter<String> {

  private static final Pattern IDENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.\\-+%=]{3,31}");

  @Override
  public String convert(String text) {
    if (!IDENT.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not 4 to 32 letters, digits, . - + % =");
    }
    return text;
  }
}
