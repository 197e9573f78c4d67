// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;

/**
 * A user's logger that can't break a connection: what it throws goes to the thread's handler of
 * uncaught exceptions.
 */
record GuardedLogger(MsrpLogger logger) implements MsrpLogger {

  /** Guards a logger; the one that does nothing needs no guard. */
  static MsrpLogger of(MsrpLogger logger) {
    return logger == NONE || logger instanceof GuardedLogger ? logger : new GuardedLogger(logger);
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  @Override
  public boolean logsTraffic() {
    return logger.logsTraffic();
  }

  @Override
  public MsrpLogger forConnection(ConnectionInfo connection) {
    return of(logger.forConnection(connection));
  }

  @Override
  public MsrpLogger forSession(String correlationId) {
    return of(logger.forSession(correlationId));
  }

  @Override
  public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    guarded(() -> logger.receivedNewChunk(data, connection, head));
  }

  @Override
  public void receivedChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    guarded(() -> logger.receivedChunkData(data, connection, transactionId));
  }

  @Override
  public void receivedChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    guarded(() -> logger.receivedChunkEnd(data, connection, transactionId));
  }

  @Override
  public void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
    guarded(() -> logger.sentNewChunk(data, connection, head));
  }

  @Override
  public void sentChunkData(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    guarded(() -> logger.sentChunkData(data, connection, transactionId));
  }

  @Override
  public void sentChunkEnd(ByteBuffer data, ConnectionInfo connection, String transactionId) {
    guarded(() -> logger.sentChunkEnd(data, connection, transactionId));
  }

  @Override
  public void debug(String message) {
    guarded(() -> logger.debug(message));
  }

  @Override
  public void debug(Supplier<String> message) {
    guarded(() -> logger.debug(message));
  }

  @Override
  public void info(String message) {
    guarded(() -> logger.info(message));
  }

  @Override
  public void warn(String message) {
    guarded(() -> logger.warn(message));
  }

  @Override
  public void error(String message, Throwable cause) {
    guarded(() -> logger.error(message, cause));
  }

  @Override
  public void fatal(String message, Throwable cause) {
    guarded(() -> logger.fatal(message, cause));
  }
}
