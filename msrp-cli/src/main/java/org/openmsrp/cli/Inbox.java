// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.SessionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a session receives into a directory, and knows when it was enough. */
final class Inbox implements SessionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Path directory;
  private final Console console;
  private final EventPrinter events;
  private final int wanted;
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private final AtomicInteger complete = new AtomicInteger();
  private final AtomicInteger aborted = new AtomicInteger();
  private final Pending pending = new Pending();

  /** Two progress lines at once would overwrite each other. */
  private final Semaphore progressLine = new Semaphore(1);

  /**
   * An empty inbox.
   *
   * @param wanted how many messages are enough; 0 for no end
   */
  Inbox(Path directory, Console console, EventPrinter events, int wanted) {
    this.directory = directory;
    this.console = console;
    this.events = events;
    this.wanted = wanted;
  }

  /** Completes when as many messages as are wanted have come. */
  CompletableFuture<Void> enough() {
    return enough;
  }

  /** Whether all that was wanted has come, and nothing came in part. */
  boolean satisfied() {
    return aborted.get() == 0 && complete.get() >= wanted;
  }

  /** Waits, in bounded time, until every message that has begun is a file or was aborted. */
  void settle() {
    if (!pending.settle()) {
      LOG.warn("a message was still being written");
    }
  }

  @Override
  public void onMessage(IncomingMessage message) {
    pending.begun();
    Progress progress = progress(message);
    Arrival arrival = new Arrival(message, directory, progress);
    CompletableFuture<?> taken =
        message
            .transferTo(arrival)
            .handle((octets, failure) -> ended(arrival.outcome(), progress))
            .toCompletableFuture();
    if (message.announcedSize().orElse(-1) == message.received()) {
      // All of it is here: the success report, which follows this call, shall tell the truth.
      taken.join();
    }
  }

  private Progress progress(IncomingMessage message) {
    long size = message.announcedSize().orElse(-1);
    if (size <= Arrival.LONGEST_TEXT || !progressLine.tryAcquire()) {
      return Progress.NONE;
    }
    return Progress.then(console.progress(Arrival.fileName(message), size), progressLine::release);
  }

  private Event ended(Event event, Progress progress) {
    progress.close();
    if (event instanceof Event.Message message && message.file().isPresent()) {
      LOG.info("received {}, {} octets", message.file().get().getFileName(), message.octets());
    }
    events.print(event);
    pending.ended();
    count(event instanceof Event.Message);
    return event;
  }

  private void count(boolean whole) {
    int number = (whole ? complete : aborted).incrementAndGet();
    if (whole && number == wanted) {
      enough.complete(null);
    }
  }
}
