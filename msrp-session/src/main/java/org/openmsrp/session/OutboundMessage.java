// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.SendHeadTemplate;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;

/**
 * A message on its way out: cuts it into chunks and follows their transactions.
 *
 * <p>Everything but the methods of {@link Transfer} is confined to the connection's serial context.
 */
final class OutboundMessage implements OutboundItem, Transfer {

  /** A message up to here is chat: no rate holds it back, it only counts. */
  private static final int SHORT = 16 * 1024;

  private final SessionCore session;
  private final PeerOffer offer;
  private final String messageId;
  private final ReportRequest reports;
  private final MsrpHeaders headers;
  private final ContentSource source;
  private final long total;
  private final int weight;
  private final MessageFate fate;
  private final Throughput throughput;

  private volatile long sent;
  private volatile boolean paused;
  private long position;
  private @Nullable OutboundChunk chunk;
  private boolean begun;
  private boolean finished;
  private @Nullable Delivery stopping;
  private boolean timedOut;
  private boolean refused;
  private boolean acceptedLate;

  OutboundMessage(
      SessionCore session,
      PeerOffer offer,
      String messageId,
      ReportRequest reports,
      MsrpHeaders headers,
      ContentSource source,
      long position,
      int weight) {
    this.session = session;
    this.offer = offer;
    this.messageId = messageId;
    this.reports = reports;
    this.headers = headers;
    this.source = source;
    this.total = source.total();
    this.position = position;
    this.weight = weight;
    this.sent = position;
    this.fate = new MessageFate(session, this, reports, position);
    this.throughput = new Throughput(session.engine().context().timers(), position);
  }

  @Override
  public String messageId() {
    return messageId;
  }

  @Override
  public Progress progress() {
    return new Progress(total, sent, fate.acknowledged());
  }

  @Override
  public CompletionStage<Delivery> delivery() {
    return fate.delivery();
  }

  @Override
  public void cancel() {
    session.engine().submit(() -> stop(new Delivery.Aborted("cancelled")));
  }

  @Override
  public void pause() {
    paused = true;
    session.engine().wake();
  }

  @Override
  public void resume() {
    paused = false;
    session.engine().wake();
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public double throughput() {
    return throughput.perSecond(sent);
  }

  long total() {
    return total;
  }

  /** Octets in memory that the session's high-water mark counts. */
  int weight() {
    return weight;
  }

  @Override
  public boolean ready() {
    if (finished) {
      return false;
    }
    return stopping != null
        || source.failure() != null
        || (!held() && (source.ready() || position == total));
  }

  /** Whether nothing may be sent though there is something. Chat goes ahead of any limit. */
  private boolean held() {
    return paused || (position < total && total > SHORT && !session.rateReady());
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public boolean brief() {
    return !begun && total - position <= ChunkPolicy.INTERRUPTIBLE;
  }

  @Override
  public boolean chunkOpen() {
    return chunk != null;
  }

  @Override
  public void compose(WriteBatch batch, int budget) {
    Throwable failure = source.failure();
    if (stopping == null && failure != null) {
      stop(new Delivery.Aborted("reading the content failed: " + failure.getMessage()));
    }
    if (stopping != null) {
      abort(batch, stopping);
      return;
    }
    if (held()) {
      interrupt(batch);
      return;
    }
    if (chunk == null) {
      begin(batch, budget);
    }
    fill(batch, total > SHORT ? session.rateAllowance(budget) : budget);
    OutboundChunk open = chunk;
    if (open != null && position == total) {
      end(batch, open, ContinuationFlag.COMPLETE);
    } else if (open != null && position - open.from >= session.chunkPolicy().maxChunk()) {
      end(batch, open, ContinuationFlag.MORE);
    }
  }

  @Override
  public void interrupt(WriteBatch batch) {
    OutboundChunk open = chunk;
    if (open != null) {
      end(batch, open, stopping == null ? ContinuationFlag.MORE : ContinuationFlag.ABORTED);
    }
  }

  @Override
  public void lost(SessionEnd end) {
    Delivery reason = new Delivery.ConnectionLost(end);
    if (chunk == null || session.engine().closed()) {
      finish();
    } else {
      // Other sessions use the connection: the open chunk must get its end-line.
      stopping = reason;
    }
    fate.settle(reason);
  }

  /** The session ended before the fate was known; success reports may have been due. */
  void sessionEnded(SessionEnd end) {
    if (fate.awaitingReports()) {
      fate.reportsMissing();
    } else {
      lost(end);
    }
  }

  /** Gives the message up; what was said of it before stays. */
  void stop(Delivery reason) {
    if (finished) {
      return;
    }
    stopping = reason;
    if (!begun) {
      finish();
    }
    fate.settle(reason);
  }

  /** A success report (RFC 4975 §7.1.3). */
  void confirmed(@Nullable ByteRange range) {
    fate.confirmed(range);
  }

  void reportsMissing() {
    fate.reportsMissing();
  }

  /** An error response or a failure report. */
  void refused(MsrpStatus status) {
    learnFrom(status);
    boolean timeout = status.code() == MsrpStatus.TIMEOUT.code();
    if (!fate.settled()) {
      Delivery reason = timeout ? new Delivery.TimedOut() : new Delivery.Rejected(status);
      stop(reason);
      fate.settle(reason);
      timedOut = timeout;
      refused = !timeout;
    } else if (!timeout || !timedOut) {
      late(status);
    }
    session.refusedBy(status);
  }

  /** A refusal tells what later messages should be like. */
  private void learnFrom(MsrpStatus status) {
    if (status.code() == MsrpStatus.UNSUPPORTED_MEDIA_TYPE.code()) {
      headers.contentType().ifPresent(offer::refused);
    } else if (total > ChunkPolicy.INTERRUPTIBLE) {
      session.adaptChunks(status);
    }
  }

  /**
   * News that came after the fate was settled. That the next chunk was answered alike is none, so a
   * message has two at most, however many of its chunks were under way.
   */
  void late(MsrpStatus status) {
    boolean known = status.success() ? acceptedLate : refused;
    acceptedLate |= status.success();
    refused |= !status.success();
    if (!known) {
      session.lateReport(new MessageReport(messageId, status, Optional.empty()));
    }
  }

  /** A chunk's transaction ended. */
  void chunkOver(OutboundChunk over, MsrpStatus status) {
    fate.chunkOver();
    if (!status.success()) {
      refused(status);
    } else if (over != chunk) {
      fate.chunkAnswered(over.from, over.to);
    }
  }

  private void begin(WriteBatch batch, int budget) {
    begun = true;
    String id = session.engine().newTransactionId();
    chunk = new OutboundChunk(this, id, reports.failure(), position);
    if (reports.failure() != FailureReport.NO) {
      fate.chunkBegun();
      session.engine().transactions().begin(requireNonNull(chunk).transaction);
    }
    long left = total - position;
    boolean whole = left <= ChunkPolicy.INTERRUPTIBLE && left <= budget;
    writeHead(batch, id, whole ? total : SendHeadTemplate.UNKNOWN);
  }

  private void writeHead(WriteBatch batch, String id, long end) {
    batch.send(session.sendTemplate(), id, headers, position + 1, end, total);
  }

  private void fill(WriteBatch batch, int budget) {
    int left = budget;
    OutboundChunk open = chunk;
    while (left > 0 && position < total && open != null) {
      long room = session.chunkPolicy().maxChunk() - (position - open.from);
      ByteBuffer part = room <= 0 ? null : source.poll((int) Math.min(left, room));
      if (part == null) {
        return;
      }
      left -= part.remaining();
      add(batch, open, part);
      open = chunk;
    }
  }

  /**
   * Adds octets; if they hold the chunk's own end-line, the chunk ends right before it is whole.
   */
  private void add(WriteBatch batch, OutboundChunk open, ByteBuffer part) {
    boolean free = source.withoutHyphens();
    int safe = free ? open.scanner.scanWithoutHyphens(part) : open.scanner.scan(part);
    boolean clash = safe >= 0;
    if (clash) {
      source.unread(part.remaining() - safe);
      part.limit(part.position() + safe);
    }
    position += part.remaining();
    session.rateSpent(part.remaining());
    if (part.hasRemaining()) {
      batch.body(part);
    }
    if (clash) {
      end(batch, open, ContinuationFlag.MORE);
    }
  }

  private void end(WriteBatch batch, OutboundChunk open, ContinuationFlag flag) {
    if (flag == ContinuationFlag.ABORTED) {
      session.engine().transactions().abandon(open.transaction);
    }
    batch.end(open.transaction.id, flag, true);
    open.to = position;
    if (reports.failure() != FailureReport.NO) {
      batch.ends(open.transaction);
    }
    chunk = null;
    if (open.answered) {
      fate.chunkAnswered(open.from, open.to);
    }
    long upTo = position;
    batch.whenWritten(() -> written(upTo, flag == ContinuationFlag.COMPLETE));
    if (flag != ContinuationFlag.MORE) {
      finish();
    }
  }

  private void written(long upTo, boolean last) {
    sent(upTo);
    source.release();
    if (last) {
      fate.written();
    }
  }

  /** The source's buffers can be used again though the chunk goes on. */
  void partWritten() {
    sent(position);
    source.release();
  }

  private void sent(long upTo) {
    sent = upTo;
    throughput.reached(upTo);
  }

  private void abort(WriteBatch batch, Delivery reason) {
    // After a refusal no further chunk of this message may be sent (RFC 4975 §10.5).
    if (chunk == null && begun && !(reason instanceof Delivery.Rejected)) {
      begin(batch, 0);
    }
    OutboundChunk open = chunk;
    if (open != null) {
      end(batch, open, ContinuationFlag.ABORTED);
    } else {
      finish();
    }
  }

  private void finish() {
    finished = true;
    source.close();
  }
}
