// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * Splits an MSRP URI. The authority ends at the first slash or semicolon: a greedy match by RFC
 * 3986 would let a host name swallow the transport.
 */
final class UriParser {

  private static final String RULE = "RFC 4975 §9";

  private UriParser() {}

  static UriParts parse(String text) {
    int authorityStart = text.indexOf("://") + 3;
    if (authorityStart < 3) {
      throw new MsrpSyntaxException("not an MSRP URI", RULE);
    }
    MsrpScheme scheme = scheme(text.substring(0, authorityStart - 3));
    int parametersStart = text.indexOf(';', authorityStart);
    if (parametersStart < 0) {
      throw new MsrpSyntaxException("URI without a transport parameter", RULE);
    }
    int slash = text.indexOf('/', authorityStart);
    boolean hasSession = slash >= 0 && slash < parametersStart;
    String authority = text.substring(authorityStart, hasSession ? slash : parametersStart);
    Optional<String> sessionId =
        hasSession ? Optional.of(text.substring(slash + 1, parametersStart)) : Optional.empty();
    int transportEnd = nextSemicolon(text, parametersStart + 1);
    String transport = text.substring(parametersStart + 1, transportEnd);
    int at = authority.lastIndexOf('@');
    int colon = portColon(authority, at + 1);
    return new UriParts(
        scheme,
        at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at)),
        MsrpHost.parse(authority.substring(at + 1, colon)),
        colon < authority.length() ? port(authority.substring(colon + 1)) : -1,
        sessionId,
        transport,
        parameters(text, transportEnd));
  }

  private static MsrpScheme scheme(String text) {
    for (MsrpScheme scheme : MsrpScheme.values()) {
      if (Texts.equalIgnoringAsciiCase(scheme.text(), text)) {
        return scheme;
      }
    }
    throw new MsrpSyntaxException("scheme is neither msrp nor msrps", RULE);
  }

  /** The place of the colon before the port, or the authority's length; skips IPv6 brackets. */
  private static int portColon(String authority, int hostStart) {
    int colon = authority.indexOf(':', Math.max(hostStart, authority.indexOf(']')));
    return colon < 0 ? authority.length() : colon;
  }

  private static int port(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      throw new MsrpSyntaxException("malformed port", RULE);
    }
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (!UriChars.isDigit(digits.charAt(i))) {
        throw new MsrpSyntaxException("malformed port", RULE);
      }
      port = port * 10 + digits.charAt(i) - '0';
    }
    return port;
  }

  private static List<UriParameter> parameters(String text, int from) {
    if (from == text.length()) {
      return List.of();
    }
    List<UriParameter> parameters = new ArrayList<>();
    for (int start = from; start < text.length(); ) {
      int end = nextSemicolon(text, start + 1);
      parameters.add(UriParameter.parse(text.substring(start + 1, end)));
      start = end;
    }
    return parameters;
  }

  private static int nextSemicolon(String text, int from) {
    int semicolon = text.indexOf(';', from);
    return semicolon < 0 ? text.length() : semicolon;
  }
}
