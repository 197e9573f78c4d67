// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Keeps what arrives for a reader of chunks, in bounded segments. Answers nothing by itself.
 * Confined to the connection's serial context.
 */
final class ChannelReceiver implements ChunkReceiver {

  /** Without a hint a chunk is cut into segments of this size. */
  static final int SEGMENT = 64 * 1024;

  private record Read(int hint, CompletableFuture<ReceivedChunk> result) {}

  private final SessionCore session;
  private final ArrayDeque<Object> arrived = new ArrayDeque<>();
  private final ArrayDeque<Read> reads = new ArrayDeque<>();
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
  private @Nullable RequestHead head;
  private boolean answered;
  private boolean dropping;
  private long offset;
  private int segments;
  private @Nullable InboundSegment partlyRead;
  private @Nullable SessionEnd end;

  ChannelReceiver(SessionCore session) {
    this.session = session;
  }

  void read(int hint, CompletableFuture<ReceivedChunk> result) {
    reads.add(new Read(hint, result));
    serve();
  }

  /**
   * Moves everything that has not been read to another receiver. A chunk whose beginning was read
   * is no use to it: that is refused.
   */
  void handOver(ChunkReceiver receiver) {
    cut(null);
    refusePartlyRead();
    for (Object next = arrived.poll(); next != null; next = arrived.poll()) {
      session.taken(cost(next));
      if (next instanceof ResponseHead response) {
        receiver.onResponse(response);
      } else if (next instanceof InboundSegment segment && !continuesPartlyRead(segment)) {
        segment.replay(receiver);
      }
    }
    RequestHead begun = head;
    if (begun != null && offset == 0 && !dropping) {
      receiver.onRequest(begun, answered); // Its body, or its end, is still to come.
    }
    receiver.onInputEnd(false);
    MsrpSessionException cause =
        new MsrpSessionException(
            MsrpSessionException.Kind.WRONG_STATE, "a session has taken over the channel");
    reads.forEach(read -> fail(read, cause));
    reads.clear();
    if (end != null) {
      receiver.onClosed(end);
    }
  }

  private void refusePartlyRead() {
    InboundSegment part = partlyRead;
    if (part != null && !part.answered()) {
      session.engine().answer(part.head(), MsrpStatus.STOP_SENDING);
    }
  }

  private boolean continuesPartlyRead(InboundSegment segment) {
    InboundSegment part = partlyRead;
    return part != null && part.head().equals(segment.head());
  }

  @Override
  public void onRequest(RequestHead requestHead, boolean wasAnswered) {
    head = requestHead;
    answered = wasAnswered;
    offset = 0;
    segments = 0;
    dropping = session.engine().overflowing(session);
    if (dropping && !answered) {
      session.engine().answer(requestHead, MsrpStatus.STOP_SENDING);
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    if (dropping) {
      return;
    }
    session.addUntaken(octets.remaining());
    while (octets.hasRemaining()) {
      byte[] part = new byte[Math.min(octets.remaining(), SEGMENT - gathered.size())];
      octets.get(part);
      gathered.writeBytes(part);
      if (gathered.size() == SEGMENT) {
        cut(null);
      }
    }
    serve();
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    if (!dropping) {
      cut(flag);
      serve();
    }
    head = null;
  }

  @Override
  public void onResponse(ResponseHead response) {
    arrive(response);
    serve();
  }

  /** The reader gets the REPORT itself. */
  @Override
  public void onReport(MessageReport report) {}

  @Override
  public void onInputEnd(boolean more) {
    serve();
  }

  @Override
  public void onOverflow() {
    RequestHead current = head;
    if (current == null || dropping) {
      return;
    }
    dropping = true;
    session.taken(gathered.size());
    gathered.reset();
    if (!answered) {
      session.engine().answer(current, MsrpStatus.STOP_SENDING);
    }
    InboundSegment part = partlyRead;
    if (part != null && part.head().equals(current)) {
      // Its reader has seen the beginning and must learn that no more comes.
      partlyRead = part.asAnswered();
      arrive(new InboundSegment(current, offset, MsrpBody.EMPTY, ContinuationFlag.ABORTED, true));
      serve();
    } else if (offset > 0) {
      forgetOpenChunk();
    }
  }

  /** What came of a refused chunk is no use to anybody, and would be answered once more. */
  private void forgetOpenChunk() {
    boolean first = false;
    while (!first && arrived.peekLast() instanceof InboundSegment segment) {
      first = segment.first();
      arrived.removeLast();
      session.taken(cost(segment));
    }
  }

  @Override
  public long expire(long now) {
    return Long.MAX_VALUE;
  }

  @Override
  public void onClosed(SessionEnd reason) {
    end = reason;
    serve();
  }

  private void cut(@Nullable ContinuationFlag flag) {
    RequestHead current = head;
    if (current == null || (flag == null && gathered.size() == 0)) {
      return;
    }
    MsrpBody octets = MsrpBody.copyOf(gathered.toByteArray());
    gathered.reset();
    arrive(new InboundSegment(current, offset, octets, flag, answered));
    offset += octets.size();
  }

  private void arrive(Object chunk) {
    session.addUntaken(SessionCore.CALL_COST);
    arrived.add(chunk);
  }

  private static int cost(Object chunk) {
    int octets = chunk instanceof InboundSegment segment ? segment.octets().size() : 0;
    return octets + SessionCore.CALL_COST;
  }

  private void serve() {
    while (!reads.isEmpty()) {
      Read read = reads.element();
      if (arrived.isEmpty() && gathered.size() > 0 && gathered.size() >= read.hint()) {
        cut(null);
      }
      Object next = arrived.poll();
      if (next != null) {
        reads.remove();
        complete(read, received(next));
      } else if (end != null) {
        reads.remove();
        fail(read, MsrpChannel.closed(end));
      } else {
        return;
      }
    }
  }

  private ReceivedChunk received(Object next) {
    session.taken(cost(next));
    if (next instanceof InboundSegment segment) {
      partlyRead = segment.flag() == null ? segment : null;
      boolean whole = segment.first() && segment.flag() != null;
      segments = segment.first() ? 1 : segments + 1;
      return new ReceivedChunk(segment.toRequest(), whole ? 0 : segments);
    }
    return new ReceivedChunk(new MsrpResponse((ResponseHead) next), 0);
  }

  private void complete(Read read, ReceivedChunk chunk) {
    session.results().execute(() -> read.result().complete(chunk));
  }

  private void fail(Read read, MsrpSessionException cause) {
    session.results().execute(() -> read.result().completeExceptionally(cause));
  }
}
