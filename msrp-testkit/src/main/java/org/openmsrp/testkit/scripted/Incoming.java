// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.testkit.scripted.ScriptFailure.Kind;

/** The reading half of a peer: waits until something has come, or the connection has ended. */
final class Incoming {

  private static final Duration LOOK = Duration.ofMillis(50);

  private final Line line;
  private final Journal journal;
  private final Inbox inbox;
  private final byte[] buffer = new byte[64 * 1024];
  private boolean ended;
  private @Nullable IOException broken;

  Incoming(Line line, Journal journal, Inbox inbox) {
    this.line = line;
    this.journal = journal;
    this.inbox = inbox;
  }

  /** What broke the connection; null if it is there or has ended in order. */
  @Nullable IOException broken() {
    return broken;
  }

  MsrpChunk awaitChunk(Predicate<MsrpChunk> wanted, Duration patience) {
    Optional<MsrpChunk> chunk = inbox.take(wanted);
    for (long deadline = deadline(patience); chunk.isEmpty(); chunk = inbox.take(wanted)) {
      if (inbox.malformed() != null) {
        throw journal.failure(Kind.MALFORMED, "it is no MSRP", inbox, inbox.malformed());
      }
      readMore(deadline, patience);
    }
    return chunk.get();
  }

  void await(BooleanSupplier there, Duration patience) {
    long deadline = deadline(patience);
    while (!there.getAsBoolean()) {
      readMore(deadline, patience);
    }
  }

  void awaitEnd(Duration patience) {
    long deadline = deadline(patience);
    while (!ended) {
      if (deadline - System.nanoTime() <= 0) {
        throw journal.failure(Kind.NOT_ENDED, "it has not ended in " + patience, inbox, null);
      }
      readOnce(deadline);
    }
  }

  private static long deadline(Duration patience) {
    return System.nanoTime() + patience.toNanos();
  }

  private void readMore(long deadline, Duration patience) {
    if (ended) {
      String how = broken == null ? "in order" : "with " + broken.getMessage();
      throw journal.failure(Kind.ENDED, "the connection ended " + how, inbox, broken);
    }
    if (deadline - System.nanoTime() <= 0) {
      throw journal.failure(Kind.NOT_IN_TIME, "it did not come in " + patience, inbox, null);
    }
    readOnce(deadline);
  }

  private void readOnce(long deadline) {
    Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    try {
      int octets = line.read(buffer, left.compareTo(LOOK) < 0 ? left : LOOK);
      if (octets > 0) {
        inbox.add(buffer, octets);
      }
      ended = octets == Line.END;
    } catch (IOException e) {
      ended = true;
      broken = e;
    }
  }
}
