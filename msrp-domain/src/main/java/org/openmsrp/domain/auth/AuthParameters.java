// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/**
 * {@code name=value} pairs behind commas (RFC 4976 §7). White space around commas and equals signs
 * and any order are accepted; values are kept without quotes.
 *
 * @param text the header's value, for the places of errors
 */
record AuthParameters(Map<String, String> values, String text) {

  private static final String RULE = "RFC 4976 §7";
  private static final String SCHEME = "Digest ";

  /** Whether a header's value is of the scheme Digest; the parameters begin behind the space. */
  static boolean isDigest(String text) {
    return text.length() >= SCHEME.length()
        && Texts.equalIgnoringAsciiCase(text.substring(0, SCHEME.length()), SCHEME);
  }

  /** The parameters behind the scheme Digest. */
  static AuthParameters ofDigest(String text) {
    return parse(text, SCHEME.length());
  }

  /** The parameters that the rest of a text holds. */
  static AuthParameters parse(String text, int from) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = skip(text, from);
    while (at < text.length()) {
      at = skip(text, parameter(text, at, values));
    }
    Texts.requireUtf8Text(text, "digest parameters");
    return new AuthParameters(values, text);
  }

  private static int parameter(String text, int from, Map<String, String> values) {
    int nameEnd = Texts.tokenEnd(text, from);
    int equals = nameEnd == from ? from : Texts.blankEnd(text, nameEnd);
    require(nameEnd > from && text.startsWith("=", equals), text, equals, "digest parameter");
    int start = Texts.blankEnd(text, equals + 1);
    boolean quoted = text.startsWith("\"", start);
    int end = quoted ? QuotedString.end(text, start) : visibleEnd(text, start);
    int next = Texts.blankEnd(text, end);
    require(next == text.length() || text.charAt(next) == ',', text, next, "digest value");
    String raw = text.substring(start, end);
    String name = text.substring(from, nameEnd).toLowerCase(Locale.ROOT);
    if (values.putIfAbsent(name, quoted ? QuotedString.decode(raw) : raw) != null) {
      throw MsrpSyntaxException.at(text, from, "digest parameter stands twice", RULE);
    }
    return next;
  }

  private static int visibleEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isVisible(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isVisible(char c) {
    return c > ' ' && c <= '~' && c != '"' && c != ',';
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String require(String name) {
    return value(name)
        .orElseThrow(
            () -> MsrpSyntaxException.at(text, text.length(), "digest without " + name, RULE));
  }

  /** Text that can stand in a quoted string. */
  static void requireQuotable(Optional<String> text, String what) {
    text.ifPresent(value -> Texts.requireUtf8Text(value, what));
  }

  /** Text that can stand without quotes, so that it can't bring further parameters in. */
  static void requireToken(Optional<String> text, String what) {
    if (!text.map(Texts::isToken).orElse(true)) {
      throw new MsrpSyntaxException(what + " is not a token", RULE);
    }
  }

  private static int skip(String text, int from) {
    int at = Texts.blankEnd(text, from);
    while (at < text.length() && text.charAt(at) == ',') {
      at = Texts.blankEnd(text, at + 1);
    }
    return at;
  }

  private static void require(boolean holds, String text, int at, String what) {
    if (!holds) {
      throw MsrpSyntaxException.at(text, at, "malformed " + what, RULE);
    }
  }
}
