// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import java.nio.ByteBuffer;

/**
 * The signals of one connection, received by its user.
 *
 * <p>They obey the grammar {@code onOpen (onBytes | onWritten | onWake)* onClosed} (T1.2), come one
 * after the other on a transport thread with a happens-before edge between them (T1.3), and are
 * never nested (T1.4). A handler must not block. A handler that throws has its connection aborted
 * with {@link TransportException.Kind#HANDLER_FAILED} (T1.5).
 */
public interface ConnectionHandler {

  /**
   * The connection is open, TLS and upgrade included. Comes first, once, before the stage of {@link
   * TransportConnector#connect} completes (T1.1).
   *
   * @param connection the verbs, usable until {@link #onClosed}
   */
  void onOpen(Connection connection);

  /**
   * Bytes arrived. Spends the demand that asked for them.
   *
   * @param bytes at least one byte, except the last piece of a message, which may be empty; lent
   *     until this method returns and reused afterwards (T2.3); read-only
   * @param endOfFrame always false on {@link Framing#STREAM}; on {@link Framing#MESSAGE} true
   *     exactly once per message, on its last piece (T2.5)
   */
  void onBytes(ByteBuffer bytes, boolean endOfFrame);

  /**
   * The write in flight was accepted by the operating system to its last byte (T3.3). It says
   * nothing of the peer.
   */
  void onWritten();

  /** Follows {@link Connection#wake()}. */
  void onWake();

  /**
   * The connection has ended. Comes exactly once for each {@code onOpen}, and nothing follows it
   * (T4.3).
   *
   * @param reason who ended it and why
   */
  void onClosed(CloseReason reason);
}
