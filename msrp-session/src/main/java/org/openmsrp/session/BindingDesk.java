// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.RequestHead;

/** Decides which session an accepted connection's first request belongs to (RFC 4975 §5.4). */
interface BindingDesk {

  /** What becomes of a request to a session that is not bound to the connection. */
  sealed interface Decision {}

  /** The session is bound now; the request is answered 200. */
  record Bound(SessionCore session) implements Decision {}

  /** The session is known, but its remote path is not: the request is answered later. */
  record Waiting(SessionCore session) implements Decision {}

  /** There is no such session, or not for this connection. */
  record Refused(MsrpStatus status) implements Decision {}

  /** A connection has come and waits for its first session. */
  void entered(ConnectionEngine engine);

  /** A connection that waited has its first session, or has ended. */
  void settled(ConnectionEngine engine);

  /** Who answers the AUTHs of a connection, if anybody does. */
  Optional<AuthDesk> auth(ConnectionEngine engine);

  /** Decides; called within the connection's serial context. */
  Decision bind(ConnectionEngine engine, RequestHead head);
}
