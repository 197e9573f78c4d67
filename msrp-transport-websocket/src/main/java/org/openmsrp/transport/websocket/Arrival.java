// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.Members;

/**
 * A socket that was accepted and has not become a connection yet. If it never does, the factory of
 * handlers learns why. Safe for any thread.
 */
final class Arrival implements Members.Member {

  private final SocketEndPoint socket;
  private final Endpoint remote;
  private final Members members;
  private final ConnectionHandlerFactory handlers;
  private Scheduler.@Nullable Task timer;
  private @Nullable MessageConnection connection;
  private @Nullable TransportException cause;
  private boolean over;

  Arrival(
      SocketEndPoint socket, Endpoint remote, Members members, ConnectionHandlerFactory handlers) {
    this.socket = socket;
    this.remote = remote;
    this.members = members;
    this.handlers = handlers;
  }

  void begin(Scheduler scheduler, Duration openTimeout) {
    synchronized (this) {
      timer = scheduler.schedule(this::expired, openTimeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    members.add(this);
    socket.whenClosed(this::socketClosed);
  }

  private void expired() {
    endWith(new TransportException(Kind.TIMEOUT, "no handshake from " + remote + " in time"));
  }

  @Override
  public void giveUp(TransportException reason) {
    endWith(reason);
  }

  private void endWith(TransportException reason) {
    synchronized (this) {
      if (over) {
        return;
      }
      cause = reason;
    }
    socket.abort();
  }

  /** What has gone wrong so far; it is told if the socket ends before a handshake is accepted. */
  synchronized void failed(TransportException reason) {
    if (cause == null || cause.kind() == Kind.UPGRADE_REFUSED) {
      cause = reason;
    }
  }

  /** A handshake is accepted. False if it is too late. */
  boolean upgrade(MessageConnection accepted) {
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      connection = accepted;
      stopTimer();
    }
    members.remove(this);
    return true;
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private void socketClosed() {
    MessageConnection accepted;
    synchronized (this) {
      accepted = connection;
      over = true;
      stopTimer();
    }
    members.remove(this);
    if (accepted != null) {
      accepted.socketClosed();
    } else {
      handlers.onRejected(remote, reason());
    }
  }

  private synchronized TransportException reason() {
    return cause == null
        ? Failures.refused(remote + " ended without a WebSocket handshake (RFC 6455 §4.2)")
        : cause;
  }
}
