// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.util.Locale;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/** The characters of RFC 3862 §3.6 and the escapes of its §2.3. */
final class CpimText {

  static final String GRAMMAR = "RFC 3862 §3.6";
  private static final String HEADERS = "RFC 3862 §2.2";

  /** The controls with an escape of their own, and in the same places their letters. */
  private static final String CONTROLS = "\b\t\n\r";

  private static final String LETTERS = "btnr";

  private CpimText() {}

  static boolean isNameChar(char c) {
    return isAlphanumeric(c) || (c < 0x80 && "!#$%&'*+-^_`|~".indexOf(c) >= 0);
  }

  static boolean isTokenChar(char c) {
    return c >= 0x80 || c == '.' || isNameChar(c);
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The place behind the characters of a name that begin at {@code from}. */
  static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isNameChar(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The place behind the spaces that begin at {@code from}. */
  static int spaceEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end;
  }

  /** A text without the spaces at its end. */
  static String withoutTrailingSpace(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  static void require(boolean holds, String text, int at, String problem, String rule) {
    if (!holds) {
      throw MsrpSyntaxException.at(text, at, problem, rule);
    }
  }

  static String requireName(String text, String what) {
    int end = nameEnd(text, 0);
    require(end > 0 && end == text.length(), text, end, "malformed " + what, GRAMMAR);
    return text;
  }

  /** Demands an absolute URI: a scheme, a colon, and visible ASCII that no header trips over. */
  static String requireUri(String text, String what) {
    int colon = schemeEnd(text);
    String problem = what + " is no absolute URI";
    require(colon > 0 && text.startsWith(":", colon), text, colon, problem, GRAMMAR);
    int end = colon + 1;
    while (end < text.length() && isUriChar(text.charAt(end))) {
      end++;
    }
    require(end > colon + 1 && end == text.length(), text, end, problem, GRAMMAR);
    return text;
  }

  private static int schemeEnd(String text) {
    int end = 0;
    while (end < text.length()
        && (isLetter(text.charAt(end)) || (end > 0 && isSchemeChar(text.charAt(end))))) {
      end++;
    }
    return end;
  }

  private static boolean isSchemeChar(char c) {
    return isAlphanumeric(c) || c == '+' || c == '-' || c == '.';
  }

  private static boolean isUriChar(char c) {
    return c > ' ' && c <= '~' && "<>\"#\\".indexOf(c) < 0;
  }

  /** Demands text as it may stand in a header: no control character at all, pairs whole. */
  static String requireHeaderText(String text, String what) {
    for (int i = 0; i < text.length(); i++) {
      boolean control = isControl(text.charAt(i));
      require(!control, text, i, what + " holds a control character", HEADERS);
    }
    return Texts.requireUtf8Text(text, what);
  }

  /** Whether a text is more than nothing and has no space at its ends. */
  static boolean isTrimmed(String text) {
    return !text.isEmpty() && text.charAt(0) != ' ' && !text.endsWith(" ");
  }

  /** A text with those characters escaped that must be; quotes only within quotes. */
  static String escape(String text, boolean quoted) {
    StringBuilder escaped = new StringBuilder(text.length() + 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int known = CONTROLS.indexOf(c);
      if (known >= 0) {
        escaped.append('\\').append(LETTERS.charAt(known));
      } else if (c == '\\' || (quoted && c == '"')) {
        escaped.append('\\').append(c);
      } else if (isControl(c)) {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return Texts.requireUtf8Text(escaped.toString(), "text");
  }

  /** The opposite; total, and half of a surrogate pair becomes the replacement character. */
  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        plain.append(c);
      } else if (at < text.length()) {
        at = unescapeOne(text, at, plain);
      }
    }
    return wholePairs(plain);
  }

  /** Appends what the character behind a backslash stands for. */
  private static int unescapeOne(String text, int at, StringBuilder plain) {
    char c = text.charAt(at);
    int unit = c == 'u' ? hexadecimal(text, at + 1) : -1;
    int known = LETTERS.indexOf(c);
    if (unit >= 0) {
      plain.append((char) unit);
      return at + 5;
    }
    plain.append(known < 0 ? c : CONTROLS.charAt(known));
    return at + 1;
  }

  private static int hexadecimal(String text, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      boolean ascii = i < text.length() && text.charAt(i) < 0x80;
      int digit = ascii ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static String wholePairs(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      int point = text.codePointAt(i);
      if (Character.isSupplementaryCodePoint(point)) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, '\ufffd');
      }
    }
    return text.toString();
  }

  /** The place behind the quote that closes the one at {@code start}. */
  static int quotedEnd(String text, int start) {
    boolean escaped = false;
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' && !escaped) {
        return at + 1;
      }
      escaped = c == '\\' && !escaped;
    }
    throw MsrpSyntaxException.at(text, text.length(), "a quoted string is not closed", GRAMMAR);
  }

  private static boolean isControl(char c) {
    return c < ' ' || c == 0x7f;
  }
}
