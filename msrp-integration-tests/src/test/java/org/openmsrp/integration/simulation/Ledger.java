// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.testkit.loopback.VirtualTime;

/** The account of one run: every message, and everything that was wrong. */
final class Ledger {

  /** After so many short messages in a row one write of a long one may come. */
  private static final int SHORT_IN_A_ROW = 8;

  final List<String> wrongs = new ArrayList<>();
  private final Map<String, Letter> letters = new LinkedHashMap<>();
  private final Map<String, WireTap> lines = new HashMap<>();
  private final VirtualTime time;

  Ledger(VirtualTime time) {
    this.time = time;
  }

  long now() {
    return time.nanoTime();
  }

  void wrong(String what) {
    if (wrongs.size() < 20) {
      wrongs.add("at %.3f s: %s".formatted(now() / 1e9, what));
    }
  }

  Letter open(Act.Send send) {
    Letter letter = new Letter(send);
    letters.put(Letter.messageId(send.id()), letter);
    return letter;
  }

  @Nullable Letter byMessageId(String id) {
    return letters.get(id);
  }

  Iterable<Letter> letters() {
    return letters.values();
  }

  /** A session writes on this line; whoever claims its name later is another. */
  void speaks(MsrpUri session, WireTap line) {
    lines.putIfAbsent(session.sessionId().orElse(""), line);
  }

  /** A message was handed to the session of this id. */
  void queued(Letter letter, String sessionId) {
    WireTap line = lines.get(sessionId);
    letter.sentAt = now();
    letter.line = line;
    letter.longWritesBefore = line == null ? 0 : line.longWrites();
    letter.shortBefore = line == null ? 0 : line.shortBegun();
  }

  /** The first chunk of a message is in the present write: a short one waits for no long one. */
  void begins(Letter letter, WireTap line) {
    if (letter.line == line && letter.isShort()) {
      int waited = line.longWrites() - letter.longWritesBefore;
      int others = line.shortBegun() - letter.shortBefore;
      // A file is read first, and meanwhile somebody else may write.
      int reading = letter.send.carrier() == Act.Carrier.FILE ? 1 : 0;
      if (waited > reading + (others + SHORT_IN_A_ROW - 1) / SHORT_IN_A_ROW) {
        wrong("waited for " + waited + " writes of long messages: " + letter);
      }
    }
    letter.line = null;
  }

  /** The sender learns the fate of a message: it must be no better than the truth, nor made up. */
  void told(Letter letter, Delivery fate) {
    letter.timesTold++;
    letter.told = fate;
    letter.toldAt = now();
    if (letter.timesTold > 1) {
      wrong("told twice: " + letter);
    }
    if (fate instanceof Delivery.Delivered && !(letter.taken() && letter.allAtEngine())) {
      wrong("told to be delivered: " + letter);
    }
    if (fate instanceof Delivery.Accepted && !letter.allAtEngine()) {
      wrong("told to be accepted: " + letter);
    }
    if (fate instanceof Delivery.Rejected rejected
        && !letter.refusals.contains(rejected.status().code())) {
      wrong("told to be rejected, but nobody said so: " + letter);
    }
    if (fate instanceof Delivery.TimedOut && !letter.refusals.contains(408)) {
      long waited = letter.longestWait(now());
      if (waited < MsrpTimeouts.DEFAULT.transaction().toNanos()) {
        wrong("timed out after " + waited / 1_000_000 + " ms: " + letter);
      }
    }
    if (fate instanceof Delivery.Aborted && !letter.cancelled) {
      wrong("aborted by nobody: " + letter);
    }
  }
}
