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
  private static final int MAX_DIGITS = 5;

  private UriParser() {}

  static UriParts parse(String text) {
    int authority = text.indexOf("://") + 3;
    if (authority < 3) {
      throw MsrpSyntaxException.at(text, schemeFlaw(text), "not an MSRP URI", RULE);
    }
    MsrpScheme scheme = scheme(text, authority - 3);
    int end = authorityEnd(text, authority);
    int host = text.lastIndexOf('@', end - 1) + 1;
    Optional<String> userInfo = userInfo(text, authority, host);
    return behindUserInfo(scheme, userInfo, text, Math.max(authority, host), end);
  }

  private static UriParts behindUserInfo(
      MsrpScheme scheme, Optional<String> userInfo, String text, int start, int end) {
    int colon = portColon(text, start, end);
    MsrpHost host = host(text, start, colon);
    int port = port(host, text, colon, end);
    int transport = nextSemicolon(text, end) + 1;
    Optional<String> sessionId = sessionId(text, end, transport - 1);
    if (transport > text.length()) {
      throw MsrpSyntaxException.at(text, text.length(), "URI without a transport parameter", RULE);
    }
    int transportEnd = nextSemicolon(text, transport);
    UriParts.requireTransport(text, transport, transportEnd);
    return new UriParts(
        scheme,
        userInfo,
        host,
        port,
        sessionId,
        shared(text.substring(transport, transportEnd)),
        parameters(text, transportEnd));
  }

  private static MsrpScheme scheme(String text, int end) {
    for (MsrpScheme scheme : MsrpScheme.values()) {
      if (scheme.text().length() == end && isAt(text, scheme.text(), end)) {
        return scheme;
      }
    }
    throw MsrpSyntaxException.at(text, schemeFlaw(text), "scheme is neither msrp nor msrps", RULE);
  }

  /** Where a text can't be the beginning of an MSRP URI any more. */
  private static int schemeFlaw(String text) {
    int flaw = 0;
    for (MsrpScheme scheme : MsrpScheme.values()) {
      String start = scheme.text() + "://";
      int same = Math.min(text.length(), start.length());
      while (!isAt(text, start, same)) {
        same--;
      }
      flaw = Math.max(flaw, same);
    }
    return flaw;
  }

  /** Whether so many characters of a text are another's. */
  private static boolean isAt(String text, String start, int length) {
    return Texts.equalIgnoringAsciiCase(text.substring(0, length), start.substring(0, length));
  }

  /** The first slash or semicolon, or the end. */
  private static int authorityEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != ';') {
      end++;
    }
    return end;
  }

  private static Optional<String> userInfo(String text, int from, int behindAt) {
    if (behindAt <= from) {
      return Optional.empty();
    }
    UriParts.requireUserInfo(text, from, behindAt - 1);
    return Optional.of(text.substring(from, behindAt - 1));
  }

  /** The place of the colon before the port, or {@code end}; skips IPv6 brackets. */
  private static int portColon(String text, int host, int end) {
    int bracket = text.lastIndexOf(']', end - 1);
    int colon = text.indexOf(':', Math.max(host, bracket));
    return colon < 0 || colon > end ? end : colon;
  }

  private static MsrpHost host(String text, int from, int to) {
    try {
      return MsrpHost.parse(text.substring(from, to));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, from);
    }
  }

  /** The port behind a colon, or -1 if there is none. */
  private static int port(MsrpHost host, String text, int colon, int end) {
    int from = Math.min(colon + 1, end);
    int port = colon < end ? digits(text, from, end) : -1;
    UriParts.requirePort(host, port, text, from);
    return port;
  }

  private static int digits(String text, int from, int to) {
    int port = 0;
    int at = from;
    for (; at < to && UriChars.isDigit(text.charAt(at)) && at - from < MAX_DIGITS; at++) {
      port = port * 10 + text.charAt(at) - '0';
    }
    if (at == from || at < to) {
      throw MsrpSyntaxException.at(text, at, "malformed port", RULE);
    }
    return port;
  }

  /** The session id behind a slash, if there is one at {@code slash}. */
  private static Optional<String> sessionId(String text, int slash, int end) {
    if (slash == end) {
      return Optional.empty();
    }
    UriParts.requireSessionId(text, slash + 1, end);
    return Optional.of(text.substring(slash + 1, end));
  }

  private static List<UriParameter> parameters(String text, int from) {
    if (from == text.length()) {
      return List.of();
    }
    List<UriParameter> parameters = new ArrayList<>();
    for (int start = from; start < text.length(); ) {
      int end = nextSemicolon(text, start + 1);
      parameters.add(parameter(text, start + 1, end));
      start = end;
    }
    return parameters;
  }

  private static UriParameter parameter(String text, int from, int to) {
    try {
      return UriParameter.parse(text.substring(from, to));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, from);
    }
  }

  private static int nextSemicolon(String text, int from) {
    int semicolon = text.indexOf(';', from);
    return semicolon < 0 ? text.length() : semicolon;
  }

  /** There are many URIs and few transports. */
  private static String shared(String transport) {
    return transport.equals(MsrpUri.TCP) ? MsrpUri.TCP : transport;
  }
}
