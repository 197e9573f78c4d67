// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;

/** The checked components of an MSRP URI; port -1 means that none is written. */
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
    userInfo.ifPresent(UriParts::requireUserInfo);
    require(port >= -1 && port <= 65535, "port out of range");
    require(port >= 0 || !host.numeric(), "a numeric host needs a port");
    require(sessionId.map(UriChars::isSessionId).orElse(true), "malformed session id");
    require(UriChars.isAlphanumeric(transport), "missing or malformed transport parameter");
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

  private static void requireUserInfo(String userInfo) {
    require(userInfo.indexOf(':') < 0, "user info must not hold a password");
    require(UriChars.isRegName(userInfo), "malformed user info");
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new MsrpSyntaxException(problem, RULE);
    }
  }
}
