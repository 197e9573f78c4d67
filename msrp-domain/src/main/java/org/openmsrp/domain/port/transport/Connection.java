// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import java.nio.ByteBuffer;

/**
 * The verbs of one open connection.
 *
 * <p>Every verb may be called from any thread and from inside a signal, never blocks, and never
 * delivers a signal before it returns when it is called from inside one (T1.4). After {@link
 * #close()}, {@link #abort} or {@link ConnectionHandler#onClosed}, {@code demand}, {@code write}
 * and {@code wake} do nothing (T3.5).
 */
public interface Connection {

  /**
   * Facts about this connection, constant from {@link ConnectionHandler#onOpen} on (T5.1).
   *
   * @return the facts
   */
  ConnectionInfo info();

  /**
   * Asks for one more {@link ConnectionHandler#onBytes}. Demand starts at zero, carries no count
   * and saturates: repeated calls before a delivery count once (T2.1, T2.2).
   */
  void demand();

  /**
   * Writes the remaining bytes of {@code parts}, in order.
   *
   * <p>From this call to {@link ConnectionHandler#onWritten} or {@link ConnectionHandler#onClosed}
   * the buffers belong to the transport, which never alters their content. Meanwhile their
   * positions tell how far it has come, as far as it can tell, and may be looked at within a
   * signal; positions and limits are undefined afterwards (T3.2). One write is in flight at most.
   *
   * @param endOfFrame whether the bytes end a frame. On {@link Framing#MESSAGE} it must be true:
   *     one write is one WebSocket message (T3.4). On {@link Framing#STREAM} it has no effect
   * @param parts the buffers; none, or only empty ones, give an {@code onWritten} as well (T3.3)
   * @throws IllegalStateException if the previous write is still in flight; nothing changes (T3.1)
   * @throws IllegalArgumentException if {@code endOfFrame} is false on message framing (T3.4)
   */
  void write(boolean endOfFrame, ByteBuffer... parts);

  /**
   * Asks for an {@link ConnectionHandler#onWake} in the connection's serial context. At least one
   * follows every call unless the connection closes; calls before delivery count once (T1.6).
   */
  void wake();

  /**
   * Ends the connection in order: the pending write is completed, the output is shut down, input is
   * discarded until the peer's end or the close timeout (T4.1). Idempotent.
   */
  void close();

  /**
   * Ends the connection at once and discards what is pending. Idempotent; wins over {@link
   * #close()} (T4.2).
   *
   * @param reason what {@link ConnectionHandler#onClosed} will name as {@link CloseReason.Failed}
   */
  void abort(TransportException reason);
}
