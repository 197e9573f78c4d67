// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

/**
 * Quoted strings (RFC 4975 §9): only backslash and quote are escaped when printed; any escaped
 * character is accepted when read.
 */
public final class QuotedString {

  private static final String RULE = "RFC 4975 §9";

  private QuotedString() {}

  /**
   * Quotes a value.
   *
   * @param value text without control characters
   * @return the value in quotes, escaped where needed
   * @throws MsrpSyntaxException if it holds a control character
   */
  public static String encode(String value) {
    Texts.requireUtf8Text(value, "quoted string");
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Takes the quotes and escapes away.
   *
   * @param quoted starts and ends with a quote
   * @return the value
   * @throws MsrpSyntaxException if it does not, or holds a control character
   */
  public static String decode(String quoted) {
    int end = quoted.isEmpty() || quoted.charAt(0) != '"' ? 0 : end(quoted, 0);
    if (end == 0 || end < quoted.length()) {
      throw MsrpSyntaxException.at(quoted, end, "not a quoted string", RULE);
    }
    Texts.requireUtf8Text(quoted, "quoted string");
    StringBuilder value = new StringBuilder(quoted.length());
    for (int i = 1; i < quoted.length() - 1; i++) {
      char c = quoted.charAt(i);
      value.append(c == '\\' ? quoted.charAt(++i) : c);
    }
    return value.toString();
  }

  /**
   * Finds the end of a quoted string.
   *
   * @param text any text
   * @param start the place of the opening quote
   * @return the place behind the closing quote
   * @throws MsrpSyntaxException if it is not closed, or holds a control character
   */
  public static int end(String text, int start) {
    boolean escaped = false;
    int at = start + 1;
    for (; at < text.length() && !Texts.isControl(text.charAt(at)); at++) {
      char c = text.charAt(at);
      if (c == '"' && !escaped) {
        return at + 1;
      }
      escaped = c == '\\' && !escaped;
    }
    String problem = at < text.length() ? "holds a control character" : "is not closed";
    throw MsrpSyntaxException.at(text, at, "a quoted string " + problem, RULE);
  }
}
