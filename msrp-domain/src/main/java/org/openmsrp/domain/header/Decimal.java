// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import org.openmsrp.domain.MsrpSyntaxException;

/** Unsigned decimal numbers up to 2^63 - 1, without signs, spaces or exceptions of other types. */
final class Decimal {

  private Decimal() {}

  static long parse(String text) {
    return parse(text, 0, text.length());
  }

  static long parse(String text, int from, int to) {
    if (from >= to) {
      throw MsrpSyntaxException.at(text, from, "a number is missing", "RFC 4975 §9");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw MsrpSyntaxException.at(text, i, "not a decimal number", "RFC 4975 §9");
      }
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw MsrpSyntaxException.at(text, from, "a number above 2^63 - 1", "RFC 4975 §14.5");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
