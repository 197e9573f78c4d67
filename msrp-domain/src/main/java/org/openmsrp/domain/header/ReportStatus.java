// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * The value of the Status header of a REPORT (RFC 4975 §7.1.2): {@code namespace code comment}.
 *
 * @param namespace 0 to 999; 0 means that the code is one of a response
 * @param status code and comment
 */
public record ReportStatus(int namespace, MsrpStatus status) {

  private static final String RULE = "RFC 4975 §9";

  /** Characters of both codes with the space between them. */
  private static final int CODES = 7;

  /** Where a comment begins. */
  private static final int COMMENT = CODES + 1;

  /** {@code 000 200 OK}. */
  public static final ReportStatus SUCCESS = new ReportStatus(0, MsrpStatus.OK);

  /**
   * Checks the ranges.
   *
   * @param namespace 0 to 999
   * @param status code and comment
   * @throws MsrpSyntaxException if the namespace is out of its range
   */
  public ReportStatus {
    requireNonNull(status, "status");
    if (namespace < 0 || namespace > 999) {
      throw new MsrpSyntaxException("a namespace has three digits: " + namespace, RULE);
    }
  }

  /**
   * Parses three digits, a space, three digits, and a comment behind a space if there is one.
   *
   * @param text the header's value
   * @return the status
   * @throws MsrpSyntaxException if it has another form
   */
  public static ReportStatus parse(String text) {
    int formed = formedEnd(text);
    if (formed < CODES || formed < Math.min(text.length(), COMMENT)) {
      throw MsrpSyntaxException.at(text, formed, "Status is not namespace, code and comment", RULE);
    }
    Texts.requireUtf8Text(text, "Status");
    int namespace = (int) Decimal.parse(text, 0, 3);
    int code = (int) Decimal.parse(text, 4, CODES);
    String comment = text.substring(Math.min(text.length(), COMMENT));
    return new ReportStatus(namespace, new MsrpStatus(code, comment));
  }

  /** How many characters before the comment are what they must be. */
  private static int formedEnd(String text) {
    int end = 0;
    while (end < Math.min(text.length(), COMMENT) && isFormed(end, text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isFormed(int place, char c) {
    boolean space = place == 3 || place == CODES;
    return space ? c == ' ' : (c >= '0' && c <= '9');
  }

  /**
   * Whether the report says that octets were delivered.
   *
   * @return true for namespace 000 and a code of 200 to 299
   */
  public boolean success() {
    return namespace == 0 && status.success();
  }

  /** The status as it is printed. */
  @Override
  public String toString() {
    return (namespace == 0 ? "000" : String.format(Locale.ROOT, "%03d", namespace)) + " " + status;
  }
}
