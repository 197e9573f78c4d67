// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.Transfer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends back what comes, with its type, its name and its wish for reports. Short texts stay in
 * memory, everything else waits in a file. When too many are on their way back, new ones are
 * refused.
 */
final class Echo implements Taker {

  private static final Logger LOG = LoggerFactory.getLogger(Echo.class);

  /** Stops a peer that sends and does not take the answers. */
  private static final int MOST_ON_THE_WAY = 256;

  private final CompletableFuture<MsrpSession> session;
  private final Path scratch;
  private final EventPrinter events;
  private final Pending pending = new Pending();
  private final AtomicInteger failures = new AtomicInteger();

  /**
   * An echo.
   *
   * @param session completes with the session that this handler belongs to
   * @param scratch where messages wait
   * @param events hears of everything
   */
  Echo(CompletableFuture<MsrpSession> session, Path scratch, EventPrinter events) {
    this.session = session;
    this.scratch = scratch;
    this.events = events;
  }

  /** Waits until nothing is on its way any more; true if everything went back. */
  @Override
  public boolean settle() {
    return pending.settle() && failures.get() == 0;
  }

  @Override
  public Optional<MsrpStatus> screen(RequestHead head) {
    boolean full = pending.count() >= MOST_ON_THE_WAY;
    return full ? Optional.of(MsrpStatus.STOP_SENDING) : Optional.empty();
  }

  @Override
  public void onMessage(IncomingMessage message) {
    pending.begun();
    Arrival arrival = new Arrival(message, scratch, Progress.NONE);
    CompletionStage<Event> unused =
        message
            .transferTo(arrival)
            .handle((octets, failure) -> arrival.outcome())
            .thenCombine(session, (outcome, own) -> back(own, message, arrival, outcome))
            .thenCompose(sent -> sent)
            .whenComplete((event, failure) -> pending.ended());
  }

  private CompletionStage<Event> back(
      MsrpSession own, IncomingMessage message, Arrival arrival, Event outcome) {
    if (!(outcome instanceof Event.Message whole)) {
      return CompletableFuture.completedFuture(told(outcome));
    }
    events.print(whole.withoutFile());
    return fate(own, message, arrival, whole)
        .thenApply(this::told)
        .whenComplete((event, failure) -> whole.file().ifPresent(Echo::delete));
  }

  private static CompletionStage<Event> fate(
      MsrpSession own, IncomingMessage message, Arrival arrival, Event.Message whole) {
    Fates.Subject subject = new Fates.Subject(IdentifierSource.secure().messageId(), "echo", false);
    long begin = System.nanoTime();
    try {
      return send(own, message, arrival, whole, subject.id())
          .delivery()
          .thenApply(fate -> Fates.of(subject, fate, Amounts.secondsSince(begin), 0));
    } catch (MsrpSessionException | IOException e) {
      return CompletableFuture.completedFuture(Fates.unsent(subject, Failures.line(e)));
    }
  }

  private static Transfer send(
      MsrpSession own, IncomingMessage message, Arrival arrival, Event.Message whole, String id)
      throws IOException {
    return whole.file().isPresent()
        ? own.send(file(message, whole.file().get()).withMessageId(id))
        : own.send(text(message, arrival.octets()).withMessageId(id));
  }

  private Event told(Event event) {
    events.print(event);
    if (!(event instanceof Event.Delivered)) {
      failures.incrementAndGet();
    }
    return event;
  }

  private static OutgoingMessage text(IncomingMessage message, byte[] octets) {
    OutgoingMessage text =
        OutgoingMessage.of(message.contentType(), MsrpBody.copyOf(octets))
            .withReports(reports(message));
    return disposition(message).stream().reduce(text, OutgoingMessage::withHeader, (a, b) -> b);
  }

  private static OutgoingFile file(IncomingMessage message, Path file) throws IOException {
    return OutgoingFile.of(file)
        .withContentType(message.contentType())
        .withReports(reports(message))
        .withHeaders(disposition(message));
  }

  private static ReportRequest reports(IncomingMessage message) {
    return new ReportRequest(message.headers().successReport(), message.headers().failureReport());
  }

  private static List<Header<?>> disposition(IncomingMessage message) {
    return message
        .headers()
        .value(HeaderName.CONTENT_DISPOSITION)
        .<List<Header<?>>>map(value -> List.of(Header.of(HeaderName.CONTENT_DISPOSITION, value)))
        .orElse(List.of());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("can't delete {}: {}", file, Failures.line(e));
    }
  }
}
