// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a pattern of media types (RFC 4975 §8.6). */
final class AcceptTypeConverter implements ITypeConverter<String> {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'+.^_`{|}~-]+";
  private static final Pattern PATTERN = Pattern.compile("\\*|" + TOKEN + "/(\\*|" + TOKEN + ")");

  @Override
  public String convert(String text) {
    if (!PATTERN.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is none of *, type/*, type/subtype");
    }
    return text;
  }
}
