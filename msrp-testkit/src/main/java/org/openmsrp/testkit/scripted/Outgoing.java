// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openmsrp.testkit.scripted.ScriptFailure.Kind;

/** The writing half of a peer: whatever it does ends in time. */
final class Outgoing {

  /** Something that may block for as long as the other end does not read. */
  interface Write {
    void run() throws IOException;
  }

  private final Line line;
  private final Journal journal;
  private final Inbox inbox;
  private @Nullable Flood flood;

  Outgoing(Line line, Journal journal, Inbox inbox) {
    this.line = line;
    this.journal = journal;
    this.inbox = inbox;
  }

  void write(byte[] octets, Duration patience) {
    guarded(() -> line.writeRaw(octets), patience);
  }

  void guarded(Write write, Duration patience) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    var unused =
        done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((nothing, late) -> breakIfLate(late));
    try {
      write.run();
    } catch (IOException e) {
      String why = done.isDone() ? "the other end does not read" : "not sent: " + e.getMessage();
      throw journal.failure(Kind.NOT_SENT, why, inbox, e);
    } finally {
      done.complete(null);
    }
  }

  private void breakIfLate(@Nullable Throwable late) {
    if (late instanceof TimeoutException) {
      line.kill();
    }
  }

  long untilStuck(byte[] octets, Duration stuck, long most) {
    Flood running = new Flood(line, octets, most);
    flood = running;
    return running.untilStuck(stuck);
  }

  /** Ends a flood that is stuck, by breaking the connection. */
  void stopFlood() {
    Flood running = flood;
    if (running != null) {
      line.kill();
      running.join();
      flood = null;
    }
  }
}
