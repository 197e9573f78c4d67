// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.time.Timers;

/**
 * A session on its way to be bound to a connection (RFC 4975 §5.4). Confined to the connection's
 * serial context.
 */
abstract class Binding {

  final SessionCore core;
  private final StackServices services;
  private final CompletableFuture<MsrpChannel> result;
  private final Timers.Timer timer;
  private boolean over;

  /** Puts the session on its connection; the time runs. */
  Binding(
      SessionCore core,
      StackServices services,
      CompletableFuture<MsrpChannel> result,
      MsrpTimeoutException.Phase phase,
      Duration patience) {
    this.core = core;
    this.services = services;
    this.result = result;
    ConnectionEngine engine = core.engine();
    this.timer =
        engine
            .context()
            .timers()
            .schedule(patience, () -> engine.submit(() -> tooLate(phase, patience)));
    engine.add(core);
    core.binding(true);
  }

  final void succeed() {
    if (end()) {
      core.binding(false);
      MsrpChannel channel = core.establish();
      services.context().callbacks().execute(() -> give(channel));
    }
  }

  private void give(MsrpChannel channel) {
    if (!result.complete(channel)) {
      channel.close();
    }
  }

  final void tooLate(MsrpTimeoutException.Phase phase, Duration patience) {
    fail(new MsrpTimeoutException(phase, patience));
  }

  final void connectionLost(SessionEnd end) {
    fail(
        MsrpSessionException.ended(
            MsrpSessionException.Kind.CONNECTION_FAILED,
            "the connection ended while the session was being bound",
            end));
  }

  /** The session was not bound. */
  final void fail(MsrpSessionException cause) {
    if (end()) {
      services.fail(result, cause);
      core.engine().endSession(core, new SessionEnd.ClosedLocally());
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    timer.cancel();
    return first;
  }
}
