// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;

/** Something that happens to a connection. */
public sealed interface ConnectionEvent {

  /**
   * It is open, in either direction.
   *
   * @param connection facts about it
   */
  record Opened(ConnectionInfo connection) implements ConnectionEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param connection facts about it
     */
    public Opened {
      requireNonNull(connection, "connection");
    }
  }

  /**
   * It has ended; follows each {@link Opened} once.
   *
   * @param connection facts about it
   * @param reason who ended it and why
   */
  record Closed(ConnectionInfo connection, CloseReason reason) implements ConnectionEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param connection facts about it
     * @param reason who ended it and why
     */
    public Closed {
      requireNonNull(connection, "connection");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * It did not come about: nobody answered, TLS was refused, the upgrade failed.
   *
   * @param remote the other side
   * @param inbound whether the other side tried, and not this one
   * @param cause why
   */
  record Failed(Endpoint remote, boolean inbound, Throwable cause) implements ConnectionEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param remote the other side
     * @param inbound whether the other side tried
     * @param cause why
     */
    public Failed {
      requireNonNull(remote, "remote");
      requireNonNull(cause, "cause");
    }
  }
}
