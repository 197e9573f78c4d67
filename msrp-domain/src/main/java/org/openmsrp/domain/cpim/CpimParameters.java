// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.util.Optional;

/**
 * Parameters behind a header's colon: {@code ;name=token} or {@code ;name="text"}. They are read
 * when they are asked for, so that a line of thousands costs its own length and no more.
 */
final class CpimParameters {

  private static final String RULE = "RFC 3862 §3.6";

  private CpimParameters() {}

  /** The place behind all of them. */
  static int end(String line, int from) {
    int at = from;
    while (line.startsWith(";", at)) {
      at = valueEnd(line, valueStart(line, at));
    }
    boolean separated = at == from || at == line.length() || line.charAt(at) == ' ';
    CpimText.require(separated, line, at, "no space behind a parameter", RULE);
    return at;
  }

  /** The value of the first of this name, in a line that {@link #end} has taken. */
  static Optional<String> value(String line, int from, String name) {
    int at = from;
    while (line.startsWith(";", at)) {
      int start = valueStart(line, at);
      int end = valueEnd(line, start);
      if (line.substring(at + 1, start - 1).equals(name)) {
        boolean quoted = line.charAt(start) == '"';
        return Optional.of(
            quoted
                ? CpimText.unescape(line.substring(start + 1, end - 1))
                : line.substring(start, end));
      }
      at = end;
    }
    return Optional.empty();
  }

  private static int valueStart(String line, int semicolon) {
    int equals = CpimText.nameEnd(line, semicolon + 1);
    boolean named = equals > semicolon + 1 && line.startsWith("=", equals);
    CpimText.require(named, line, equals, "malformed parameter", RULE);
    return equals + 1;
  }

  private static int valueEnd(String line, int start) {
    if (line.startsWith("\"", start)) {
      return CpimText.quotedEnd(line, start);
    }
    int end = start;
    while (end < line.length() && CpimText.isTokenChar(line.charAt(end))) {
      end++;
    }
    CpimText.require(end > start, line, start, "a parameter without a value", RULE);
    return end;
  }
}
