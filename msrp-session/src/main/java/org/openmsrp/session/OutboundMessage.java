// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.EndLineScanner;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;

/**
 * A message on its way out: cuts it into chunks, follows their transactions and reports, and
 * settles its fate exactly once.
 *
 * <p>Everything but {@link #progress}, {@link #cancel} and {@link #delivery} is confined to the
 * connection's serial context.
 */
final class OutboundMessage implements OutboundItem, Transaction.Listener, Transfer {

  private final SessionCore session;
  private final String messageId;
  private final ReportRequest reports;
  private final MsrpHeaders headers;
  private final ContentSource source;
  private final long total;
  private final int weight;
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
  private final RangeSet reported = new RangeSet();
  private final RangeSet answered = new RangeSet();

  private volatile long sent;
  private volatile long acknowledged;
  private long position;
  private long chunkStart;
  private @Nullable String chunkId;
  private @Nullable EndLineScanner scanner;
  private int outstanding;
  private boolean begun;
  private boolean finished;
  private boolean settled;
  private boolean awaitingReports;
  private @Nullable Delivery stopping;

  OutboundMessage(
      SessionCore session,
      String messageId,
      ReportRequest reports,
      MsrpHeaders headers,
      ContentSource source,
      long position,
      int weight) {
    this.session = session;
    this.messageId = messageId;
    this.reports = reports;
    this.headers = headers;
    this.source = source;
    this.total = source.total();
    this.position = position;
    this.weight = weight;
    this.sent = position;
    this.acknowledged = position;
    reported.add(0, position);
    answered.add(0, position);
  }

  @Override
  public String messageId() {
    return messageId;
  }

  @Override
  public Progress progress() {
    return new Progress(total, sent, acknowledged);
  }

  @Override
  public CompletionStage<Delivery> delivery() {
    return delivery;
  }

  @Override
  public void cancel() {
    session.engine().submit(() -> stop(new Delivery.Aborted("cancelled")));
  }

  /** Octets in memory that the session's high-water mark counts. */
  int weight() {
    return weight;
  }

  boolean settled() {
    return settled;
  }

  boolean wantsSuccessReport() {
    return reports.success() == SuccessReport.YES;
  }

  /** The session ended while success reports were due (RFC 4975 §7.1.1). */
  void sessionEnded(SessionEnd end) {
    if (awaitingReports) {
      reportsMissing();
    } else {
      lost(end);
    }
  }

  @Override
  public boolean ready() {
    return !finished
        && (stopping != null || source.ready() || position == total || source.failure() != null);
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public boolean chunkOpen() {
    return chunkId != null;
  }

  @Override
  public void compose(WriteBatch batch, int budget) {
    Throwable failure = source.failure();
    if (stopping == null && failure != null) {
      stopping = new Delivery.Aborted("reading the content failed: " + failure.getMessage());
    }
    if (stopping != null) {
      abort(batch, stopping);
      return;
    }
    if (chunkId == null) {
      begin(batch, budget);
    }
    fill(batch, budget);
    if (chunkId != null && position == total) {
      end(batch, ContinuationFlag.COMPLETE);
    } else if (chunkId != null && position - chunkStart >= session.chunkPolicy().maxChunk()) {
      end(batch, ContinuationFlag.MORE);
    }
  }

  @Override
  public void interrupt(WriteBatch batch) {
    if (chunkId != null) {
      end(batch, ContinuationFlag.MORE);
    }
  }

  @Override
  public void lost(SessionEnd end) {
    settle(new Delivery.ConnectionLost(end));
    finish();
  }

  /** Gives the message up; what was said of it before stays. */
  void stop(Delivery reason) {
    if (finished) {
      return;
    }
    settle(reason);
    stopping = reason;
    if (!begun) {
      finish();
    }
  }

  @Override
  public void onResult(Transaction transaction, TransactionResult result) {
    outstanding--;
    MsrpStatus status = result.status();
    if (status.success()) {
      answered.add(transaction.from, transaction.to);
      if (!wantsSuccessReport()) {
        acknowledged = answered.prefix();
      }
      settleIfDone();
    } else {
      refused(status);
    }
  }

  /** A success report (RFC 4975 §7.1.3), which may cover any part of the message. */
  void confirmed(@Nullable ByteRange range) {
    long from = range == null ? 0 : range.start() - 1;
    long to = range == null ? total : range.end().orElse(range.total().orElse(total));
    reported.add(from, Math.min(to, total));
    acknowledged = reported.prefix();
    settleIfDone();
  }

  /** An error response or a failure report. */
  void refused(MsrpStatus status) {
    boolean timeout = status.code() == MsrpStatus.TIMEOUT.code();
    if (settled) {
      session.lateReport(new MessageReport(messageId, status, Optional.empty()));
      return;
    }
    Delivery fate = timeout ? new Delivery.TimedOut() : new Delivery.Rejected(status);
    if (finished) {
      settle(fate);
    } else {
      stop(fate);
    }
    session.refusedBy(status);
  }

  /** The success reports did not come in time. */
  void reportsMissing() {
    settle(new Delivery.Accepted(total, true));
  }

  private void begin(WriteBatch batch, int budget) {
    begun = true;
    String id = session.engine().newTransactionId();
    chunkId = id;
    chunkStart = position;
    scanner = new EndLineScanner(id);
    long left = total - position;
    boolean whole = left <= ChunkPolicy.INTERRUPTIBLE && left <= budget;
    ByteRange range =
        whole ? ByteRange.of(position + 1, total, total) : ByteRange.openEnded(position + 1, total);
    MsrpHeaders chunkHeaders = headers.toBuilder().set(HeaderName.BYTE_RANGE, range).build();
    batch.head(
        new RequestHead(id, MsrpMethod.SEND, session.toPath(), session.fromPath(), chunkHeaders));
  }

  private void fill(WriteBatch batch, int budget) {
    int left = budget;
    while (left > 0 && position < total && chunkId != null) {
      long room = session.chunkPolicy().maxChunk() - (position - chunkStart);
      ByteBuffer part = room <= 0 ? null : source.poll((int) Math.min(left, room));
      if (part == null) {
        return;
      }
      left -= part.remaining();
      add(batch, part);
    }
  }

  /**
   * Adds octets; if they hold the chunk's own end-line, the chunk ends right before it is whole.
   */
  private void add(WriteBatch batch, ByteBuffer part) {
    EndLineScanner chunkScanner = requireNonNull(scanner);
    int safe = chunkScanner.scan(part);
    boolean clash = safe >= 0;
    if (clash) {
      source.unread(part.remaining() - safe);
      part.limit(part.position() + safe);
    }
    position += part.remaining();
    if (part.hasRemaining()) {
      batch.body(part);
    }
    if (clash) {
      end(batch, ContinuationFlag.MORE);
    }
  }

  private void end(WriteBatch batch, ContinuationFlag flag) {
    String id = requireNonNull(chunkId);
    batch.end(id, flag, true);
    expectAnswer(batch, id);
    chunkId = null;
    scanner = null;
    long upTo = position;
    boolean last = flag != ContinuationFlag.MORE;
    batch.whenWritten(() -> written(upTo, last));
    if (last) {
      finish();
    }
  }

  private void expectAnswer(WriteBatch batch, String id) {
    if (reports.failure() != FailureReport.NO) {
      Transaction transaction = new Transaction(id, reports.failure(), chunkStart, position, this);
      outstanding++;
      session.engine().transactions().begin(transaction);
      batch.ends(transaction);
    }
  }

  private void written(long upTo, boolean last) {
    sent = upTo;
    source.release();
    if (last && reports.failure() != FailureReport.YES && !wantsSuccessReport()) {
      settle(new Delivery.Sent(total));
    }
    settleIfDone();
  }

  /** The source's buffers can be used again though the chunk goes on. */
  void partWritten() {
    sent = position;
    source.release();
  }

  private void abort(WriteBatch batch, Delivery reason) {
    settle(reason);
    if (chunkId == null && begun && !refusedByPeer(reason)) {
      beginEmpty(batch);
    }
    if (chunkId != null) {
      end(batch, ContinuationFlag.ABORTED);
    } else {
      finish();
    }
  }

  private static boolean refusedByPeer(Delivery reason) {
    return reason instanceof Delivery.Rejected;
  }

  /** A chunk without octets that only carries the flag. */
  private void beginEmpty(WriteBatch batch) {
    begin(batch, 0);
  }

  private void finish() {
    finished = true;
    source.close();
  }

  private void settleIfDone() {
    if (settled || !finished) {
      return;
    }
    if (wantsSuccessReport() && reported.covers(total)) {
      settle(new Delivery.Delivered(total));
    } else if (outstanding == 0 && wantsSuccessReport() && !awaitingReports) {
      awaitingReports = true;
      session.awaitReports(this);
    } else if (outstanding == 0
        && !wantsSuccessReport()
        && reports.failure() == FailureReport.YES) {
      settle(new Delivery.Accepted(total, false));
    }
  }

  private void settle(Delivery fate) {
    if (!settled) {
      settled = true;
      session.settled(this);
      session.results().execute(() -> delivery.complete(fate));
    }
  }
}
