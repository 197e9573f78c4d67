// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Passes events on to SLF4J: traffic at TRACE, everything else at its own level. Safe for use by
 * many threads.
 *
 * <p>Each event has the key-value pairs {@code session} (the correlation id) and {@code connection}
 * ({@code local|remote}), traffic {@code transaction} as well; a backend that knows no pairs puts
 * them before the message. Traffic has the marker {@code IN} or {@code OUT}, what is fatal {@code
 * FATAL}.
 *
 * <p>Heads are logged whole, session ids included, and of each piece of a body the first octets;
 * whoever switches TRACE on must keep the log secret. What is not printable ASCII is escaped, so
 * that a peer can't fake lines of the log.
 */
public final class Slf4jMsrpLogger implements MsrpLogger {

  private static final Marker IN = MarkerFactory.getMarker("IN");
  private static final Marker OUT = MarkerFactory.getMarker("OUT");
  private static final Marker FATAL = MarkerFactory.getMarker("FATAL");

  private static final int SHOWN_OF_BODY = 256;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Logger logger;
  private final String session;
  private final String connection;

  /**
   * A logger under a name.
   *
   * @param name the SLF4J logger's name, such as {@code org.openmsrp}
   */
  public Slf4jMsrpLogger(String name) {
    this(LoggerFactory.getLogger(requireNonNull(name, "name")));
  }

  Slf4jMsrpLogger(Logger logger) {
    this(logger, "", "");
  }

  private Slf4jMsrpLogger(Logger logger, String session, String connection) {
    this.logger = logger;
    this.session = session;
    this.connection = connection;
  }

  /** Every line of the connection's has the pair {@code connection}. */
  @Override
  public MsrpLogger forConnection(ConnectionInfo info) {
    return new Slf4jMsrpLogger(logger, session, info.local() + "|" + info.remote());
  }

  /** Every line of the session's has the pair {@code session}. */
  @Override
  public MsrpLogger forSession(String correlationId) {
    return new Slf4jMsrpLogger(logger, correlationId, connection);
  }

  @Override
  public boolean logsTraffic() {
    return logger.isTraceEnabled();
  }

  @Override
  public void receivedNewChunk(ByteBuffer data, ConnectionInfo info, MsrpHead head) {
    traffic(IN, info, head.transactionId(), printable(data, data.remaining()));
  }

  @Override
  public void receivedChunkData(ByteBuffer data, ConnectionInfo info, String transactionId) {
    traffic(IN, info, transactionId, body(data));
  }

  @Override
  public void receivedChunkEnd(ByteBuffer data, ConnectionInfo info, String transactionId) {
    traffic(IN, info, transactionId, printable(data, data.remaining()));
  }

  @Override
  public void sentNewChunk(ByteBuffer data, ConnectionInfo info, MsrpHead head) {
    traffic(OUT, info, head.transactionId(), printable(data, data.remaining()));
  }

  @Override
  public void sentChunkData(ByteBuffer data, ConnectionInfo info, String transactionId) {
    traffic(OUT, info, transactionId, body(data));
  }

  @Override
  public void sentChunkEnd(ByteBuffer data, ConnectionInfo info, String transactionId) {
    traffic(OUT, info, transactionId, printable(data, data.remaining()));
  }

  @Override
  public void debug(String message) {
    log(logger.atDebug(), message);
  }

  @Override
  public void debug(Supplier<String> message) {
    if (logger.isDebugEnabled()) {
      debug(message.get());
    }
  }

  @Override
  public void info(String message) {
    log(logger.atInfo(), message);
  }

  @Override
  public void warn(String message) {
    log(logger.atWarn(), message);
  }

  @Override
  public void error(String message, Throwable cause) {
    log(logger.atError().setCause(cause), message);
  }

  @Override
  public void fatal(String message, Throwable cause) {
    log(logger.atError().addMarker(FATAL).setCause(cause), message);
  }

  private void traffic(Marker direction, ConnectionInfo info, String transactionId, String text) {
    String place = connection.isEmpty() ? info.local() + "|" + info.remote() : connection;
    placed(logger.atTrace().addMarker(direction), place)
        .addKeyValue("transaction", transactionId)
        .log("{}", text);
  }

  private void log(LoggingEventBuilder event, String message) {
    placed(event, connection).log("{}", message);
  }

  private LoggingEventBuilder placed(LoggingEventBuilder event, String place) {
    LoggingEventBuilder placed = session.isEmpty() ? event : event.addKeyValue("session", session);
    return place.isEmpty() ? placed : placed.addKeyValue("connection", place);
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
