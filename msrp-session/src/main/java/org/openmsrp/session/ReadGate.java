// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a connection reads on. Parsing never waits for a user; what a user has not taken
 * fills the session's window. A full window pauses the connection for a bounded time, which is
 * short where others share it or a relay waits; after that time the session's messages are refused
 * instead, so that the others go on. Confined to the connection's serial context.
 */
final class ReadGate {

  private final ConnectionEngine engine;
  private final Set<SessionCore> overflowing = new HashSet<>();
  private @Nullable SessionCore pausedFor;
  private boolean demanded;

  ReadGate(ConnectionEngine engine) {
    this.engine = engine;
  }

  /** The demand was served. */
  void spent() {
    demanded = false;
  }

  boolean overflowing(SessionCore session) {
    return overflowing.contains(session);
  }

  /** A session got octets: looks whether its window is full. */
  void received(SessionCore session) {
    if (!session.windowFull() || pausedFor != null || overflowing.contains(session)) {
      return;
    }
    pausedFor = session;
    engine.clock().pause();
  }

  /** How long the present pause may take. */
  Duration patience() {
    SessionCore paused = pausedFor;
    boolean alone = paused != null && paused.toPath().size() == 1 && engine.sessions().size() == 1;
    MsrpTimeouts timeouts = engine.context().timeouts();
    return alone ? timeouts.maxPause() : timeouts.sharedPause();
  }

  /** Asks for more unless something forbids it. */
  void readMore() {
    overflowing.removeIf(SessionCore::windowLow);
    SessionCore paused = pausedFor;
    if (paused != null && paused.windowLow()) {
      unpause();
    }
    if (pausedFor == null && !demanded && !answersPileUp()) {
      demanded = true;
      engine.connection().demand();
    }
  }

  private boolean answersPileUp() {
    return engine.outbound().queuedAnswers() >= engine.context().limits().queuedAnswers();
  }

  void pausedTooLong() {
    SessionCore paused = pausedFor;
    if (paused != null) {
      unpause();
      overflow(paused);
    }
  }

  private void unpause() {
    pausedFor = null;
    engine.clock().resume();
  }

  private void overflow(SessionCore session) {
    overflowing.add(session);
    session.receiver().onOverflow();
  }
}
