// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * One direction of a captured connection: puts segments in order, leaves repetitions out, and finds
 * the frames.
 */
final class Direction implements ChunkSink {

  /** Segments that wait for one before them; a capture that lacks more has a gap. */
  private static final int WAITING = 256;

  private final Party from;
  private final Party to;
  private final Consumer<Frame> frames;
  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final TreeMap<Long, Segment> early = new TreeMap<>();
  private boolean begun;
  private int next;

  /** Octets so far: where {@link #next} is, without the numbers' going round. */
  private long position;

  private boolean lost;
  private Instant now = Instant.EPOCH;
  private Instant began = Instant.EPOCH;
  private @Nullable MsrpHead open;
  private long octets;

  Direction(Party from, Party to, Consumer<Frame> frames) {
    this.from = from;
    this.to = to;
    this.frames = frames;
  }

  void take(Segment segment) {
    boolean syn = (segment.flags() & TcpPackets.SYN) != 0;
    int sequence = segment.sequence() + (syn ? 1 : 0);
    if (!begun) {
      begun = true;
      next = sequence;
    }
    if (!segment.octets().hasRemaining() || lost) {
      return;
    }
    int ahead = sequence - next;
    if (ahead > 0) {
      early.put(position + ahead, segment);
      if (early.size() > WAITING) {
        lose("octets are missing in the capture");
      }
      return;
    }
    append(segment);
    appendEarly();
  }

  private void appendEarly() {
    while (!early.isEmpty() && early.firstKey() <= position) {
      append(early.pollFirstEntry().getValue());
    }
  }

  private void append(Segment segment) {
    ByteBuffer bytes = segment.octets();
    int known = next - segment.sequence();
    if (known >= bytes.remaining()) {
      return;
    }
    bytes.position(bytes.position() + known);
    next += bytes.remaining();
    position += bytes.remaining();
    now = segment.time();
    if (!lost) {
      decode(bytes);
    }
  }

  private void decode(ByteBuffer bytes) {
    if (decoder.idle()) {
      began = now;
    }
    try {
      decoder.decode(bytes, this);
    } catch (MsrpSyntaxException e) {
      lose(e.problem());
    }
  }

  /** The capture ends, perhaps in the middle of a frame. */
  void end() {
    if (!early.isEmpty() && !lost) {
      lose("octets are missing in the capture");
    } else if (open != null) {
      frame(new Frame.Understood(open), Optional.empty());
    }
  }

  private void lose(String problem) {
    lost = true;
    early.clear();
    if (open != null) {
      frame(new Frame.Understood(open), Optional.empty());
    }
    octets = 0;
    frame(new Frame.Broken(problem), Optional.empty());
  }

  private void frame(Frame.Content content, Optional<ContinuationFlag> flag) {
    frames.accept(new Frame(began, now, from, to, content, octets, flag));
    open = null;
    octets = 0;
    began = now;
  }

  @Override
  public void onRequest(RequestHead head) {
    open = head;
    octets = 0;
  }

  @Override
  public void onResponse(ResponseHead head) {
    octets = 0;
    frame(new Frame.Understood(head), Optional.of(ContinuationFlag.COMPLETE));
  }

  @Override
  public void onBody(ByteBuffer bytes) {
    octets += bytes.remaining();
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    MsrpHead head = open;
    if (head != null) {
      frame(new Frame.Understood(head), Optional.of(flag));
    }
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    octets = 0;
    frame(new Frame.Broken(chunk.error().problem()), Optional.empty());
  }
}
