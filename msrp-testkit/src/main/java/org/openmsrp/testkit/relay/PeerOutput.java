// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Framing;

/**
 * What waits to be written to one connection, answers first, and what of it waits for an answer.
 * Guarded by the hub.
 */
final class PeerOutput {

  private static final int BATCH = 64 * 1024;

  private final RelayLimits limits;
  private final ArrayDeque<Frame> answers = new ArrayDeque<>();
  private final ArrayDeque<Frame> requests = new ArrayDeque<>();
  private final List<Frame> writing = new ArrayList<>();

  /** In the order of writing, which is that of their deadlines. */
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  private long queued;
  private long peak;
  private long writeBegan = Long.MAX_VALUE;

  PeerOutput(RelayLimits limits) {
    this.limits = limits;
  }

  /** Counts a frame that will come. */
  void reserve(Frame frame) {
    queued += frame.size();
    peak = Math.max(peak, queued);
  }

  void addRequest(Frame frame) {
    requests.add(frame);
    Pending transaction = frame.pending();
    if (transaction != null) {
      pending.put(transaction.transactionId, transaction);
    }
  }

  void addAnswer(Frame frame) {
    reserve(frame);
    answers.add(frame);
  }

  boolean congested() {
    return queued >= limits.queuedOctets() || pending.size() >= limits.pending();
  }

  boolean relieved() {
    return queued <= limits.queuedOctets() / 2 && pending.size() < limits.pending();
  }

  boolean idle() {
    return writing.isEmpty() && answers.isEmpty() && requests.isEmpty();
  }

  /** Writes what fits in one write, if none is in flight. */
  void flush(Connection connection, long now) {
    if (!writing.isEmpty()) {
      return;
    }
    boolean single = connection.info().framing() == Framing.MESSAGE;
    List<ByteBuffer> parts = new ArrayList<>();
    long size = 0;
    while (size < BATCH && !(single && size > 0)) {
      Frame next = next();
      if (next == null) {
        break;
      }
      writing.add(next);
      parts.addAll(next.parts());
      size += next.size();
    }
    if (!writing.isEmpty()) {
      writeBegan = now;
      List<ByteBuffer> out = single ? List.of(joined(parts, (int) size)) : parts;
      connection.write(true, out.stream().map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new));
    }
  }

  private @Nullable Frame next() {
    return answers.isEmpty() ? requests.poll() : answers.poll();
  }

  private static ByteBuffer joined(List<ByteBuffer> parts, int size) {
    ByteBuffer whole = ByteBuffer.allocate(size);
    parts.forEach(part -> whole.put(part.duplicate()));
    return whole.flip();
  }

  void onWritten(long now) {
    for (Frame frame : writing) {
      queued -= frame.size();
      if (frame.pending() != null) {
        frame.pending().sentAt = now;
      }
    }
    writing.clear();
    writeBegan = Long.MAX_VALUE;
  }

  @Nullable Pending answered(String transactionId) {
    return pending.remove(transactionId);
  }

  /** The requests that nobody answered in time. */
  List<Pending> overdue(long now) {
    List<Pending> overdue = new ArrayList<>();
    for (Pending oldest = oldest(); oldest != null && due(oldest) <= now; oldest = oldest()) {
      pending.remove(oldest.transactionId);
      overdue.add(oldest);
    }
    return overdue;
  }

  /** Everything that will not be answered any more, and nothing is written any more. */
  List<Pending> abandon() {
    List<Pending> left = List.copyOf(pending.values());
    pending.clear();
    answers.clear();
    requests.clear();
    writing.clear();
    queued = 0;
    writeBegan = Long.MAX_VALUE;
    return left;
  }

  boolean stalled(long now) {
    return now >= stallDeadline();
  }

  /** When something is to be looked at; {@link Long#MAX_VALUE} if nothing is. */
  long deadline() {
    Pending oldest = oldest();
    return Math.min(stallDeadline(), oldest == null ? Long.MAX_VALUE : due(oldest));
  }

  private long stallDeadline() {
    boolean waits = writeBegan != Long.MAX_VALUE;
    return waits ? writeBegan + limits.writeStall().toNanos() : Long.MAX_VALUE;
  }

  private long due(Pending transaction) {
    return transaction.sentAt == Pending.UNSENT
        ? Long.MAX_VALUE
        : transaction.sentAt + limits.transaction().toNanos();
  }

  private @Nullable Pending oldest() {
    return pending.isEmpty() ? null : pending.values().iterator().next();
  }

  long queued() {
    return queued;
  }

  long peak() {
    return peak;
  }
}
