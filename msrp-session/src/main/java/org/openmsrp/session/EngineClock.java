// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * The deadlines of one connection, served by one timer. Confined to the connection's serial
 * context; the timer only wakes it.
 */
final class EngineClock {

  private static final long NEVER = Long.MAX_VALUE;
  private static final long LINGER = Duration.ofMillis(10).toNanos();

  private final ConnectionEngine engine;
  private final Timers timers;
  private final long origin;
  private final WriteWatch writes;
  private long pausedNanos;
  private long pausedSince = NEVER;
  private long bindingDeadline = NEVER;
  private long messagesDeadline = NEVER;
  private long lingerDeadline = NEVER;
  private long livenessDeadline = NEVER;
  private long armedFor = NEVER;
  private Timers.@Nullable Timer timer;
  private boolean stopped;

  EngineClock(ConnectionEngine engine, Timers timers) {
    this.engine = engine;
    this.timers = timers;
    this.origin = timers.nanoTime();
    this.writes = new WriteWatch(engine.context().timeouts().writeStall().toNanos());
  }

  /** Nanoseconds since the connection was made, without the time in which reading was paused. */
  long now() {
    long running = pausedSince == NEVER ? 0 : real() - pausedSince;
    return real() - pausedNanos - running;
  }

  private long real() {
    return timers.nanoTime() - origin;
  }

  /** An accepted connection must be bound in time. */
  void expectBinding(Duration timeout) {
    bindingDeadline = real() + timeout.toNanos();
  }

  void bound() {
    bindingDeadline = NEVER;
  }

  void pause() {
    pausedSince = real();
  }

  void resume() {
    if (pausedSince != NEVER) {
      pausedNanos += real() - pausedSince;
      pausedSince = NEVER;
    }
  }

  /** Octets were held back in the hope of more: they are passed on soon in any case. */
  void linger() {
    if (lingerDeadline == NEVER) {
      lingerDeadline = real() + LINGER;
    }
  }

  void watchMessages() {
    long patience = engine.context().timeouts().incompleteMessage().toNanos();
    messagesDeadline = Math.min(messagesDeadline, real() + patience);
  }

  /** A session wants to be looked at after so many nanoseconds; {@link Long#MAX_VALUE} if not. */
  void watchLiveness(long delay) {
    if (delay != NEVER) {
      livenessDeadline = Math.min(livenessDeadline, real() + delay);
    }
  }

  /** Sees to it that the timer goes off in time for the next deadline. */
  void arm() {
    long next = nextDeadline();
    if (stopped || next >= armedFor) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    armedFor = next;
    Duration delay = Duration.ofNanos(Math.max(0, next - real()));
    timer = timers.schedule(delay, () -> engine.submit(this::expire));
  }

  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private long nextDeadline() {
    long next = Math.min(lingerDeadline, Math.min(bindingDeadline, messagesDeadline));
    next = Math.min(next, livenessDeadline);
    if (pausedSince != NEVER) {
      next = Math.min(next, pausedSince + engine.gate().patience().toNanos());
    } else {
      long oldest = Math.min(engine.transactions().deadline(), engine.reportWatch().deadline());
      oldest = Math.min(oldest, engine.outbound().starvingUntil());
      next = Math.min(next, oldest == NEVER ? NEVER : oldest + pausedNanos);
    }
    return Math.min(next, writes.due(engine.outbound(), real()));
  }

  private void expire() {
    armedFor = NEVER;
    timer = null;
    if (stopped) {
      return;
    }
    long real = real();
    if (pausedSince != NEVER) {
      if (real - pausedSince >= engine.gate().patience().toNanos()) {
        engine.gate().pausedTooLong();
      }
    } else {
      engine.transactions().expire(now());
      engine.reportWatch().expire(now());
      engine.outbound().interruptStarving(now());
    }
    if (writes.stalled(engine.outbound(), real)) {
      engine.abort(timeout("a write made no progress"));
    }
    if (real >= bindingDeadline) {
      bindingDeadline = NEVER;
      engine.abort(timeout("no session was bound to the connection"));
    }
    expireMessages(real);
    checkLiveness(real);
    if (real >= lingerDeadline) {
      lingerDeadline = NEVER;
      engine.sessions().values().forEach(session -> session.receiver().onInputEnd(false));
    }
  }

  private void expireMessages(long real) {
    if (real < messagesDeadline) {
      return;
    }
    long next = NEVER;
    for (SessionCore session : new ArrayList<>(engine.sessions().values())) {
      next = Math.min(next, session.receiver().expire(now()));
    }
    messagesDeadline = next == NEVER ? NEVER : real + next;
  }

  private void checkLiveness(long real) {
    if (real < livenessDeadline) {
      return;
    }
    livenessDeadline = NEVER;
    for (SessionCore session : new ArrayList<>(engine.sessions().values())) {
      Liveness liveness = session.liveness();
      if (liveness != null) {
        watchLiveness(liveness.check());
      }
    }
  }

  private static TransportException timeout(String what) {
    return new TransportException(TransportException.Kind.TIMEOUT, what + " in time");
  }
}
