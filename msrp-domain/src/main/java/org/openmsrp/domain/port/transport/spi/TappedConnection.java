// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * What a {@link TappedTransport} puts between a connection and its user: it passes every signal on
 * to the user and every verb on to the connection, each on the thread on which it came. Who wants
 * to hear or change something overrides the method and calls the one of this class, or does not.
 */
public abstract class TappedConnection implements ConnectionHandler, Connection {

  private final ConnectionHandler user;

  /** Written before the user knows of this connection, so it is there for each of its verbs. */
  private @Nullable Connection connection;

  /**
   * A tap on one connection.
   *
   * @param user who is told of the signals
   */
  protected TappedConnection(ConnectionHandler user) {
    this.user = requireNonNull(user, "user");
  }

  /**
   * Whose connection this is.
   *
   * @return the handler that was given
   */
  protected final ConnectionHandler user() {
    return user;
  }

  /**
   * The connection behind the tap.
   *
   * @return the transport's own
   * @throws NullPointerException before {@code onOpen}
   */
  protected final Connection connection() {
    return requireNonNull(connection, "not open");
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    user.onOpen(this);
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    user.onBytes(bytes, endOfFrame);
  }

  @Override
  public void onWritten() {
    user.onWritten();
  }

  @Override
  public void onWake() {
    user.onWake();
  }

  @Override
  public void onClosed(CloseReason reason) {
    user.onClosed(reason);
  }

  @Override
  public ConnectionInfo info() {
    return connection().info();
  }

  @Override
  public void demand() {
    connection().demand();
  }

  @Override
  public void write(boolean endOfFrame, ByteBuffer... parts) {
    connection().write(endOfFrame, parts);
  }

  @Override
  public void wake() {
    connection().wake();
  }

  @Override
  public void close() {
    connection().close();
  }

  @Override
  public void abort(TransportException reason) {
    connection().abort(reason);
  }
}
