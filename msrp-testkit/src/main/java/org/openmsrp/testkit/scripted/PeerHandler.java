// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/**
 * The peer's half of a connection, for tests where nobody may wait, as a {@link ScriptedPeer} does:
 * on a network that is stepped, or within signals. It writes what it is told, one write after the
 * other, and hands on what comes.
 *
 * <p>Used within signals of its connection, or while none can come.
 */
public abstract class PeerHandler implements ConnectionHandler {

  private final Queue<ByteBuffer> unwritten = new ArrayDeque<>();
  private @Nullable Connection connection;
  private @Nullable CloseReason closeReason;
  private boolean reading = true;
  private boolean writing;

  /** A peer that reads. */
  protected PeerHandler() {}

  /**
   * Something has come. More is asked for afterwards, unless this peer has stopped reading.
   *
   * @param bytes lent for the call
   * @param endOfFrame whether a message of the transport ends with it
   */
  protected abstract void heard(ByteBuffer bytes, boolean endOfFrame);

  /**
   * Writes octets behind those that wait, as a message where the transport has messages. Nothing
   * goes out before the connection is open, nor after its end.
   *
   * @param octets not to be changed any more
   */
  public final void write(ByteBuffer octets) {
    unwritten.add(octets);
    flush();
  }

  private void flush() {
    Connection open = connection;
    ByteBuffer next = writing || open == null || closeReason != null ? null : unwritten.poll();
    if (open != null && next != null) {
      writing = true;
      open.write(true, next);
    }
  }

  /**
   * Whether all has gone out.
   *
   * @return false if something is being written or waits
   */
  public final boolean wroteAll() {
    return !writing && unwritten.isEmpty();
  }

  /** Asks for nothing any more. */
  public final void stopReading() {
    reading = false;
  }

  /** Asks for what comes, from now on. */
  public final void startReading() {
    reading = true;
    connection().demand();
  }

  /**
   * Whether the connection has opened.
   *
   * @return true also after its end
   */
  public final boolean connected() {
    return connection != null;
  }

  /**
   * The verbs.
   *
   * @return the connection
   * @throws AssertionError if it has not opened
   */
  public final Connection connection() {
    Connection open = connection;
    if (open == null) {
      throw new AssertionError("nobody has connected");
    }
    return open;
  }

  /**
   * How the connection ended.
   *
   * @return empty while it has not
   */
  public final Optional<CloseReason> closeReason() {
    return Optional.ofNullable(closeReason);
  }

  @Override
  public final void onOpen(Connection opened) {
    connection = opened;
    opened.demand();
  }

  @Override
  public final void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    heard(bytes, endOfFrame);
    if (reading) {
      connection().demand();
    }
  }

  @Override
  public final void onWritten() {
    writing = false;
    flush();
  }

  @Override
  public final void onWake() {}

  @Override
  public final void onClosed(CloseReason reason) {
    closeReason = reason;
  }
}
