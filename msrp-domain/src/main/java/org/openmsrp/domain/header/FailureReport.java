// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/** Which answers the sender wants (RFC 4975 §7.1.1). */
public enum FailureReport {
  /** Success and failure; the default. */
  YES("yes"),
  /** Nothing, not even errors. */
  NO("no"),
  /** Failures only. */
  PARTIAL("partial");

  private final String text;

  FailureReport(String text) {
    this.text = text;
  }

  /**
   * Parses the header's value without regard to case.
   *
   * @param text {@code yes}, {@code no} or {@code partial}
   * @return the value
   * @throws MsrpSyntaxException if it is none of them
   */
  public static FailureReport parse(String text) {
    for (FailureReport value : values()) {
      if (Texts.equalIgnoringAsciiCase(value.text, text)) {
        return value;
      }
    }
    throw new MsrpSyntaxException("Failure-Report is not yes, no or partial", "RFC 4975 §9");
  }

  /**
   * Whether a response of this success is sent (RFC 4975 §7.2).
   *
   * @param success whether the status is 2xx
   * @return false for {@code no}, and for a success under {@code partial}
   */
  public boolean wantsResponse(boolean success) {
    return this == YES || (this == PARTIAL && !success);
  }

  /** The value as it is printed. */
  @Override
  public String toString() {
    return text;
  }
}
