// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;

/** The components of an MSRP URI; port -1 means that none is written. */
record UriParts(
    MsrpScheme scheme,
    Optional<String> userInfo,
    MsrpHost host,
    int port,
    Optional<String> sessionId,
    String transport,
    List<UriParameter> parameters) {

  private static final String RULE = "RFC 4975 §6";

  UriParts {
    parameters = List.copyOf(parameters);
  }

  /** Checks what a builder was given; the parser checks what it reads in place. */
  UriParts checked() {
    userInfo.ifPresent(text -> requireUserInfo(text, 0, text.length()));
    requirePort(host, port, "", 0);
    sessionId.ifPresent(text -> requireSessionId(text, 0, text.length()));
    requireTransport(transport, 0, transport.length());
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder(64).append(scheme.text()).append("://");
    userInfo.ifPresent(user -> text.append(user).append('@'));
    text.append(host);
    if (port >= 0) {
      text.append(':').append(port);
    }
    sessionId.ifPresent(id -> text.append('/').append(id));
    text.append(';').append(transport);
    parameters.forEach(parameter -> text.append(';').append(parameter));
    return text.toString();
  }

  static void requireUserInfo(String text, int from, int to) {
    int end = UriChars.regNameEnd(text, from, to);
    boolean password = end < to && text.charAt(end) == ':';
    require(!password, text, end, "user info must not hold a password");
    require(end == to, text, end, "malformed user info");
  }

  /** Checks a port, -1 if there is none, that stands in a text at {@code at}. */
  static void requirePort(MsrpHost host, int port, String text, int at) {
    require(port <= 65535, text, at, "port out of range");
    require(port >= 0 || !host.numeric(), text, at, "a numeric host needs a port");
  }

  static void requireSessionId(String text, int from, int to) {
    int end = UriChars.sessionIdEnd(text, from, to);
    require(from < end && end == to, text, end, "malformed session id");
  }

  static void requireTransport(String text, int from, int to) {
    int end = UriChars.alphanumericEnd(text, from, to);
    require(from < end && end == to, text, end, "missing or malformed transport parameter");
  }

  private static void require(boolean holds, String text, int at, String problem) {
    if (!holds) {
      throw MsrpSyntaxException.at(text, at, problem, RULE);
    }
  }
}
