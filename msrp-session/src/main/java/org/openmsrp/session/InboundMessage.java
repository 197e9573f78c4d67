// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;

/**
 * A message on its way in: joins its chunks by Byte-Range (RFC 4975 §7.3.1) and passes the octets
 * on.
 *
 * <p>A short message is collected and shown to the user once it is complete; anything else is shown
 * at once and streamed. The octets that arrived count, not what the range says. Confined to the
 * connection's serial context but for the methods of {@link InboundContent.Listener}.
 */
final class InboundMessage implements InboundContent.Listener {

  /** Up to here a message is collected instead of streamed. */
  private static final int COLLECTED = 16 * 1024;

  private final MessageReceiver receiver;
  private final SessionCore session;
  private final RequestHead head;
  private final String messageId;
  private final boolean duplicate;
  private final RangeSet arrived = new RangeSet();
  private final InboundContent content;
  private final ContentFeeder feeder;
  private final ReportPolicy policy;
  private final @Nullable PartialReports partial;

  private byte[] collected = new byte[0];
  private int collectedSize;
  private boolean shown;
  private boolean whole;
  private boolean ended;
  private boolean reported;
  private final long begin;
  private long chunkFrom;
  private long position;
  private long total = -1;
  private long lastActivity;
  private @Nullable MsrpStatus refusal;

  InboundMessage(MessageReceiver receiver, RequestHead head, boolean duplicate) {
    this.receiver = receiver;
    this.session = receiver.session();
    this.head = head;
    this.messageId = head.headers().messageId().orElseThrow();
    this.duplicate = duplicate;
    this.begin = head.headers().byteRange().map(range -> range.start() - 1).orElse(0L);
    EngineContext context = session.engine().context();
    this.content =
        new InboundContent(this, context.buffers(), session.results(), context.blocking());
    this.feeder = new ContentFeeder(session, content);
    this.policy = receiver.reportPolicy();
    this.partial = wantsSuccess() && policy.every() > 0 ? new PartialReports(policy.every()) : null;
  }

  private boolean wantsSuccess() {
    return head.headers().successReport() == SuccessReport.YES;
  }

  String messageId() {
    return messageId;
  }

  RequestHead head() {
    return head;
  }

  InboundContent content() {
    return content;
  }

  boolean duplicate() {
    return duplicate;
  }

  long lastActivity() {
    return lastActivity;
  }

  /** Why the rest of the message is not wanted, or null. */
  @Nullable MsrpStatus refusal() {
    return refusal;
  }

  void beginChunk(long from, long now) {
    chunkFrom = from;
    position = from;
    lastActivity = now;
  }

  /** Octets of its open chunk came. */
  void heard(long now) {
    lastActivity = now;
  }

  void append(ByteBuffer octets) {
    if (refusal != null) {
      return;
    }
    if (shown || collectedSize + octets.remaining() > collectedAtMost()) {
      stream();
      int size = octets.remaining();
      feeder.add(position, octets);
      position += size;
      offered(size);
    } else {
      collect(octets);
    }
  }

  /** What is collected fills no window yet, so it is little beside it. */
  private int collectedAtMost() {
    return Math.min(COLLECTED, session.engine().context().limits().inboundWindow() / 4);
  }

  private void offered(int octets) {
    if (partial != null) {
      partial.offered(octets, prefix());
    }
  }

  /** Up to here there is no gap, the open chunk included. */
  private long prefix() {
    long known = arrived.prefix();
    return chunkFrom <= known ? Math.max(known, position) : known;
  }

  /** Ends the chunk; true if the message is over, well or badly. */
  boolean endChunk(ContinuationFlag flag) {
    if (refusal != null) {
      return flag != ContinuationFlag.MORE;
    }
    if (flag == ContinuationFlag.ABORTED) {
      fail("the peer gave the message up");
      return true;
    }
    arrived.add(chunkFrom, position);
    content.received(arrived.covered());
    if (flag == ContinuationFlag.COMPLETE) {
      total = position;
    }
    if (total >= 0 && arrived.covers(total)) {
      complete();
      return true;
    }
    if (arrived.fragments() > session.engine().context().limits().rangesPerMessage()) {
      refuse(MsrpStatus.STOP_SENDING);
    } else {
      stream();
    }
    return false;
  }

  /** Passes on what was gathered of the present read. */
  void onInputEnd(boolean more) {
    feeder.onInputEnd(more);
  }

  /**
   * There is no room for the rest: what still comes is answered with the status and dropped. What
   * was answered before is not, if somebody takes it.
   */
  void refuse(MsrpStatus status) {
    refuse(status, content.attached());
  }

  private void refuse(MsrpStatus status, boolean keep) {
    if (refusal == null && !ended) {
      refusal = status;
      if (keep) {
        end(refusedWith(status));
      } else {
        drop(refusedWith(status));
      }
      receiver.refused(this, status);
    }
  }

  /** The message will not become complete. */
  void fail(String reason) {
    fail(new MsrpSessionException(MsrpSessionException.Kind.INCOMPLETE, reason));
  }

  void fail(MsrpSessionException cause) {
    if (shown) {
      end(cause);
    } else {
      drop(cause);
    }
  }

  private void incomplete() {
    if (!ended) {
      ended = true;
      receiver.observe(
          () -> new MessageEvent.Incomplete(arrived.covered(), Optional.ofNullable(refusal)));
    }
  }

  private void end(MsrpSessionException cause) {
    incomplete();
    feeder.flush();
    content.end(cause);
  }

  private void drop(MsrpSessionException cause) {
    incomplete();
    collected = new byte[0];
    collectedSize = 0;
    feeder.drop();
    content.fail(cause);
  }

  /** The octets that arrived without a gap from the first on, for a report. */
  ByteRange range() {
    return total >= 0 ? ByteRange.of(1, total, total) : Reporter.range(head, 0, arrived.prefix());
  }

  // ---- any thread ----

  @Override
  public void onTaken(int octets) {
    if (!whole) {
      session.taken(octets + ContentFeeder.PIECE_COST);
      if (partial != null && partial.taken(octets)) {
        session.engine().submit(() -> partlyTaken(partial));
      }
    }
  }

  @Override
  public void onComplete() {
    if (!whole) {
      onDone();
    }
  }

  /** The user has the message: what counts as success (RFC 4975 §7.1.3). */
  void onDone() {
    if (policy.automatic()) {
      onConfirmed();
    }
  }

  @Override
  public void onConfirmed() {
    if (wantsSuccess()) {
      session.engine().submit(this::succeeded);
    }
  }

  @Override
  public void onSinkFailed(Throwable cause) {
    session.logger().error("taking an incoming message failed", cause);
    onRejected(MsrpStatus.STOP_SENDING);
  }

  @Override
  public void onRejected(MsrpStatus status) {
    session.engine().submit(() -> rejected(status));
  }

  @Override
  public void onResumed() {
    session.engine().submit(this::resumed);
  }

  // ---- serial context again ----

  private void resumed() {
    if (ended || begin == 0) {
      return;
    }
    arrived.add(0, begin);
    content.received(arrived.covered());
    if (total >= 0 && arrived.covers(total)) {
      complete();
      receiver.over(this);
    }
  }

  private void succeeded() {
    boolean arrivedWhole = total >= 0 && arrived.covers(total);
    if (refusal == null && !reported && arrivedWhole) {
      reported = true;
      long from = partial == null ? 0 : partial.reported();
      receiver.reporter().success(head, ByteRange.of(from + 1, total, total));
    }
  }

  private void partlyTaken(PartialReports reports) {
    long from = reports.reported();
    long to = reports.due();
    if (refusal == null && !reported && to > from) {
      reports.reported(to);
      receiver.reporter().success(head, Reporter.range(head, from, to - from));
    }
  }

  private void rejected(MsrpStatus status) {
    boolean arrivedWhole = total >= 0 && arrived.covers(total);
    if (!arrivedWhole) {
      refuse(status, false);
    } else if (refusal == null && !reported) {
      refusal = status;
      receiver.reporter().failure(head, range(), status);
      content.fail(refusedWith(status));
    }
  }

  private static MsrpSessionException refusedWith(MsrpStatus status) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.INCOMPLETE, "the message was refused with " + status.code());
  }

  private void collect(ByteBuffer octets) {
    int size = octets.remaining();
    if (collectedSize + size > collected.length) {
      int room = collectedSize == 0 ? size : Math.max(2 * collected.length, collectedSize + size);
      collected = Arrays.copyOf(collected, room);
    }
    octets.get(collected, collectedSize, size);
    collectedSize += size;
    position += size;
  }

  /** Shows the message to the user though it is not complete. */
  private void stream() {
    if (shown) {
      return;
    }
    shown = true;
    receiver.show(this);
    if (collectedSize > 0) {
      // Only the first chunk is collected, so its octets lie side by side.
      feeder.addOwned(chunkFrom, ByteBuffer.wrap(collected, 0, collectedSize));
      offered(collectedSize);
      collected = new byte[0];
      collectedSize = 0;
    }
  }

  private void complete() {
    ended = true;
    receiver.completed(this);
    receiver.observe(() -> new MessageEvent.Received(total));
    if (shown) {
      feeder.flush();
      content.complete(total);
      return;
    }
    shown = true;
    whole = true;
    if (collectedSize > 0) {
      content.offer(0, ByteBuffer.wrap(collected, 0, collectedSize));
    }
    content.complete(total);
    receiver.showWhole(this, collectedSize);
  }
}
