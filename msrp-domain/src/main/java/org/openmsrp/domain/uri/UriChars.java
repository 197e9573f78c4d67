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

  static boolean isAlphanumeric(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isAlphanumeric(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Unreserved, percent-encoded and sub-delims, as in a user info or a registered name; but no
   * semicolon, with which an MSRP URI's transport begins.
   */
  static boolean isRegName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (percentOctet(text, i) < 0) {
          return false;
        }
        i += 2;
      } else if (!isUnreserved(c) && SUB_DELIMS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Generous on receipt: any visible ASCII character that does not end the session id. */
  static boolean isSessionId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == ';') {
        return false;
      }
    }
    return !text.isEmpty();
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
