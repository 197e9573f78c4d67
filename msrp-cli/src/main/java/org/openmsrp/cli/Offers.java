// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionOptions;

/** The numbered sessions that a server offers, each of them again when its peer has gone. */
final class Offers {

  /**
   * What is done with the sessions.
   *
   * @param echo whether messages are sent back instead of kept
   * @param once whether no session is offered twice
   * @param directory where files go
   */
  record Kind(boolean echo, boolean once, Path directory, EventPrinter events) {}

  private final MsrpServer server;
  private final Kind kind;
  private final List<String> fingerprints;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Map<Integer, MsrpSession> live = new ConcurrentHashMap<>();
  private volatile boolean closing;

  Offers(MsrpServer server, Kind kind, List<String> fingerprints) {
    this.server = server;
    this.kind = kind;
    this.fingerprints = fingerprints;
  }

  /** Completes when no session is offered any more. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** Offers so many sessions. */
  void open(int sessions) {
    open.set(sessions);
    for (int number = 1; number <= sessions; number++) {
      offer(number, Optional.empty());
    }
  }

  private void offer(int number, Optional<String> sessionId) {
    Expectation expectation = server.expect(SessionOptions.DEFAULT, sessionId);
    EventPrinter events = event -> kind.events.print(new Event.InSession(number, event));
    if (sessionId.isEmpty()) {
      events.print(new Event.Listening(expectation.path(), fingerprints));
    }
    var unused =
        expectation
            .completeWithAnyPeer()
            .thenAccept(channel -> bound(number, channel, events))
            .exceptionally(failure -> null);
  }

  private void bound(int number, MsrpChannel channel, EventPrinter events) {
    events.print(new Event.Bound(channel.remotePath()));
    CompletableFuture<MsrpSession> session = new CompletableFuture<>();
    Taker taker = taker(session, events);
    MsrpSession started = MsrpSession.builder(channel).handler(taker).start();
    live.put(number, started);
    session.complete(started);
    var unused = started.ended().thenAccept(end -> ended(number, started, taker, events, end));
  }

  private Taker taker(CompletableFuture<MsrpSession> session, EventPrinter events) {
    return kind.echo
        ? new Echo(session, kind.directory, events)
        : new Inbox(Inbox.Manner.plain(kind.directory), events);
  }

  private void ended(
      int number, MsrpSession session, Taker taker, EventPrinter events, SessionEnd end) {
    if (!taker.settle() || !Fates.orderly(end)) {
      failed.set(true);
    }
    live.remove(number, session);
    boolean last = (kind.once || closing) && open.decrementAndGet() == 0;
    if (!kind.once && !closing) {
      // Offered again before that is told, so that whoever hears it can come at once.
      offer(number, session.localPath().last().sessionId());
    }
    events.print(Fates.closed(end));
    if (last) {
      over.complete(null);
    }
  }

  /** Ends every session in order; true if everything that came was taken, and all went well. */
  boolean close() {
    closing = true;
    server.close();
    CompletableFuture<?>[] ends =
        live.values().stream()
            .map(session -> session.shutdown(Stacks.CLOSE).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
    return !failed.get();
  }
}
