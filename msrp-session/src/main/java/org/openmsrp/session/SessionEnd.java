// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.transport.TransportException;

/** How a session ended. */
public sealed interface SessionEnd {

  /**
   * What happened, for people.
   *
   * @return a clause without a full stop, such as {@code the peer closed the session}
   */
  String explanation();

  /** This side closed it. */
  record ClosedLocally() implements SessionEnd {
    @Override
    public String explanation() {
      return "the session was closed here";
    }
  }

  /** The peer closed the connection in order. */
  record ClosedByPeer() implements SessionEnd {
    @Override
    public String explanation() {
      return "the peer closed the session";
    }
  }

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

    @Override
    public String explanation() {
      return "nothing was sent or received for " + timeout.toMillis() / 1000.0 + " s";
    }
  }

  /** The peer did not answer a keep-alive. */
  record PeerSilent() implements SessionEnd {
    @Override
    public String explanation() {
      return "the peer did not answer a keep-alive";
    }
  }

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

    @Override
    public String explanation() {
      return "the connection broke: " + cause.getMessage();
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

    @Override
    public String explanation() {
      return "the peer broke the protocol: " + cause.getMessage();
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

    @Override
    public String explanation() {
      return "the peer refused the session: " + status;
    }
  }
}
