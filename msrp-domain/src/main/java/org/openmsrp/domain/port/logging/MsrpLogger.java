// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.logging;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.transport.ConnectionInfo;

/**
 * Receives traffic and events. Every method does nothing by default, so that an implementation
 * writes only what it needs.
 *
 * <p>Traffic methods are called on transport threads, in wire order per connection, and only while
 * {@link #logsTraffic()} is true; they must not block for long. Buffers are read-only and lent
 * until the method returns. Credentials (RFC 4976 digest responses) are redacted before a logger
 * sees them. A session id is a secret (RFC 4975 §3): messages at info and above never hold one.
 *
 * <p>What comes at which level: at debug that connections open and end, sessions are bound and end,
 * and what a peer does wrong within a frame; at info who was turned away; as a warning that a
 * connection is given up, or something is dropped because of a peer; as an error what a user's own
 * code did wrong.
 */
public interface MsrpLogger {

  /** Logs nothing and costs nothing. */
  MsrpLogger NONE =
      new MsrpLogger() {
        @Override
        public void debug(Supplier<String> message) {}
      };

  /**
   * The logger for the events of one connection, and of the sessions on it. Asked for once per
   * connection, and once for each of its sessions, before {@link #forSession}.
   *
   * @param connection its facts
   * @return this logger by default; one that says the addresses with each event is better
   */
  default MsrpLogger forConnection(ConnectionInfo connection) {
    return this;
  }

  /**
   * The logger for the events of one session. Asked for once per session.
   *
   * @param correlationId names the session in the log; not a secret
   * @return this logger by default; one that says the id with each event is better
   */
  default MsrpLogger forSession(String correlationId) {
    return this;
  }

  /**
   * Whether traffic methods are to be called at all.
   *
   * @return false by default
   */
  default boolean logsTraffic() {
    return false;
  }

  /**
   * The head of a chunk was received.
   *
   * @param data the head's octets, start line to blank line, credentials redacted
   * @param connection where it came from
   * @param head the decoded head
   */
  default void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {}

  /**
   * Octets of a body were received.
   *
   * @param data the octets
   * @param connection where they came from
   * @param transactionId the chunk's transaction
   */
  default void receivedChunkData(
      ByteBuffer data, ConnectionInfo connection, String transactionId) {}

  /**
   * The end-line of a chunk was received.
   *
   * @param data the end-line's octets
   * @param connection where they came from
   * @param transactionId the chunk's transaction
   */
  default void receivedChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {}

  /**
   * The head of a chunk was handed to the transport.
   *
   * @param data the head's octets, credentials redacted
   * @param connection where it goes to
   * @param head the head
   */
  default void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {}

  /**
   * Octets of a body were handed to the transport.
   *
   * @param data the octets
   * @param connection where they go to
   * @param transactionId the chunk's transaction
   */
  default void sentChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {}

  /**
   * The end-line of a chunk was handed to the transport.
   *
   * @param data the end-line's octets
   * @param connection where they go to
   * @param transactionId the chunk's transaction
   */
  default void sentChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {}

  /**
   * Something for developers.
   *
   * @param message one line
   */
  default void debug(String message) {}

  /**
   * Something for developers that takes time to say, such as what a peer did wrong. The stack says
   * such things this way.
   *
   * @param message makes one line; asked for only if somebody takes it. By default it always is,
   *     and goes to {@link #debug(String)}; a logger whose debug level can be off overrides this
   */
  default void debug(Supplier<String> message) {
    debug(message.get());
  }

  /**
   * Something for operators.
   *
   * @param message one line
   */
  default void info(String message) {}

  /**
   * Something unexpected that was dealt with.
   *
   * @param message one line
   */
  default void warn(String message) {}

  /**
   * Something failed.
   *
   * @param message one line
   * @param cause what made it fail
   */
  default void error(String message, Throwable cause) {}

  /**
   * The stack can't go on.
   *
   * @param message one line
   * @param cause what made it fail
   */
  default void fatal(String message, Throwable cause) {}
}
