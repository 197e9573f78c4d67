// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * The value of the Status header of a REPORT (RFC 4975 §7.1.2): {@code namespace code comment}.
 *
 * @param namespace 0 to 999; 0 means that the code is one of a response
 * @param status code and comment
 */
public record ReportStatus(int namespace, MsrpStatus status) {

  private static final String RULE = "RFC 4975 §9";

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
    boolean commented = text.length() > 7;
    if (text.length() < 7 || text.charAt(3) != ' ' || (commented && text.charAt(7) != ' ')) {
      throw new MsrpSyntaxException("Status is not namespace, code and comment", RULE);
    }
    int namespace = (int) Decimal.parse(text, 0, 3);
    int code = (int) Decimal.parse(text, 4, 7);
    return new ReportStatus(namespace, new MsrpStatus(code, commented ? text.substring(8) : ""));
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
