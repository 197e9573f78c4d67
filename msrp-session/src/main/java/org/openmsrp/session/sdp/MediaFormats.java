// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;

/** The format lists of accept-types and accept-wrapped-types (RFC 4975 §8.6). */
final class MediaFormats {

  private static final String RULE = "RFC 4975 §8.6";

  private MediaFormats() {}

  /** Entries with one space between them; more spaces, and some in front, are accepted. */
  static List<String> parse(String text) {
    List<String> formats = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = entryEnd(text, start);
      if (end > start) {
        requireCount(formats.size() + 1, text, start);
        formats.add(entry(text, start, end));
      }
      start = end + 1;
    }
    if (formats.isEmpty()) {
      throw MsrpSyntaxException.at(text, text.length(), "a list of formats is empty", RULE);
    }
    return formats;
  }

  private static String entry(String text, int from, int to) {
    try {
      return require(text.substring(from, to));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, from);
    }
  }

  /** The next space that is not within quotes, or the end. */
  private static int entryEnd(String text, int from) {
    boolean quoted = false;
    int at = from;
    for (; at < text.length() && (quoted || text.charAt(at) != ' '); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        at++;
      }
    }
    return Math.min(at, text.length());
  }

  /** Demands that a text is one entry, and reads back as one. */
  static String require(String format) {
    if (!format.equals("*")) {
      MediaType.parse(format);
    }
    int end = format.isEmpty() ? 0 : entryEnd(format, 0);
    if (end == 0 || end < format.length()) {
      throw MsrpSyntaxException.at(format, end, "a space outside of quotes in a format", RULE);
    }
    return format;
  }

  static void requireCount(int count, String text, int at) {
    if (count > MsrpMedia.MAX_FORMATS) {
      throw MsrpSyntaxException.at(
          text, at, "more than " + MsrpMedia.MAX_FORMATS + " formats", RULE);
    }
  }

  /** Whether one of the entries covers a type; parameters don't count. */
  static boolean cover(List<String> formats, MediaType type) {
    return formats.stream().anyMatch(type::matches);
  }
}
