// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;

/** The date-time of RFC 3339 §5.6, of which the JDK's formats allow more and less. */
final class CpimDateTime {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:)(\\d\\d)(\\.\\d{1,9})?\\d*+(Z|[+-]\\d\\d:\\d\\d)");

  private CpimDateTime() {}

  /**
   * Reads it. A leap second, which the JDK does not know, is the second before; what is shorter
   * than a nanosecond is cut off.
   */
  static OffsetDateTime parse(String text) {
    Matcher parts = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (parts.matches()) {
      String second = parts.group(2).equals("60") ? "59" : parts.group(2);
      String fraction = parts.group(3) == null ? "" : parts.group(3);
      try {
        return OffsetDateTime.parse(parts.group(1) + second + fraction + parts.group(4));
      } catch (DateTimeException e) {
        throw malformed(e);
      }
    }
    throw malformed(null);
  }

  /** Writes it; what is no date of RFC 3339, such as one in the year 10000, does not read back. */
  static String print(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  private static MsrpSyntaxException malformed(@Nullable Exception cause) {
    MsrpSyntaxException error =
        new MsrpSyntaxException("DateTime is no date and time", "RFC 3339 §5.6", 0);
    error.initCause(cause);
    return error;
  }
}
