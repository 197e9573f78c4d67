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
 */
record AuthParameters(Map<String, String> values) {

  private static final String RULE = "RFC 4976 §7";
  private static final String SCHEME = "Digest ";

  /** Whether a header's value is of the scheme Digest; the parameters begin behind the space. */
  static boolean isDigest(String text) {
    return text.length() >= SCHEME.length()
        && Texts.equalIgnoringAsciiCase(text.substring(0, SCHEME.length()), SCHEME);
  }

  /** The parameters behind the scheme Digest. */
  static AuthParameters ofDigest(String text) {
    return parse(text.substring(SCHEME.length()));
  }

  static AuthParameters parse(String text) {
    Texts.requireUtf8Text(text, "digest parameters");
    Map<String, String> values = new LinkedHashMap<>();
    int at = skip(text, 0);
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      String name = equals < 0 ? "" : text.substring(at, equals).strip();
      if (!Texts.isToken(name)) {
        throw new MsrpSyntaxException("malformed digest parameter", RULE);
      }
      int start = skipSpace(text, equals + 1);
      int end = valueEnd(text, start);
      String raw = text.substring(start, end).strip();
      String value = raw.startsWith("\"") ? QuotedString.decode(raw) : requireVisible(raw);
      if (values.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
        throw new MsrpSyntaxException("digest parameter stands twice", RULE);
      }
      at = skip(text, end);
    }
    return new AuthParameters(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String require(String name) {
    return value(name).orElseThrow(() -> new MsrpSyntaxException("digest without " + name, RULE));
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

  private static String requireVisible(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) <= ' ' || raw.charAt(i) > '~' || raw.charAt(i) == '"') {
        throw new MsrpSyntaxException("malformed digest value", RULE);
      }
    }
    return raw;
  }

  private static int valueEnd(String text, int start) {
    if (start < text.length() && text.charAt(start) == '"') {
      int end = QuotedString.end(text, start);
      int next = skipSpace(text, end);
      if (next < text.length() && text.charAt(next) != ',') {
        throw new MsrpSyntaxException("no comma behind a digest value", RULE);
      }
      return end;
    }
    int comma = text.indexOf(',', start);
    return comma < 0 ? text.length() : comma;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ',' || isSpace(text.charAt(at)))) {
      at++;
    }
    return at;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
