// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds, with or without a fraction. */
final class SecondsConverter implements ITypeConverter<Duration> {

  private static final double MILLIS = 1000;
  private static final double LONGEST = 1e9;

  @Override
  public Duration convert(String text) {
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number of seconds");
    }
    if (!(seconds >= 1 / MILLIS && seconds <= LONGEST)) {
      throw new TypeConversionException("'" + text + "' is not a number of seconds above 0");
    }
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
