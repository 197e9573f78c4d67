// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.domain.uri.MsrpUri;

/** What of a URI must match for a request to belong to a session. */
public enum SessionMatching {
  /** The whole URI by RFC 4975 §6.1. */
  FULL_URI,
  /** The session id only, as the sessmatch draft has it, for peers behind address translation. */
  SESSION_ID;

  boolean matches(MsrpUri expected, MsrpUri actual) {
    return this == FULL_URI
        ? expected.equals(actual)
        : expected.sessionId().isPresent() && expected.sessionId().equals(actual.sessionId());
  }
}
