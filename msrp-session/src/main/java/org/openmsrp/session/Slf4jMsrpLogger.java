// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events on to SLF4J: traffic at TRACE, everything else at its own level. Safe for use by
 * many threads.
 *
 * <p>Heads are logged whole, session ids included, and of each piece of a body the first octets;
 * whoever switches TRACE on must keep the log secret. What is not printable ASCII is escaped, so
 * that a peer can't fake lines of the log.
 */
public final class Slf4jMsrpLogger implements MsrpLogger {

  private static final int SHOWN_OF_BODY = 256;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Logger logger;
  private final String session;

  /**
   * A logger under a name.
   *
   * @param name the SLF4J logger's name, such as {@code org.openmsrp}
   */
  public Slf4jMsrpLogger(String name) {
    this(LoggerFactory.getLogger(requireNonNull(name, "name")));
  }

  Slf4jMsrpLogger(Logger logger) {
    this(logger, "");
  }

  private Slf4jMsrpLogger(Logger logger, String session) {
    this.logger = logger;
    this.session = session;
  }

  /** Every line of the session's begins with its correlation id. */
  @Override
  public MsrpLogger forSession(String correlationId) {
    return new Slf4jMsrpLogger(logger, correlationId + ": ");
  }

  @Override
  public boolean logsTraffic() {
    return logger.isTraceEnabled();
  }

  @Override
  public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    logger.trace("{}{} <- {}", session, connection.remote(), printable(data, data.remaining()));
  }

  @Override
  public void receivedChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    logger.trace("{}{} <- {}: {}", session, connection.remote(), transactionId, body(data));
  }

  @Override
  public void receivedChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    logger.trace("{}{} <- {}", session, connection.remote(), printable(data, data.remaining()));
  }

  @Override
  public void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    logger.trace("{}{} -> {}", session, connection.remote(), printable(data, data.remaining()));
  }

  @Override
  public void sentChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    logger.trace("{}{} -> {}: {}", session, connection.remote(), transactionId, body(data));
  }

  @Override
  public void sentChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    logger.trace("{}{} -> {}", session, connection.remote(), printable(data, data.remaining()));
  }

  @Override
  public void debug(String message) {
    logger.debug("{}{}", session, message);
  }

  @Override
  public void info(String message) {
    logger.info("{}{}", session, message);
  }

  @Override
  public void warn(String message) {
    logger.warn("{}{}", session, message);
  }

  @Override
  public void error(String message, Throwable cause) {
    logger.error("{}{}", session, message, cause);
  }

  @Override
  public void fatal(String message, Throwable cause) {
    logger.error("{}fatal: {}", session, message, cause);
  }

  private static String body(ByteBuffer data) {
    int size = data.remaining();
    String shown = printable(data, Math.min(size, SHOWN_OF_BODY));
    return size + " octets " + shown + (size > SHOWN_OF_BODY ? "…" : "");
  }

  private static String printable(ByteBuffer data, int size) {
    StringBuilder text = new StringBuilder(size + 16);
    for (int i = 0; i < size; i++) {
      append(text, data.get(data.position() + i));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, byte octet) {
    switch (octet) {
      case '\r' -> text.append("\\r");
      case '\n' -> text.append("\\n");
      case '\\' -> text.append("\\\\");
      default -> {
        if (octet >= ' ' && octet <= '~') {
          text.append((char) octet);
        } else {
          text.append("\\x").append(HEX[(octet >> 4) & 0xf]).append(HEX[octet & 0xf]);
        }
      }
    }
  }
}
