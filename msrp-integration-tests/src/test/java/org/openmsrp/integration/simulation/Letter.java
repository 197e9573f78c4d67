// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.Transfer;

/** One message: what its sender was told, what passed on the wire, what its receiver got. */
final class Letter {

  /** A short message is shown when all of it is there, and counts as taken then. */
  private static final int COLLECTED = 16 * 1024;

  private static final int SHORT = 2_048;

  final Act.Send send;

  // The sender's side.
  @Nullable Transfer transfer;
  @Nullable Delivery told;
  int timesTold;
  boolean cancelled;
  long sentAt;
  long toldAt;

  /** When the last octet of each chunk was written, by its transaction; answered ones are gone. */
  private final Map<String, Long> unanswered = new HashMap<>();

  private long longestWait;

  int successReports;

  /** Where it was handed in, until its first chunk is written, and what was written by then. */
  @Nullable WireTap line;

  int longWritesBefore;
  int shortBefore;

  // The wire, before the receiving engine.
  final Octets atEngine = new Octets();
  int chunksAtEngine;
  final Set<Integer> refusals = new HashSet<>();

  // The receiver's side.
  int timesShown;

  /** Somebody cut it into pieces, and some may come after the last one of a refused message. */
  boolean strays;

  boolean complete;
  boolean failed;

  Letter(Act.Send send) {
    this.send = send;
  }

  /** The last octet of a chunk was written. */
  void written(String transaction, long now) {
    unanswered.put(transaction, now);
  }

  /** A chunk was answered. */
  void answered(String transaction, long now) {
    Long written = unanswered.remove(transaction);
    longestWait = Math.max(longestWait, written == null ? 0 : now - written);
  }

  /** How long a chunk has waited for its answer at most. */
  long longestWait(long now) {
    long oldest = unanswered.values().stream().mapToLong(Long::longValue).min().orElse(now);
    return Math.max(longestWait, now - oldest);
  }

  /** Whether it waits for no long message. */
  boolean isShort() {
    return send.size() <= SHORT;
  }

  static String messageId(int id) {
    return "letter" + id;
  }

  int contentId() {
    return send.carrier() == Act.Carrier.FILE ? 0 : send.id();
  }

  boolean allAtEngine() {
    return atEngine.covers(send.size());
  }

  /** Whether the receiving user has it, or had it in its hands. */
  boolean taken() {
    return complete || (timesShown > 0 && chunksAtEngine == 1 && send.size() <= COLLECTED);
  }

  @Override
  public String toString() {
    return "message %d of %d octets (%s, %s): told %s; at the engine %s in %d chunks; shown %d times%s%s"
        .formatted(
            send.id(),
            send.size(),
            send.reports(),
            send.taking(),
            told,
            atEngine,
            chunksAtEngine,
            timesShown,
            complete ? ", complete" : "",
            failed ? ", failed" : "");
  }
}
