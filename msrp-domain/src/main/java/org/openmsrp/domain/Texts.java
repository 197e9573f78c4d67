// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

/**
 * Checks of text that goes into a head. They are what makes header injection impossible: no value
 * that holds CR, LF or another control character can be built.
 */
public final class Texts {

  private static final int IDENT_MIN = 4;
  private static final int IDENT_MAX = 32;

  /** Which ASCII characters identifiers may hold: each frame's are checked several times. */
  private static final boolean[] IDENT_CHARS = new boolean[128];

  static {
    for (char c = 0; c < IDENT_CHARS.length; c++) {
      IDENT_CHARS[c] = isAlphanumeric(c) || ".-+%=".indexOf(c) >= 0;
    }
  }

  private Texts() {}

  /**
   * Demands {@code utf8text} (RFC 4975 §9): no control character but the tab, no lone surrogate.
   *
   * @param text the text
   * @param what what it is, for the error
   * @return the text
   * @throws MsrpSyntaxException if it is not
   */
  public static String requireUtf8Text(String text, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        throw MsrpSyntaxException.at(text, i, what + " holds a control character", "RFC 4975 §9");
      }
      if (Character.isSurrogate(c)) {
        i += requirePair(text, i, what);
      }
    }
    return text;
  }

  /**
   * Demands an {@code ident} (RFC 4975 §9): 4 to 32 characters, the first a letter or digit, the
   * others letters, digits or one of {@code . - + % =}.
   *
   * @param text the identifier
   * @param what what it is, for the error
   * @return the identifier
   * @throws MsrpSyntaxException if it is not
   */
  public static String requireIdent(String text, String what) {
    int end = identEnd(text);
    if (end < IDENT_MIN || end < text.length()) {
      throw MsrpSyntaxException.at(
          text, end, what + " is not an identifier of 4 to 32 characters", "RFC 4975 §9");
    }
    return text;
  }

  /** How many characters at the beginning are an identifier's, 32 at most. */
  private static int identEnd(String text) {
    int most = Math.min(text.length(), IDENT_MAX);
    if (most == 0 || !isIdentStart(text.charAt(0))) {
      return 0;
    }
    int end = 1;
    while (end < most && isIdentChar(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Whether a character may stand in an {@code ident} behind the first place.
   *
   * @param c any character
   * @return true for letters, digits and {@code . - + % =}
   */
  public static boolean isIdentChar(char c) {
    return c < IDENT_CHARS.length && IDENT_CHARS[c];
  }

  /**
   * Whether a character may begin an {@code ident}.
   *
   * @param c any character
   * @return true for letters and digits
   */
  public static boolean isIdentStart(char c) {
    return isAlphanumeric(c);
  }

  /**
   * Whether a text is a {@code token} (RFC 4975 §9).
   *
   * @param text any text
   * @return true for visible ASCII without separators, at least one character
   */
  public static boolean isToken(String text) {
    return !text.isEmpty() && tokenEnd(text, 0) == text.length();
  }

  /**
   * Demands a {@code token} (RFC 4975 §9).
   *
   * @param text the text
   * @param what what it is, for the error
   * @param rule the rule that demands it
   * @return the text
   * @throws MsrpSyntaxException if it is not
   */
  public static String requireToken(String text, String what, String rule) {
    int end = tokenEnd(text, 0);
    if (end == 0 || end < text.length()) {
      throw MsrpSyntaxException.at(text, end, what + " is not a token", rule);
    }
    return text;
  }

  /**
   * The end of a run of characters that may stand in a {@code token} (RFC 4975 §9).
   *
   * @param text any text
   * @param from where the run begins, if there is one
   * @return the place behind it; {@code from} if there is none
   */
  public static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isTokenChar(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The end of a run of spaces and tabs.
   *
   * @param text any text
   * @param from where the run begins, if there is one
   * @return the place behind it; {@code from} if there is none
   */
  public static int blankEnd(String text, int from) {
    int end = from;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  /**
   * Whether two texts are equal but for the case of the letters A to Z. {@link
   * String#equalsIgnoreCase} knows more pairs than the grammar, such as the long s.
   *
   * @param a any text
   * @param b any text
   * @return true if they are
   */
  public static boolean equalIgnoringAsciiCase(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    for (int i = 0; i < a.length(); i++) {
      if (lowerCase(a.charAt(i)) != lowerCase(b.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** Whether a character may not stand in {@code utf8text}, the halves of pairs apart. */
  static boolean isControl(char c) {
    return (c < ' ' && c != '\t') || c == 0x7f;
  }

  private static boolean isTokenChar(char c) {
    return c > ' ' && c <= '~' && "\"(),/:;<=>?@[\\]".indexOf(c) < 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int requirePair(String text, int at, String what) {
    if (at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
      return 1;
    }
    throw MsrpSyntaxException.at(text, at, what + " holds a lone surrogate", "RFC 3629 §3");
  }
}
