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

  static HeaderParameters parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = skipSpace(text, 0);
    while (at < text.length()) {
      if (text.charAt(at) != ';') {
        throw new MsrpSyntaxException("a parameter does not start with a semicolon", RULE);
      }
      at = parameter(text, skipSpace(text, at + 1), values);
    }
    return new HeaderParameters(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  private static int parameter(String text, int from, Map<String, String> values) {
    int nameEnd = tokenEnd(text, from);
    if (nameEnd == from && nameEnd == text.length()) {
      return nameEnd;
    }
    String name = text.substring(from, nameEnd);
    if (!Texts.isToken(name)) {
      throw new MsrpSyntaxException("a parameter without a name", RULE);
    }
    int at = skipSpace(text, nameEnd);
    if (at == text.length() || text.charAt(at) != '=') {
      values.putIfAbsent(name.toLowerCase(Locale.ROOT), "");
      return at;
    }
    at = skipSpace(text, at + 1);
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    int end = quoted ? QuotedString.end(text, at) : tokenEnd(text, at);
    String raw = text.substring(at, end);
    if (!quoted && !Texts.isToken(raw)) {
      throw new MsrpSyntaxException("a parameter value is neither token nor quoted", RULE);
    }
    values.putIfAbsent(name.toLowerCase(Locale.ROOT), quoted ? QuotedString.decode(raw) : raw);
    return skipSpace(text, end);
  }

  private static int tokenEnd(String text, int from) {
    int at = from;
    while (at < text.length() && ";= \t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
