// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/** Whether the sender asks for success reports (RFC 4975 §7.1.1). */
public enum SuccessReport {
  /** Every octet received is reported. */
  YES("yes"),
  /** Nothing is reported; the default. */
  NO("no");

  private final String text;

  SuccessReport(String text) {
    this.text = text;
  }

  /**
   * Parses the header's value without regard to case.
   *
   * @param text {@code yes} or {@code no}
   * @return the value
   * @throws MsrpSyntaxException if it is neither
   */
  public static SuccessReport parse(String text) {
    for (SuccessReport value : values()) {
      if (Texts.equalIgnoringAsciiCase(value.text, text)) {
        return value;
      }
    }
    throw new MsrpSyntaxException("Success-Report is neither yes nor no", "RFC 4975 §9");
  }

  /** The value as it is printed. */
  @Override
  public String toString() {
    return text;
  }
}
