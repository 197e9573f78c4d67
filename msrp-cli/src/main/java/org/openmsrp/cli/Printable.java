// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/**
 * Makes what a peer sent fit for a terminal: control characters could move the cursor, change
 * colours or fake a line of this program's own.
 */
final class Printable {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String INDENT = "\n    ";

  private Printable() {}

  /** One line: everything that is not printable is replaced, line ends too. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\t' || point == '\n' || point == '\r') {
                line.append(' ');
              } else if (isPrintable(point)) {
                line.appendCodePoint(point);
              } else {
                line.append(REPLACEMENT);
              }
            });
    return line.toString();
  }

  /** Several lines, those behind the first one indented. */
  static String text(String text) {
    return text.lines().map(Printable::line).reduce((a, b) -> a + INDENT + b).orElse("");
  }

  /** One line of so many characters at most. */
  static String shortened(String text, int longest) {
    String line = line(text);
    int points = line.codePointCount(0, line.length());
    return points <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /** Whether a character shows as itself and leaves its neighbours alone. */
  static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.FORMAT -> isJoiner(point);
      default -> true;
    };
  }

  /** Emoji and several scripts need joiners; other format characters turn the text's direction. */
  private static boolean isJoiner(int point) {
    return point == 0x200C || point == 0x200D || (point >= 0xE0020 && point <= 0xE007F);
  }
}
