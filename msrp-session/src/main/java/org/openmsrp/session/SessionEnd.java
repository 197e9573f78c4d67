// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.transport.TransportException;

/** How a session ended. */
public sealed interface SessionEnd {

  /** This side closed it. */
  record ClosedLocally() implements SessionEnd {}

  /** The peer closed the connection in order. */
  record ClosedByPeer() implements SessionEnd {}

  /**
   * Nothing was sent or received for so long.
   *
   * @param timeout how long that was
   */
  record Idle(Duration timeout) implements SessionEnd {

    /**
     * Checks that a time is given.
     *
     * @param timeout how long that was
     */
    public Idle {
      requireNonNull(timeout, "timeout");
    }
  }

  /** The peer did not answer a keep-alive. */
  record PeerSilent() implements SessionEnd {}

  /**
   * The connection broke.
   *
   * @param cause what the transport says
   */
  record ConnectionFailed(TransportException cause) implements SessionEnd {
    /**
     * Checks that a cause is given.
     *
     * @param cause what the transport says
     */
    public ConnectionFailed {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * The peer sent octets that can't be followed, so the connection was closed.
   *
   * @param cause what is wrong with them
   */
  record ProtocolError(MsrpSyntaxException cause) implements SessionEnd {
    /**
     * Checks that a cause is given.
     *
     * @param cause what is wrong
     */
    public ProtocolError {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * The peer says that the session does not exist, or is bound to another connection (RFC 4975
   * §10.8, §10.10), or a failure report says that octets were lost on the way (§7.3.2).
   *
   * @param status 481, 506 or 408
   */
  record Refused(MsrpStatus status) implements SessionEnd {
    /**
     * Checks that a status is given.
     *
     * @param status 481, 506 or 408
     */
    public Refused {
      requireNonNull(status, "status");
    }
  }
}
