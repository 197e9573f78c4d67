// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.Transfer;

/**
 * What the demonstration shows, in its order.
 *
 * @param console shows progress
 * @param scratch a directory for temporary files
 * @param file the file that is sent
 */
record DemoSteps(Console console, Path scratch, Path file) {

  private static final String GREETING = "Grüß dich, Bob! Größere Datei gefällig? 🚀";
  private static final String ANSWER = "Hallo Alice 👋🏽, nur her damit 👩‍💻 — für 0 €";
  private static final MediaType UNKNOWN = MediaType.parse("application/x-msrp-demo");
  private static final int HASH_SHOWN = 16;
  private static final int CHATS = 20;
  private static final int SESSIONS = 3;

  /** So slow that the file is not over before the chat. */
  private static final long INTERLEAVED_RATE = 8_000_000;

  private static final Duration A_WHILE = Duration.ofMillis(200);

  List<DemoStep> all() {
    return List.of(
        new DemoStep("session", this::meet),
        new DemoStep("chat to Bob", pair -> chat(pair, pair.alice(), pair.bob(), GREETING)),
        new DemoStep("chat to Alice", pair -> chat(pair, pair.bob(), pair.alice(), ANSWER)),
        new DemoStep("file with success report", this::transfer),
        new DemoStep("chat while a file is under way", this::interleave),
        new DemoStep("receiver that takes nothing for a while", this::holdBack),
        new DemoStep("transfer given up in the middle", this::abort),
        new DemoStep("type that Bob does not take", this::refuse),
        new DemoStep("several sessions", this::share),
        new DemoStep("orderly end", this::end));
  }

  /** Through a relay nobody sees the other's connection, and the relay has one for each. */
  List<DemoStep> of(DemoSetup setup) {
    return setup.relayed()
        ? List.of(
            new DemoStep("AUTH and session", this::meet),
            new DemoStep("chat to Bob", pair -> chat(pair, pair.alice(), pair.bob(), GREETING)),
            new DemoStep("chat to Alice", pair -> chat(pair, pair.bob(), pair.alice(), ANSWER)),
            new DemoStep("file with success report", this::transfer),
            new DemoStep("chat while a file is under way", this::interleave),
            new DemoStep("type that Bob does not take", this::refuse))
        : all();
  }

  private String meet(DemoPair pair) {
    String path = pair.meet("text/plain", "application/octet-stream").redacted();
    return "Bob listens on " + path + ", Alice is bound to it";
  }

  private String chat(DemoPair pair, DemoParty from, DemoParty to, String text) {
    long begin = System.nanoTime();
    CompletionStage<Delivery> fate = from.session().send(text);
    String arrived = pair.await(pair.await(to.next()).text());
    require(arrived.equals(text), "another text arrived: " + arrived);
    require(pair.await(fate).successful(), "it was not delivered");
    return String.format(Locale.ROOT, "“%s”, %.0f ms", arrived, 1000 * Amounts.secondsSince(begin));
  }

  private String transfer(DemoPair pair) {
    String expected = hash(file);
    long begin = System.nanoTime();
    Transfer transfer = pair.alice().session().send(outgoing(file));
    IncomingMessage message = pair.await(pair.bob().next());
    Event.Message received = take(pair, message, transfer);
    String summary = Amounts.transferred(received.octets(), Amounts.secondsSince(begin));
    require(received.sha256().equals(expected), "another file arrived: " + received.sha256());
    return summary + ", sha256 " + expected.substring(0, HASH_SHOWN) + "… on both sides";
  }

  private Event.Message take(DemoPair pair, IncomingMessage message, Transfer transfer) {
    long size = transfer.progress().total();
    try (Progress progress = console.progress(Arrival.fileName(message), size)) {
      Arrival arrival = new Arrival(message, scratch, progress);
      pair.await(message.transferTo(arrival));
      require(Delivery.Delivered.class, pair.await(transfer.delivery()));
      return (Event.Message) arrival.outcome();
    }
  }

  /** Small messages don't wait for a file. */
  private String interleave(DemoPair pair) {
    pair.alice().session().limitRate(INTERLEAVED_RATE);
    Transfer transfer = pair.alice().session().send(outgoing(zeros()));
    pair.await(pair.bob().next()).discard();
    double slowest = 0;
    for (int i = 0; i < CHATS; i++) {
      long begin = System.nanoTime();
      CompletionStage<Delivery> fate = pair.alice().session().send(GREETING);
      pair.await(pair.await(pair.bob().next()).text());
      require(pair.await(fate).successful(), "it was not delivered");
      slowest = Math.max(slowest, Amounts.secondsSince(begin));
    }
    long sent = transfer.progress().sent();
    pair.alice().session().limitRate(Long.MAX_VALUE);
    require(sent < transfer.progress().total(), "the file was over before the chat was");
    require(Delivery.Delivered.class, pair.await(transfer.delivery()));
    return String.format(
        Locale.ROOT, "%d texts, the slowest in %.1f ms; the file came, too", CHATS, 1000 * slowest);
  }

  /** What Bob does not take stays with Alice. */
  private String holdBack(DemoPair pair) {
    HeldBackSink sink = new HeldBackSink();
    Transfer transfer = pair.alice().session().send(outgoing(zeros()));
    CompletionStage<Long> taken = pair.await(pair.bob().next()).transferTo(sink);
    long waiting;
    try {
      pair.await(sink.begun());
      waiting = standing(pair, transfer);
    } finally {
      sink.release();
    }
    require(waiting < transfer.progress().total(), "Alice did not wait");
    require(pair.await(taken) == transfer.progress().total(), "Bob did not get all of it");
    require(Delivery.Delivered.class, pair.await(transfer.delivery()));
    return String.format(Locale.ROOT, "Alice waited after %,d octets, then all came", waiting);
  }

  /** How far a transfer is when it does not move any more. */
  private static long standing(DemoPair pair, Transfer transfer) {
    long before = -1;
    long now = transfer.progress().sent();
    while (now != before) {
      before = now;
      pair.pause(A_WHILE);
      now = transfer.progress().sent();
    }
    return now;
  }

  /** Sessions with one place share a connection (RFC 4975 §5.4). */
  private String share(DemoPair pair) {
    List<MsrpSession> sessions = pair.meetOnOnePort(SESSIONS);
    for (MsrpSession session : sessions) {
      require(Delivery.Accepted.class, pair.await(session.send(GREETING)));
    }
    long connections =
        sessions.stream().map(session -> session.connection().local()).distinct().count();
    sessions.forEach(session -> pair.await(session.shutdown(Stacks.CLOSE)));
    require(connections == 1, "they use " + connections + " connections");
    return SESSIONS + " sessions on one port share a connection";
  }

  /** Bob takes so little that the transfer can't be over before it is given up. */
  private String abort(DemoPair pair) {
    HeldBackSink sink = new HeldBackSink();
    Transfer transfer = pair.alice().session().send(outgoing(zeros()));
    CompletionStage<Long> taken = pair.await(pair.bob().next()).transferTo(sink);
    try {
      pair.await(sink.begun());
      transfer.cancel();
      require(Delivery.Aborted.class, pair.await(transfer.delivery()));
    } finally {
      sink.release();
    }
    CompletionStage<Boolean> failed = taken.handle((octets, failure) -> failure != null);
    require(pair.await(failed), "Bob took it for complete");
    Transfer.Progress end = transfer.progress();
    return String.format(
        Locale.ROOT, "after %,d of %,d octets; Bob saw it", end.sent(), end.total());
  }

  private String refuse(DemoPair pair) {
    OutgoingMessage message = OutgoingMessage.of(UNKNOWN, MsrpBody.utf8("?"));
    Delivery fate = pair.await(pair.alice().session().send(message).delivery());
    require(Delivery.Rejected.class, fate);
    MsrpStatus status = ((Delivery.Rejected) fate).status();
    require(status.code() == MsrpStatus.UNSUPPORTED_MEDIA_TYPE.code(), "Bob said " + status);
    return UNKNOWN + " was answered " + status;
  }

  private String end(DemoPair pair) {
    CompletableFuture<SessionEnd> bob = pair.bob().session().ended().toCompletableFuture();
    SessionEnd here = pair.await(pair.alice().session().shutdown(Stacks.CLOSE));
    SessionEnd there = pair.await(bob);
    require(Fates.orderly(here), "Alice: " + Fates.closed(here).detail());
    require(Fates.orderly(there), "Bob: " + Fates.closed(there).detail());
    return "Alice closed, Bob saw it";
  }

  private Path zeros() {
    try {
      return DemoContent.zeros(scratch);
    } catch (IOException e) {
      throw failure("can't make a file: " + Failures.line(e));
    }
  }

  private static OutgoingFile outgoing(Path path) {
    try {
      return OutgoingFile.of(path);
    } catch (IOException e) {
      throw failure("can't read " + path + ": " + Failures.line(e));
    }
  }

  private static String hash(Path path) {
    try {
      return DemoContent.sha256(path);
    } catch (IOException e) {
      throw failure("can't read " + path + ": " + Failures.line(e));
    }
  }

  private static void require(Class<? extends Delivery> expected, Delivery fate) {
    require(expected.isInstance(fate), "the message's fate is " + fate);
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw failure(otherwise);
    }
  }

  private static CommandFailure failure(String what) {
    return new CommandFailure(ExitStatus.NOT_DELIVERED, what);
  }
}
