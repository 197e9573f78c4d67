// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * Pings and pongs of one connection (RFC 6455 §5.5, RFC 7977 §6). No more than one of each is on
 * its way: a peer that sends pings and takes no pongs gets an answer to its latest ping only, which
 * RFC 6455 §5.5.3 allows. Safe for any thread.
 */
final class ControlFrames {

  private final Scheduler scheduler;
  private final Duration pingInterval;
  private final Duration peerTimeout;
  private final MessageConnection connection;
  private volatile boolean heard;
  private long heardAt;
  private volatile Scheduler.@Nullable Task timer;
  private volatile boolean stopped;
  private boolean pinging;
  private boolean ponging;
  private byte @Nullable [] due;

  ControlFrames(Wiring wiring, MessageConnection connection) {
    this.scheduler = wiring.scheduler();
    this.pingInterval = wiring.options().pingInterval();
    this.peerTimeout = wiring.options().peerTimeout();
    this.connection = connection;
  }

  /** A frame has come, of whatever kind. */
  void heard() {
    if (!heard) {
      heard = true;
    }
  }

  /** A ping wants its answer. */
  void answer(byte[] payload) {
    synchronized (this) {
      due = payload;
      if (ponging) {
        return;
      }
      ponging = true;
    }
    sendPong();
  }

  private void sendPong() {
    byte[] payload;
    synchronized (this) {
      payload = due;
      due = null;
      if (payload == null) {
        ponging = false;
        return;
      }
    }
    send(new Frame(OpCode.PONG).setPayload(payload), this::sendPong);
  }

  private void send(Frame frame, Runnable sent) {
    CoreSession session = connection.session();
    if (session != null && !stopped) {
      session.sendFrame(
          frame, Callback.from(InvocationType.NON_BLOCKING, sent, failed -> stop()), false);
    }
  }

  /** Begins to watch the peer. */
  void start() {
    heardAt = System.nanoTime();
    schedule();
  }

  private void schedule() {
    if (!pingInterval.isZero() && !stopped) {
      timer = scheduler.schedule(this::look, pingInterval.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Input that waits for its reader hides the peer's pongs, so that it counts as one. */
  private void look() {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    if (heard || !connection.isListening()) {
      heard = false;
      heardAt = now;
    } else if (now - heardAt >= peerTimeout.toNanos()) {
      connection.peerDead();
      return;
    } else {
      ping();
    }
    schedule();
  }

  private void ping() {
    synchronized (this) {
      if (pinging) {
        return;
      }
      pinging = true;
    }
    send(new Frame(OpCode.PING), this::pinged);
  }

  private synchronized void pinged() {
    pinging = false;
  }

  void stop() {
    stopped = true;
    Scheduler.Task running = timer;
    if (running != null) {
      running.cancel();
    }
  }
}
