// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/** Parameters behind semicolons: {@code ;name=value}, {@code ;name="value"} or {@code ;name}. */
record HeaderParameters(Map<String, String> values) {

  private static final String RULE = "RFC 4975 §9";

  HeaderParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The parameters that the rest of a text holds. */
  static HeaderParameters parse(String text, int from) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = Texts.blankEnd(text, from);
    while (at < text.length()) {
      require(text.charAt(at) == ';', text, at, "a parameter does not start with a semicolon");
      at = parameter(text, Texts.blankEnd(text, at + 1), values);
    }
    return new HeaderParameters(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  private static int parameter(String text, int from, Map<String, String> values) {
    int nameEnd = Texts.tokenEnd(text, from);
    if (from == text.length()) {
      return from;
    }
    require(nameEnd > from, text, from, "a parameter without a name");
    String name = text.substring(from, nameEnd).toLowerCase(Locale.ROOT);
    int at = Texts.blankEnd(text, nameEnd);
    if (at == text.length() || text.charAt(at) != '=') {
      values.putIfAbsent(name, "");
      return at;
    }
    int start = Texts.blankEnd(text, at + 1);
    boolean quoted = text.startsWith("\"", start);
    int end = quoted ? QuotedString.end(text, start) : Texts.tokenEnd(text, start);
    require(end > start, text, start, "a parameter value is neither token nor quoted");
    String raw = text.substring(start, end);
    values.putIfAbsent(name, quoted ? QuotedString.decode(raw) : raw);
    return Texts.blankEnd(text, end);
  }

  private static void require(boolean holds, String text, int at, String problem) {
    if (!holds) {
      throw MsrpSyntaxException.at(text, at, problem, RULE);
    }
  }
}
