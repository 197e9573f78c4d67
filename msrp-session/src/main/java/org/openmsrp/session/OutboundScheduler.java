// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ResponseTemplate;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Framing;

/**
 * Decides what a connection writes next. Answers and reports go first, then brief items, of which
 * sessions take turns, but only so many in a row that a stream of them stops nobody; then the
 * others, of which sessions take turns, too. One write is in flight at a time and carries about one
 * quantum, so a new small message waits for one quantum at most, never for a file, whoever sends
 * it. Confined to the connection's serial context.
 */
final class OutboundScheduler {

  /** One write: large enough that system calls don't matter, small enough to wait for. */
  static final int QUANTUM = 128 * 1024;

  /** One write while brief items come in between: they wait for less of a file's octets. */
  private static final int CHAT_QUANTUM = 32 * 1024;

  /** Chat counts as under way for so many writes after a brief item. */
  private static final int CHAT_WRITES = 64;

  /** The first write, before the speed of the connection is known. */
  private static final int FIRST_QUANTUM = 16 * 1024;

  /** Even a modem writes so much without being taken for dead. */
  private static final int LEAST_QUANTUM = 4 * 1024;

  /**
   * A full write that takes longer makes the next one smaller, so that small messages wait less.
   */
  private static final long SLOW_NANOS = 20_000_000;

  /** Body octets of one WebSocket message: with head and end-line it stays below 64 KiB. */
  static final int FRAME = 60 * 1024;

  /** What an answer takes at most, roughly; more is written all the same, as a part of its own. */
  private static final int ANSWER_ROOM = 2_048;

  /** While a peer sends at full speed, so many answers to its chunks are written together. */
  private static final int ANSWERS_TOGETHER = 8;

  /** A long item waits for so many brief ones at most, or for one of each session. */
  private static final int BRIEF_IN_A_ROW = 8;

  /** The smallest share of a quantum: RFC 4975 §7.1.1 wants no chunks below 2048 octets. */
  private static final int SHARE = 4_096;

  /** A chunk stays open so long though its source gives nothing: a cold disk is soon warm. */
  private static final long STARVING_NANOS = 200_000_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final ByteBuffer[] NOTHING = {};

  private final Connection connection;
  private final Transactions transactions;
  private final TrafficLog traffic;
  private final Watch watch;
  private final int maxOutstanding;
  private final boolean message;
  private final WriteBatch batch;
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private final ArrayDeque<Outbox> ring = new ArrayDeque<>();

  /** Those of the ring that may have brief items. */
  private final ArrayDeque<Outbox> briefRing = new ArrayDeque<>();

  private int briefInARow;
  private @Nullable OutboundItem open;
  private @Nullable Outbox openOwner;
  private boolean writing;
  private long writeBegan;
  private long writes;
  private ByteBuffer[] inFlight = NOTHING;
  private int quantum = FIRST_QUANTUM;
  private long chatUntil;
  private long starvingSince = NEVER;

  OutboundScheduler(
      Connection connection, Transactions transactions, EngineContext context, TrafficLog traffic) {
    this.connection = connection;
    this.transactions = transactions;
    this.traffic = traffic;
    this.watch = context.watch();
    this.maxOutstanding = context.limits().outstandingTransactions();
    this.message = connection.info().framing() == Framing.MESSAGE;
    this.batch = new WriteBatch(context.buffers());
  }

  /** Queues a response or a REPORT, which has no body. */
  void answer(MsrpHead head) {
    answers.add(new Answer.Head(head));
  }

  /** Queues a response whose text is known but for its transaction id. */
  void answer(ResponseTemplate template, String transactionId) {
    answers.add(new Answer.Templated(template, transactionId));
  }

  int queuedAnswers() {
    return answers.size();
  }

  /** An item came into an outbox: it takes part from now on. */
  void activate(Outbox outbox) {
    if (!outbox.queued) {
      outbox.queued = true;
      ring.add(outbox);
    }
    if (!outbox.briefQueued && outbox.hasBrief()) {
      outbox.briefQueued = true;
      briefRing.add(outbox);
    }
  }

  /** Whether nothing is being written and nothing waits. */
  boolean idle() {
    return !writing && answers.isEmpty() && open == null && !othersReady();
  }

  boolean writing() {
    return writing;
  }

  /** How many writes were begun. */
  long writes() {
    return writes;
  }

  /** Octets of the write in flight that the transport has not passed on, as far as it tells. */
  long unwritten() {
    long left = 0;
    for (ByteBuffer part : inFlight) {
      left += part.remaining();
    }
    return left;
  }

  /**
   * How many times the patience for one write the present one may take: a user's own chunk may be
   * large.
   */
  long writeParts() {
    return 1L + batch.size() / QUANTUM;
  }

  /** Whether nothing waits but answers that cost less to write together with those to come. */
  boolean onlyFewAnswers() {
    return answers.size() < ANSWERS_TOGETHER && open == null && !othersReady();
  }

  /** Writes the next batch if none is in flight and there is something to write. */
  void flush(long now) {
    if (writing) {
      return;
    }
    if (message) {
      composeFrame();
    } else {
      composeStream();
    }
    if (batch.isEmpty()) {
      starvingSince = open == null ? NEVER : Math.min(starvingSince, now);
    } else {
      starvingSince = NEVER;
      writing = true;
      writeBegan = now;
      writes++;
      ByteBuffer[] parts = batch.toWrite();
      inFlight = parts;
      if (traffic.on()) {
        traffic.sent(parts);
      }
      watch.traffic(MsrpObserver.Direction.OUT, batch.size());
      connection.write(true, parts);
    }
  }

  /** When a chunk is interrupted whose source gives nothing; {@link Long#MAX_VALUE} if none is. */
  long starvingUntil() {
    return starvingSince == NEVER ? NEVER : starvingSince + STARVING_NANOS;
  }

  /** Interrupts the open chunk if its source has given nothing for too long. */
  void interruptStarving(long now) {
    if (now >= starvingUntil()) {
      starvingSince = NEVER;
      closeOpen();
    }
  }

  void onWritten(long now) {
    writing = false;
    inFlight = NOTHING;
    adapt(now - writeBegan);
    if (open instanceof OutboundMessage unfinished) {
      unfinished.partWritten();
    }
    batch.written(transactions, now);
  }

  /**
   * The quantum follows the speed of the connection: what waits behind it waits for a moment. A
   * write among brief items holds less than a quantum, and may be too large for a slow line, too.
   */
  private void adapt(long nanos) {
    int octets = batch.size();
    if (nanos > SLOW_NANOS && octets >= Math.min(quantum, CHAT_QUANTUM) - SHARE) {
      quantum = Math.max(LEAST_QUANTUM, Math.min(quantum, octets) / 2);
    } else if (nanos < SLOW_NANOS / 4 && octets >= quantum - SHARE) {
      quantum = Math.min(QUANTUM, 2 * quantum);
    }
  }

  void onClosed() {
    writing = true;
    inFlight = NOTHING;
    batch.abandon();
    answers.clear();
    ring.clear();
    briefRing.clear();
    open = null;
    openOwner = null;
  }

  private void composeStream() {
    if (open != null && (!answers.isEmpty() || othersReady())) {
      closeOpen();
    }
    while (!answers.isEmpty() && batch.hasRoom(ANSWER_ROOM)) {
      writeAnswer();
    }
    int octets = writes < chatUntil ? Math.min(quantum, CHAT_QUANTUM) : quantum;
    int share = Math.min(SHARE, octets / 2);
    while (batch.size() <= octets - share && compose(octets - batch.size())) {
      // Each turn writes something of another item, until the quantum is full or nothing is ready.
    }
  }

  /**
   * On message framing one write is one whole chunk. What was refused meanwhile retires without
   * one: the next item gets its turn at once, since nothing else would give it to it.
   */
  private void composeFrame() {
    if (!answers.isEmpty()) {
      writeAnswer();
    }
    while (batch.isEmpty() && compose(FRAME)) {
      closeOpen();
    }
  }

  private void writeAnswer() {
    answers.remove().write(batch);
  }

  /** Lets the next item write; false if nothing more can be written now. */
  private boolean compose(int budget) {
    if (open == null && !openNext()) {
      return false;
    }
    OutboundItem item = requireNonNull(open);
    int before = batch.size();
    item.compose(batch, budget);
    if (item.finished()) {
      retire();
      return true;
    }
    if (!item.chunkOpen() || othersReady()) {
      closeOpen();
    }
    return batch.size() > before;
  }

  private boolean openNext() {
    if (transactions.size() >= maxOutstanding) {
      return false;
    }
    if (briefInARow < Math.max(BRIEF_IN_A_ROW, ring.size()) && openNextBrief()) {
      briefInARow++;
      chatUntil = writes + CHAT_WRITES;
      return true;
    }
    briefInARow = 0;
    return openNextOfAny();
  }

  private boolean openNextBrief() {
    for (int i = briefRing.size(); i > 0; i--) {
      Outbox outbox = briefRing.remove();
      OutboundItem item = outbox.nextBrief();
      outbox.briefQueued = outbox.hasBrief();
      if (outbox.briefQueued) {
        briefRing.add(outbox);
      }
      if (item != null) {
        open = item;
        openOwner = outbox;
        return true;
      }
    }
    return false;
  }

  private boolean openNextOfAny() {
    for (int i = ring.size(); i > 0; i--) {
      Outbox outbox = ring.remove();
      OutboundItem item = outbox.nextReady();
      if (outbox.isEmpty() && item == null) {
        outbox.queued = false;
      } else {
        ring.add(outbox);
      }
      if (item != null) {
        open = item;
        openOwner = outbox;
        return true;
      }
    }
    return false;
  }

  private boolean othersReady() {
    for (Outbox outbox : ring) {
      if (outbox.hasReady()) {
        return true;
      }
    }
    return false;
  }

  /** Ends the open chunk and sends its item to the end of its queue. */
  private void closeOpen() {
    OutboundItem item = open;
    Outbox owner = openOwner;
    if (item != null && owner != null) {
      item.interrupt(batch);
      open = null;
      openOwner = null;
      if (item.finished()) {
        owner.retired();
      } else {
        owner.requeue(item);
        activate(owner);
      }
    }
  }

  private void retire() {
    OutboundItem item = open;
    Outbox owner = openOwner;
    open = null;
    openOwner = null;
    if (item != null && owner != null) {
      owner.retired();
    }
  }
}
