// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

/** Character classes of MSRP URIs (RFC 4975 §9, RFC 3986 §2). */
final class UriChars {

  private static final String SUB_DELIMS = "!$&'()*+,=";

  private UriChars() {}

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isUnreserved(char c) {
    return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
  }

  /** The place behind the letters and digits that begin at {@code from}. */
  static int alphanumericEnd(String text, int from, int to) {
    int end = from;
    while (end < to && isAlphanumeric(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The place behind a run of unreserved, percent-encoded and sub-delims, as in a user info or a
   * registered name; but no semicolon, with which an MSRP URI's transport begins.
   */
  static int regNameEnd(String text, int from, int to) {
    int end = from;
    while (end < to) {
      char c = text.charAt(end);
      if (c == '%' ? end + 2 >= to || percentOctet(text, end) < 0 : !isRegNameChar(c)) {
        return end;
      }
      end += c == '%' ? 3 : 1;
    }
    return end;
  }

  private static boolean isRegNameChar(char c) {
    return isUnreserved(c) || SUB_DELIMS.indexOf(c) >= 0;
  }

  /**
   * The place behind a session id. Generous on receipt: any visible ASCII character that does not
   * end it.
   */
  static int sessionIdEnd(String text, int from, int to) {
    int end = from;
    while (end < to && isSessionIdChar(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSessionIdChar(char c) {
    return c > ' ' && c <= '~' && c != ';';
  }

  /** Decodes percent-encoded unreserved characters only (RFC 4975 §6.1 rule 2). */
  static String decodeUnreserved(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int octet = c == '%' ? percentOctet(text, i) : -1;
      if (octet >= 0 && isUnreserved((char) octet)) {
        decoded.append((char) octet);
        i += 2;
      } else {
        decoded.append(c);
      }
    }
    return decoded.toString();
  }

  /** The value of an ASCII hexadecimal digit, or -1: other scripts' digits are no digits here. */
  static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static int percentOctet(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = hexDigit(text.charAt(at + 1));
    int low = hexDigit(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
