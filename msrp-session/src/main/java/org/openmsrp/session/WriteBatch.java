// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.ResponseTemplate;
import org.openmsrp.codec.SendHeadTemplate;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;

/**
 * What goes into one write: heads, end-lines and small bodies copied side by side into one buffer,
 * large bodies as they are in between. Confined to a connection's serial context.
 */
final class WriteBatch {

  /** Bodies up to this size are copied: a gathering write of small parts costs more. */
  private static final int COPY_LIMIT = 4_096;

  private final BufferPool buffers;
  private final List<ByteBuffer> parts = new ArrayList<>();
  private final List<Transaction> ended = new ArrayList<>();
  private final List<Runnable> whenWritten = new ArrayList<>();
  private @Nullable ByteBuffer staging;
  private int sliced;
  private int size;

  WriteBatch(BufferPool buffers) {
    this.buffers = buffers;
  }

  /** Octets so far. */
  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether another small frame may be added without growing far beyond one buffer. */
  boolean hasRoom(int octets) {
    ByteBuffer buffer = staging;
    return buffer == null || buffer.remaining() >= octets;
  }

  void head(MsrpHead head) {
    ByteBuffer out = staging();
    int before = out.position();
    try {
      ChunkEncoder.encodeStart(head, out);
      size += out.position() - before;
    } catch (BufferOverflowException e) {
      out.position(before);
      part(ChunkEncoder.encodeStart(head));
    }
  }

  /** The head of a SEND with its range; {@code to} may be {@link SendHeadTemplate#UNKNOWN}. */
  void send(
      SendHeadTemplate template, String id, MsrpHeaders headers, long from, long to, long total) {
    int room = template.maxSize(headers);
    boolean fits = staging().remaining() >= room;
    ByteBuffer out = fits ? staging() : ByteBuffer.allocate(room);
    int before = out.position();
    template.write(id, headers, from, to, total, out);
    if (fits) {
      size += out.position() - before;
    } else {
      part(out.flip());
    }
  }

  void response(ResponseTemplate template, String transactionId) {
    int octets = template.size(transactionId);
    ByteBuffer out = staging();
    if (out.remaining() >= octets) {
      template.write(transactionId, out);
      size += octets;
    } else {
      ByteBuffer own = ByteBuffer.allocate(octets);
      template.write(transactionId, own);
      part(own.flip());
    }
  }

  void end(String transactionId, ContinuationFlag flag, boolean afterBody) {
    ByteBuffer line =
        afterBody
            ? ChunkEncoder.encodeEnd(transactionId, flag)
            : ChunkEncoder.encodeBodilessEnd(transactionId, flag);
    copy(line);
  }

  /** Adds octets of a body, which must stay unchanged until the write is done. */
  void body(ByteBuffer octets) {
    if (octets.remaining() <= COPY_LIMIT && staging().remaining() >= octets.remaining()) {
      copy(octets);
    } else {
      part(octets);
    }
  }

  /** The transaction's last octet is in this batch. */
  void ends(Transaction transaction) {
    ended.add(transaction);
  }

  void whenWritten(Runnable action) {
    whenWritten.add(action);
  }

  /** The buffers to write; the batch must not be added to until {@link #written}. */
  ByteBuffer[] toWrite() {
    slice();
    return parts.toArray(new ByteBuffer[0]);
  }

  /** The write is done: tells everybody and becomes empty. */
  void written(Transactions transactions, long now) {
    for (Transaction transaction : ended) {
      transactions.sent(transaction, now);
    }
    List<Runnable> actions = List.copyOf(whenWritten);
    clear();
    actions.forEach(Runnable::run);
  }

  /** Forgets everything; the buffer may still be read by the transport, so the pool loses it. */
  void abandon() {
    staging = null;
    clear();
  }

  private void clear() {
    parts.clear();
    ended.clear();
    whenWritten.clear();
    if (staging != null) {
      buffers.give(staging);
      staging = null;
    }
    sliced = 0;
    size = 0;
  }

  private void copy(ByteBuffer octets) {
    ByteBuffer out = staging();
    if (out.remaining() < octets.remaining()) {
      part(octets);
    } else {
      size += octets.remaining();
      out.put(octets);
    }
  }

  private void part(ByteBuffer octets) {
    slice();
    size += octets.remaining();
    parts.add(octets);
  }

  /** Ends the run of copied octets, so that what is added next comes behind it. */
  private void slice() {
    ByteBuffer buffer = staging;
    if (buffer != null && buffer.position() > sliced) {
      parts.add(buffer.slice(sliced, buffer.position() - sliced));
      sliced = buffer.position();
    }
  }

  private ByteBuffer staging() {
    ByteBuffer buffer = staging;
    if (buffer == null) {
      buffer = buffers.take();
      staging = buffer;
    }
    return buffer;
  }
}
