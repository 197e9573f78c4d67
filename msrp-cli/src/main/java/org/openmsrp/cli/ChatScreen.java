// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a chatting user sees. Safe for use by many threads; each line is printed as a whole. */
final class ChatScreen implements EventPrinter {

  private static final int LONGEST_QUOTE = 40;

  private final PrintStream out;
  private final AtomicLong written = new AtomicLong();
  private final Map<Long, CompletableFuture<Event>> unsettled = new ConcurrentHashMap<>();

  ChatScreen(PrintStream out) {
    this.out = out;
  }

  /** A line of the program's own. */
  synchronized void say(String line) {
    out.println("* " + line);
  }

  @Override
  public void print(Event event) {
    if (event instanceof Event.Message message && message.text().isPresent()) {
      peerSays(message.text().get());
    } else {
      say(event.sentence());
    }
  }

  private synchronized void peerSays(String text) {
    out.println("< " + Printable.text(text));
  }

  /** Marks what the user wrote once its fate is known. */
  void awaits(String text, CompletionStage<Event> fate) {
    long number = written.incrementAndGet();
    CompletableFuture<Event> told =
        fate.thenApply(
                event -> {
                  mark(Printable.shortened(text, LONGEST_QUOTE), event);
                  return event;
                })
            .toCompletableFuture();
    unsettled.put(number, told);
    var unused = told.whenComplete((event, failure) -> unsettled.remove(number));
  }

  private synchronized void mark(String quote, Event event) {
    if (event instanceof Event.Delivered delivered) {
      out.println((delivered.reported() ? "✔ " : "· ") + quote);
    } else {
      out.println("✘ " + quote + ": " + reason(event));
    }
  }

  private static String reason(Event event) {
    return event instanceof Event.Failed failed
        ? Printable.line(failed.reason())
        : event.sentence();
  }

  /** Completes when the fate of everything is known that was written before. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(unsettled.values().toArray(CompletableFuture<?>[]::new));
  }
}
