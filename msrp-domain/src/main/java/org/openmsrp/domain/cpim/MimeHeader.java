// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * A header of the content of a CPIM message (RFC 2045 §3).
 *
 * @param name a token; upper and lower case mean the same
 * @param value one line of text, without space at its ends
 */
public record MimeHeader(String name, String value) {

  private static final String RULE = "RFC 2045 §3";

  /**
   * Checks both parts.
   *
   * @param name a token
   * @param value no control character but the tab; space at its ends is taken away
   * @throws MsrpSyntaxException if one is malformed
   */
  public MimeHeader {
    Texts.requireToken(requireNonNull(name, "name"), "MIME header name", RULE);
    value = Texts.requireUtf8Text(value, "MIME header").strip();
  }

  static MimeHeader parse(String line) {
    int colon = Texts.tokenEnd(line, 0);
    int end = Texts.blankEnd(line, colon);
    boolean named = colon > 0 && line.startsWith(":", end);
    CpimText.require(named, line, end, "malformed MIME header", RULE);
    return new MimeHeader(line.substring(0, colon), line.substring(end + 1));
  }

  boolean isCalled(String other) {
    return Texts.equalIgnoringAsciiCase(name, other);
  }

  /** The header as it is written, without the end of its line. */
  @Override
  public String toString() {
    return name + ": " + value;
  }
}
