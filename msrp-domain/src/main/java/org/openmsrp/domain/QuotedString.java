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
   * @throws MsrpSyntaxException if it does not
   */
  public static String decode(String quoted) {
    if (quoted.isEmpty() || quoted.charAt(0) != '"' || end(quoted, 0) != quoted.length()) {
      throw new MsrpSyntaxException("not a quoted string", RULE);
    }
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
   * @throws MsrpSyntaxException if it is not closed
   */
  public static int end(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\') {
        i++;
      }
    }
    throw new MsrpSyntaxException("a quoted string is not closed", RULE);
  }
}
