// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
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

  private byte[] collected = new byte[0];
  private int collectedSize;
  private long collectedFrom;
  private @Nullable ByteBuffer filling;
  private long fillingFrom;
  private boolean published;
  private boolean ended;
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
    EngineContext context = session.engine().context();
    this.content =
        new InboundContent(this, context.buffers(), session.callbacks(), context.blocking());
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

  boolean published() {
    return published;
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

  void append(ByteBuffer octets) {
    if (refusal == null) {
      if (!published && collect(octets)) {
        return;
      }
      publish();
      stream(octets);
    }
  }

  /** Ends the chunk; true if the message is over, well or badly. */
  boolean endChunk(ContinuationFlag flag) {
    if (refusal != null) {
      return flag != ContinuationFlag.MORE;
    }
    if (flag == ContinuationFlag.ABORTED) {
      fail(MsrpSessionException.Kind.INCOMPLETE, "the peer gave the message up");
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
    } else if (!published) {
      publish();
    }
    return false;
  }

  /** Passes on what was gathered of the present read. */
  void onInputEnd() {
    ByteBuffer buffer = filling;
    if (buffer == null || buffer.position() == 0) {
      return;
    }
    if (buffer.position() > buffer.capacity() / 4) {
      passOn();
    } else {
      // A large buffer must not be held for a few octets.
      ByteBuffer copy = ByteBuffer.allocate(buffer.position()).put(buffer.flip()).flip();
      buffer.clear();
      content.offer(fillingFrom, copy);
      fillingFrom += copy.capacity();
    }
  }

  /** The rest is not wanted: the next chunks are answered with the status and dropped. */
  void refuse(MsrpStatus status) {
    if (refusal == null && !ended) {
      refusal = status;
      fail(MsrpSessionException.Kind.INCOMPLETE, "the message was refused with " + status.code());
    }
  }

  void fail(MsrpSessionException.Kind kind, String reason) {
    ended = true;
    collected = new byte[0];
    ByteBuffer buffer = filling;
    filling = null;
    if (buffer != null) {
      session.taken(buffer.position());
      session.engine().context().buffers().give(buffer);
    }
    content.fail(new MsrpSessionException(kind, reason));
  }

  // ---- any thread ----

  @Override
  public void onTaken(int octets) {
    session.taken(octets);
  }

  @Override
  public void onComplete() {
    session.engine().submit(() -> receiver.reportSuccess(this));
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

  private void rejected(MsrpStatus status) {
    boolean arrivedWhole = total >= 0 && arrived.covers(total);
    if (arrivedWhole && refusal == null) {
      refusal = status;
      receiver.reportFailure(this, status);
    } else {
      refuse(status);
    }
  }

  ByteRange range() {
    long size = total >= 0 ? total : arrived.prefix();
    return size == 0 ? ByteRange.NOTHING : ByteRange.of(1, size, size);
  }

  // ---- octets ----

  private boolean collect(ByteBuffer octets) {
    int size = octets.remaining();
    if (collectedSize + size > COLLECTED) {
      return false;
    }
    if (collectedSize == 0) {
      collectedFrom = position;
    }
    if (collectedSize + size > collected.length) {
      int room = collectedSize == 0 ? size : Math.max(2 * collected.length, collectedSize + size);
      collected = Arrays.copyOf(collected, room);
    }
    octets.get(collected, collectedSize, size);
    collectedSize += size;
    position += size;
    return true;
  }

  /** Shows the message to the user though it is not complete. */
  private void publish() {
    if (published) {
      return;
    }
    published = true;
    receiver.publish(this);
    offerCollected();
  }

  private void offerCollected() {
    if (collectedSize > 0) {
      session.addUntaken(collectedSize);
      content.offer(collectedFrom, ByteBuffer.wrap(collected, 0, collectedSize));
      collected = new byte[0];
      collectedSize = 0;
    }
  }

  private void complete() {
    ended = true;
    if (published) {
      onInputEnd();
      giveBackFilling();
      content.complete(total);
    } else {
      published = true;
      receiver.publishWhole(this, ByteBuffer.wrap(collected, 0, collectedSize), total);
    }
  }

  private void giveBackFilling() {
    if (filling != null) {
      session.engine().context().buffers().give(filling);
      filling = null;
    }
  }

  private void stream(ByteBuffer octets) {
    session.addUntaken(octets.remaining());
    while (octets.hasRemaining()) {
      ByteBuffer buffer = fillingAt(position);
      int size = Math.min(buffer.remaining(), octets.remaining());
      buffer.put(octets.slice(octets.position(), size));
      octets.position(octets.position() + size);
      position += size;
      if (!buffer.hasRemaining()) {
        passOn();
      }
    }
  }

  /** The buffer that takes the octet at this place; a gap begins a new one. */
  private ByteBuffer fillingAt(long place) {
    ByteBuffer buffer = filling;
    if (buffer != null && fillingFrom + buffer.position() != place) {
      if (buffer.position() > 0) {
        passOn();
      }
      buffer = filling;
      fillingFrom = place;
    }
    if (buffer == null) {
      buffer = session.engine().context().buffers().take();
      filling = buffer;
      fillingFrom = place;
    }
    return buffer;
  }

  private void passOn() {
    ByteBuffer buffer = filling;
    if (buffer != null) {
      filling = null;
      content.offerPooled(fillingFrom, buffer.flip());
    }
  }
}
