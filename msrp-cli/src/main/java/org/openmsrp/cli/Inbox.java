// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.session.IncomingMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a session receives into a directory, and knows when it was enough. */
final class Inbox implements Taker {

  /**
   * How an inbox takes things.
   *
   * @param directory where files go
   * @param wanted how many messages are enough; 0 for no end
   * @param resume whether a message that begins in its middle may go on with a part that is there
   * @param watch shows how far a message is
   */
  record Manner(
      Path directory, int wanted, boolean resume, Function<IncomingMessage, Progress> watch) {

    /** Everything is taken into a directory, and nobody watches. */
    static Manner plain(Path directory) {
      return new Manner(directory, 0, false, message -> Progress.NONE);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Manner manner;
  private final EventPrinter events;
  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private final AtomicInteger complete = new AtomicInteger();
  private final AtomicInteger aborted = new AtomicInteger();
  private final Pending pending = new Pending();

  Inbox(Manner manner, EventPrinter events) {
    this.manner = manner;
    this.events = events;
  }

  /** A directory that files can be put into; created if it is missing. */
  static Path usable(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.USAGE, "can't use the directory " + directory + ": " + Failures.line(e), e);
    }
    if (!Files.isWritable(directory)) {
      throw new CommandFailure(ExitStatus.USAGE, "can't write into the directory " + directory);
    }
    return directory;
  }

  /** Completes when as many messages as are wanted have come. */
  CompletableFuture<Void> enough() {
    return enough;
  }

  /** Whether all that was wanted has come, and nothing came in part. */
  boolean satisfied() {
    return aborted.get() == 0 && complete.get() >= manner.wanted;
  }

  @Override
  public boolean settle() {
    if (!pending.settle()) {
      LOG.warn("a message was still being written");
    }
    return satisfied();
  }

  @Override
  public void onMessage(IncomingMessage message) {
    pending.begun();
    Optional<PartFile> part = Optional.empty();
    if (message.position() > 0) {
      part = part(message);
      if (part.isEmpty()) {
        refuse(message);
        return;
      }
    }
    take(message, part);
  }

  private void take(IncomingMessage message, Optional<PartFile> part) {
    Progress progress = manner.watch.apply(message);
    Arrival arrival = new Arrival(message, manner.directory, progress);
    part.ifPresent(open -> arrival.resuming(open, message.position()));
    CompletableFuture<?> taken =
        message
            .transferTo(arrival)
            .handle((octets, failure) -> ended(arrival.outcome(), progress))
            .toCompletableFuture();
    if (part.isPresent()) {
      message.resume();
    } else if (message.announcedSize().orElse(-1) == message.received()) {
      // All of it is here: the success report, which follows this call, shall tell the truth.
      taken.join();
    }
  }

  private Optional<PartFile> part(IncomingMessage message) {
    if (!manner.resume) {
      return Optional.empty();
    }
    try {
      return PartFile.reopen(manner.directory, Arrival.fileName(message), message.position());
    } catch (IOException e) {
      LOG.warn("can't go on with a part: {}", Failures.line(e));
      return Optional.empty();
    }
  }

  /** The message could never become complete: its beginning is not here. */
  private void refuse(IncomingMessage message) {
    message.reject(MsrpStatus.STOP_SENDING);
    String reason =
        "it begins at octet "
            + message.position()
            + ", and no such part of "
            + Arrival.fileName(message)
            + (manner.resume ? " is here" : " was to be resumed");
    String type = message.contentType().toString();
    ended(new Event.Aborted(message.messageId(), type, 0, Optional.empty(), reason), Progress.NONE);
  }

  private Event ended(Event event, Progress progress) {
    progress.close();
    if (event instanceof Event.Message message && message.file().isPresent()) {
      LOG.info("received {}, {} octets", message.file().get().getFileName(), message.octets());
    }
    events.print(event);
    // Counted first: whoever waits for the end looks at the counts then.
    count(event instanceof Event.Message);
    pending.ended();
    return event;
  }

  private void count(boolean whole) {
    int number = (whole ? complete : aborted).incrementAndGet();
    if (whole && number == manner.wanted) {
      enough.complete(null);
    }
  }
}
