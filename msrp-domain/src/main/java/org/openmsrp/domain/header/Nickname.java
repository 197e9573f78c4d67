// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/**
 * A nickname (RFC 7701 §7.1). The empty one removes a nickname (§7.3).
 *
 * @param value the nickname without quotes, at most 1023 octets of UTF-8
 */
public record Nickname(String value) {

  /** Removes a nickname. */
  public static final Nickname NONE = new Nickname("");

  private static final int MAX_OCTETS = 1023;

  /**
   * Checks the range.
   *
   * @param value the nickname without quotes
   * @throws MsrpSyntaxException if it is too long or holds a control character
   */
  public Nickname {
    Texts.requireUtf8Text(requireNonNull(value, "value"), "nickname");
    if (value.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
      throw new MsrpSyntaxException("a nickname has at most 1023 octets", "RFC 7701 §7.1");
    }
  }

  /**
   * Parses a quoted string.
   *
   * @param text the header's value, in quotes
   * @return the nickname
   * @throws MsrpSyntaxException if it is not a quoted string, or too long
   */
  public static Nickname parse(String text) {
    return new Nickname(QuotedString.decode(text));
  }

  /** The nickname as it is printed: in quotes, escaped where needed. */
  @Override
  public String toString() {
    return QuotedString.encode(value);
  }
}
