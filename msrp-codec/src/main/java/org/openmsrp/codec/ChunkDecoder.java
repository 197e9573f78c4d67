// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * Decodes the stream of one connection, in whatever pieces it comes. Bodies pass through in lent
 * slices; between two calls the decoder keeps an unfinished line, the decoded head and, for
 * requests other than SEND, the body, all within its {@link DecoderLimits}.
 *
 * <p>What is tolerated (RFC 4975 leaves receivers room, and peers need it): header names in any
 * case and with or without a space behind the colon, Content-Type anywhere, no further headers, a
 * status without a comment, CRLFs between frames, an empty body without its second CRLF.
 *
 * <p>Not safe for use by several threads at once. If a sink throws, its exception passes through,
 * and the decoder must not be used any more.
 */
public final class ChunkDecoder {

  // Where the stream is. No enum: each of its references stored in an old object would cost a
  // barrier of the garbage collector, several of them as much as the rest of a small head.
  private static final int BETWEEN_FRAMES = 0;
  private static final int HEAD = 1;
  private static final int STREAMED_BODY = 2;
  private static final int HELD_BODY = 3;
  private static final int SKIPPED_BODY = 4;

  private final DecoderLimits limits;
  private final EndLine endLine = new EndLine();
  private final HeadReader head;
  private final BodyScanner bodyScanner = new BodyScanner(endLine);
  private final LineCollector line = new LineCollector();

  private int state = BETWEEN_FRAMES;
  private boolean afterCr;
  private int blankLines;
  private int headOctets;
  private @Nullable HeldBody held;

  /** Where the current frame begins in the stream. */
  private long frame;

  /** Where the array that is being decoded would begin in the stream. */
  private long base;

  private long offset;
  private @Nullable MsrpSyntaxException failure;

  /**
   * A decoder at the beginning of a stream.
   *
   * @param limits what the peer may make it read, keep or skip
   */
  public ChunkDecoder(DecoderLimits limits) {
    this.limits = requireNonNull(limits, "limits");
    this.head = new HeadReader(limits, endLine);
  }

  /**
   * Decodes all remaining octets of a buffer.
   *
   * @param bytes the next octets of the stream; only lent, its position is at its limit afterwards
   * @param sink is told what they hold
   * @throws MsrpSyntaxException if the end of the frame can't be known any more: on a malformed
   *     start line (RFC 4975 §9), a head above its limit, or too many blank lines. Every later call
   *     throws the same
   */
  public void decode(ByteBuffer bytes, ChunkSink sink) {
    if (failure != null) {
      throw failure;
    }
    try {
      if (bytes.hasArray()) {
        decodeInPlace(bytes, sink);
      } else {
        decodeCopies(bytes, sink);
      }
    } finally {
      bytes.position(bytes.limit());
    }
  }

  /**
   * Whether the stream is between two frames: nothing of the next one was read.
   *
   * @return true at the beginning and behind each end-line
   */
  public boolean idle() {
    return state == BETWEEN_FRAMES;
  }

  /**
   * How far the stream was decoded.
   *
   * @return octets taken by the calls of {@link #decode} that have returned
   */
  public long offset() {
    return offset;
  }

  private void decodeInPlace(ByteBuffer bytes, ChunkSink sink) {
    byte[] a = bytes.array();
    int shift = bytes.arrayOffset();
    StreamedBody body = new StreamedBody(sink, a, bytes);
    decodeArray(a, shift + bytes.position(), shift + bytes.limit(), body, sink);
  }

  private void decodeCopies(ByteBuffer bytes, ChunkSink sink) {
    BlockPool.Block block = BlockPool.take();
    try {
      while (bytes.hasRemaining()) {
        decodeBlock(block, block.fillFrom(bytes), sink);
      }
    } finally {
      BlockPool.give(block);
    }
  }

  private void decodeBlock(BlockPool.Block block, int size, ChunkSink sink) {
    StreamedBody body = new StreamedBody(sink, block.octets(), block.buffer());
    decodeArray(block.octets(), 0, size, body, sink);
  }

  private void decodeArray(byte[] a, int from, int to, StreamedBody body, ChunkSink sink) {
    base = offset - from;
    int at = from;
    while (at < to) {
      at = advance(a, at, to, body, sink);
    }
    offset = base + to;
  }

  private int advance(byte[] a, int at, int to, StreamedBody body, ChunkSink sink) {
    return switch (state) {
      case BETWEEN_FRAMES -> skipBlankLines(a, at, to);
      case HEAD -> readHead(a, at, to, sink);
      default -> readBody(a, at, to, body, sink);
    };
  }

  private int skipBlankLines(byte[] a, int from, int to) {
    for (int at = from; at < to; at++) {
      if (a[at] != (afterCr ? Octets.LF : Octets.CR)) {
        beginFrame(at);
        return at;
      }
      if (afterCr && ++blankLines > limits.blankLines()) {
        throw fail("too many blank lines between frames", base + at);
      }
      afterCr = !afterCr;
    }
    return to;
  }

  private void beginFrame(int at) {
    if (afterCr) {
      throw fail("a CR between frames without its LF", base + at);
    }
    state = HEAD;
    frame = base + at;
    blankLines = 0;
    headOctets = 0;
    head.begin();
  }

  private int readHead(byte[] a, int from, int to, ChunkSink sink) {
    int at = from;
    while (at < to && state == HEAD) {
      at = line.isEmpty() ? readLine(a, at, to, sink) : finishLine(a, at, to, sink);
    }
    return at;
  }

  private int readLine(byte[] a, int from, int to, ChunkSink sink) {
    int repeated = head.takeRepeated(a, from, to, base + from);
    if (repeated > 0) {
      countHead(a, from, from + repeated);
      completeHeadIfRead(sink);
      return from + repeated;
    }
    int end = Octets.lineEnd(a, from, to);
    if (end < 0) {
      return keepLine(a, from, to);
    }
    countHead(a, from, end + 2);
    acceptLine(a, from, end, base + from, sink);
    return end + 2;
  }

  /** Goes on with a line that began in an earlier input. */
  private int finishLine(byte[] a, int from, int to, ChunkSink sink) {
    if (line.endsWithCr() && a[from] == Octets.LF) {
      countHead(a, from, from + 1);
      acceptKept(line.length() - 1, from + 1, sink);
      return from + 1;
    }
    int end = Octets.lineEnd(a, from, to);
    if (end < 0) {
      return keepLine(a, from, to);
    }
    countHead(a, from, end + 2);
    line.add(a, from, end);
    acceptKept(line.length(), end + 2, sink);
    return end + 2;
  }

  /** Accepts a line that is kept, given without its line end, which ended before {@code behind}. */
  private void acceptKept(int length, int behind, ChunkSink sink) {
    line.clear();
    acceptLine(line.octets(), 0, length, base + behind - 2 - length, sink);
  }

  private int keepLine(byte[] a, int from, int to) {
    countHead(a, from, to);
    line.add(a, from, to);
    checkBeginning();
    return to;
  }

  /** Refuses a kept line as early as it can't be a start line any more. */
  private void checkBeginning() {
    if (head.atStart() && !StartLine.mayBegin(line.octets(), 0, line.length())) {
      int same = StartLine.usualOctets(line.octets(), 0, line.length());
      throw fail("not an MSRP start line", frame + same);
    }
  }

  private void countHead(byte[] a, int from, int to) {
    headOctets += to - from;
    if (headOctets > limits.headOctets()) {
      throw tooLong(a, from, to);
    }
  }

  /** A head above its limit, unless it was none from the beginning, however it came in pieces. */
  private MsrpSyntaxException tooLong(byte[] a, int from, int to) {
    line.add(a, from, Math.min(to, from + StartLine.USUAL_OCTETS));
    checkBeginning();
    String problem = "a head of more than " + limits.headOctets() + " octets";
    return fail(problem, frame + limits.headOctets());
  }

  private void acceptLine(byte[] a, int from, int to, long lineOffset, ChunkSink sink) {
    try {
      head.read(a, from, to, lineOffset);
    } catch (MsrpSyntaxException e) {
      failure = e.shifted(lineOffset);
      throw failure;
    }
    completeHeadIfRead(sink);
  }

  private void completeHeadIfRead(ChunkSink sink) {
    if (head.isComplete()) {
      completeHead(sink);
    }
  }

  private void completeHead(ChunkSink sink) {
    line.release();
    state = head.hasBody() ? bodyState() : BETWEEN_FRAMES;
    MsrpSyntaxException flaw = head.flaw();
    if (flaw != null) {
      sink.onMalformed(head.malformed(flaw));
    } else if (head.isResponse()) {
      sink.onResponse(head.response());
    } else if (state != HELD_BODY) {
      beginRequest(sink);
    }
  }

  private void beginRequest(ChunkSink sink) {
    sink.onRequest(head.request());
    if (state == BETWEEN_FRAMES) {
      sink.onEnd(endLine.flag());
    }
  }

  private int bodyState() {
    bodyScanner.begin();
    if (head.flaw() != null) {
      return SKIPPED_BODY;
    }
    if (head.isSend()) {
      return STREAMED_BODY;
    }
    held = new HeldBody(limits.nonSendBodyOctets());
    return HELD_BODY;
  }

  private int readBody(byte[] a, int from, int to, StreamedBody streamed, ChunkSink sink) {
    int end = bodyScanner.scan(a, from, to, target(streamed));
    if (state == HELD_BODY && held().isOverfull()) {
      refuseHeldBody(sink);
    }
    if (end >= 0) {
      endBody(end, sink);
    }
    return end >= 0 ? end : to;
  }

  private void refuseHeldBody(ChunkSink sink) {
    state = SKIPPED_BODY;
    held = null;
    long excess = frame + headOctets + limits.nonSendBodyOctets();
    sink.onMalformed(malformed("the body of a request other than SEND is too long", excess));
  }

  private BodyTarget target(StreamedBody streamed) {
    if (state == STREAMED_BODY) {
      return streamed;
    }
    return state == HELD_BODY ? held() : BodyTarget.NOWHERE;
  }

  private HeldBody held() {
    return requireNonNull(held);
  }

  private void endBody(int end, ChunkSink sink) {
    int ended = state;
    state = BETWEEN_FRAMES;
    if (ended == STREAMED_BODY) {
      sink.onEnd(endLine.flag());
    } else if (ended == HELD_BODY) {
      endHeldBody(end, sink);
    }
  }

  private void endHeldBody(int end, ChunkSink sink) {
    HeldBody body = held();
    held = null;
    if (head.interrupted()) {
      long flag = base + end - EndLine.TAIL;
      sink.onMalformed(malformed("only a SEND can be interrupted", flag));
      return;
    }
    sink.onRequest(head.request());
    body.flush(sink);
    sink.onEnd(endLine.flag());
  }

  private MalformedChunk malformed(String problem, long at) {
    return head.malformed(new MsrpSyntaxException(problem, "RFC 4975 §7.1", at));
  }

  private MsrpSyntaxException fail(String problem, long at) {
    failure = new MsrpSyntaxException(problem, "RFC 4975 §9", at);
    return failure;
  }
}
