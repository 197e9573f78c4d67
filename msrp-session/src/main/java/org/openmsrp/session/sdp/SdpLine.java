// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * A line of a description: {@code type=value}.
 *
 * @param type the letter
 * @param value what stands behind the equals sign
 * @param whole the text that the line is of
 * @param at where in that text the value begins
 */
record SdpLine(char type, String value, String whole, int at) {

  private static final String RULE = "RFC 8866 §5";

  /** The lines of a text, which end with CRLF or LF. Empty ones are skipped. */
  static List<SdpLine> of(String text) {
    if (text.length() > MsrpMedia.MAX_TEXT) {
      throw new MsrpSyntaxException("a description is too long", RULE, MsrpMedia.MAX_TEXT);
    }
    List<SdpLine> lines = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int newline = text.indexOf('\n', start);
      int next = newline < 0 ? text.length() : newline + 1;
      int end = newline < 0 ? text.length() : newline;
      if (end > start && text.charAt(end - 1) == '\r') {
        end--;
      }
      if (end > start) {
        lines.add(line(text, start, end));
      }
      start = next;
    }
    return lines;
  }

  private static SdpLine line(String text, int from, int to) {
    if (to - from > MsrpMedia.MAX_LINE) {
      throw MsrpSyntaxException.at(text, from, "a line is too long", RULE);
    }
    if (to - from < 2 || text.charAt(from + 1) != '=') {
      throw MsrpSyntaxException.at(text, from, "a line is not of the form type=value", RULE);
    }
    return new SdpLine(text.charAt(from), text.substring(from + 2, to), text, from + 2);
  }

  /** Reads the value from some place on; an error gets its place in the whole text. */
  <T> T read(int from, Function<String, T> reading) {
    try {
      return reading.apply(value.substring(from));
    } catch (MsrpSyntaxException e) {
      throw e.within(whole, at + from);
    }
  }

  MsrpSyntaxException error(int place, String problem, String rule) {
    return MsrpSyntaxException.at(whole, at + place, problem, rule);
  }

  /** The name of an attribute. */
  String name() {
    return value.substring(0, nameEnd());
  }

  /** The place of an attribute's value. */
  int valueStart() {
    return Math.min(nameEnd() + 1, value.length());
  }

  /** Whether an attribute has a colon. */
  boolean hasValue() {
    return nameEnd() < value.length();
  }

  private int nameEnd() {
    int colon = value.indexOf(':');
    return colon < 0 ? value.length() : colon;
  }
}
