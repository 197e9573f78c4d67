// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads octets per second: a number, with k, M or G for thousands, millions or milliards. */
final class RateConverter implements ITypeConverter<Long> {

  private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([kMG]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = RATE.matcher(text);
    long rate = matcher.matches() ? Math.round(number(matcher) * factor(matcher.group(2))) : 0;
    if (rate < 1) {
      throw new TypeConversionException(
          "'" + text + "' is not a number of octets per second, such as 500k or 2.5M");
    }
    return rate;
  }

  private static double number(Matcher matcher) {
    return Double.parseDouble(matcher.group(1));
  }

  private static double factor(String unit) {
    return switch (unit) {
      case "k" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      default -> 1;
    };
  }
}
