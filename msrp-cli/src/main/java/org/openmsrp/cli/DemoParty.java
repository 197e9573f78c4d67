// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.SessionHandler;

/** One side of the demonstration: a session and what arrived on it. */
final class DemoParty implements SessionHandler {

  // Of these two one is always empty; guarded by this.
  private final Queue<IncomingMessage> arrived = new ArrayDeque<>();
  private final Queue<CompletableFuture<IncomingMessage>> waiting = new ArrayDeque<>();

  private final MsrpSession session;

  private DemoParty(MsrpChannel channel, String... acceptTypes) {
    session = MsrpSession.builder(channel).acceptTypes(acceptTypes).handler(this).start();
  }

  static DemoParty on(MsrpChannel channel, String... acceptTypes) {
    return new DemoParty(channel, acceptTypes);
  }

  MsrpSession session() {
    return session;
  }

  /** The next message that arrives, or has arrived and was not asked for. */
  synchronized CompletionStage<IncomingMessage> next() {
    IncomingMessage message = arrived.poll();
    if (message != null) {
      return CompletableFuture.completedFuture(message);
    }
    CompletableFuture<IncomingMessage> later = new CompletableFuture<>();
    waiting.add(later);
    return later;
  }

  @Override
  public void onMessage(IncomingMessage message) {
    CompletableFuture<IncomingMessage> taker;
    synchronized (this) {
      taker = waiting.poll();
      if (taker == null) {
        arrived.add(message);
        return;
      }
    }
    taker.complete(message);
  }
}
