// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * What a decoder said about an input, as comparable text: one line for each signal, the slices of a
 * body joined. Checks the sink's contract on the way: the order of signals, and what a lent buffer
 * must be.
 */
final class Trace implements ChunkSink {

  /** In what kind of buffer octets are handed over. */
  enum Memory {
    HEAP {
      @Override
      ByteBuffer bufferOf(byte[] octets) {
        return ByteBuffer.wrap(octets.clone());
      }
    },
    HEAP_SLICE {
      @Override
      ByteBuffer bufferOf(byte[] octets) {
        byte[] padded = new byte[octets.length + 11];
        System.arraycopy(octets, 0, padded, 5, octets.length);
        return ByteBuffer.wrap(padded).position(3).slice().position(2).limit(2 + octets.length);
      }
    },
    READ_ONLY {
      @Override
      ByteBuffer bufferOf(byte[] octets) {
        return ByteBuffer.wrap(octets.clone()).asReadOnlyBuffer();
      }
    },
    DIRECT {
      @Override
      ByteBuffer bufferOf(byte[] octets) {
        return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
      }
    };

    abstract ByteBuffer bufferOf(byte[] octets);
  }

  private final List<String> events = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private boolean inRequest;
  private boolean failed;

  /** What a decoder with default limits says, given the octets cut at these places. */
  static List<String> of(byte[] octets, int... cuts) {
    return of(DecoderLimits.DEFAULT, Memory.HEAP, octets, cuts);
  }

  static List<String> of(DecoderLimits limits, Memory memory, byte[] octets, int... cuts) {
    Trace trace = new Trace();
    ChunkDecoder decoder = new ChunkDecoder(limits);
    int from = 0;
    for (int i = 0; i <= cuts.length && !trace.failed; i++) {
      int to = i < cuts.length ? cuts[i] : octets.length;
      trace.feed(decoder, memory.bufferOf(Arrays.copyOfRange(octets, from, to)));
      from = to;
    }
    trace.events.add(decoder.idle() ? "idle" : "within a frame");
    if (!trace.failed) {
      assertThat(decoder.offset()).isEqualTo(octets.length);
    }
    return trace.events;
  }

  /** The same, an octet at a time. */
  static List<String> ofSingleOctets(byte[] octets) {
    int[] cuts = new int[Math.max(0, octets.length - 1)];
    Arrays.setAll(cuts, i -> i + 1);
    return of(octets, cuts);
  }

  static List<String> of(String octets) {
    return of(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void feed(ChunkDecoder decoder, ByteBuffer piece) {
    try {
      decoder.decode(piece, this);
    } catch (MsrpSyntaxException e) {
      failed = true;
      events.add("fatal " + e.getMessage());
      assertThat(e.offset()).isPresent();
      assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(new byte[1]), this)).isSameAs(e);
    }
    assertThat(piece.hasRemaining()).isFalse();
    poison(piece);
  }

  /** Whoever keeps a lent buffer will see it change. */
  private static void poison(ByteBuffer piece) {
    piece.clear();
    if (!piece.isReadOnly()) {
      for (int i = 0; i < piece.capacity(); i++) {
        piece.put(i, (byte) 0xEE);
      }
    }
  }

  @Override
  public void onRequest(RequestHead head) {
    assertThat(inRequest).as("request within a request").isFalse();
    inRequest = true;
    events.add("request " + head);
  }

  @Override
  public void onResponse(ResponseHead head) {
    assertThat(inRequest).as("response within a request").isFalse();
    events.add("response " + head);
  }

  @Override
  public void onBody(ByteBuffer octets) {
    assertThat(inRequest).as("body without a request").isTrue();
    assertThat(octets.remaining()).isPositive();
    assertThat(octets.isReadOnly()).isTrue();
    body.append(StandardCharsets.ISO_8859_1.decode(octets));
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    assertThat(inRequest).as("end without a request").isTrue();
    inRequest = false;
    events.add("body " + body);
    events.add("end " + flag.symbol());
    body.setLength(0);
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    assertThat(inRequest).as("malformed within a request").isFalse();
    assertThat(chunk.error().offset()).isPresent();
    events.add(
        String.format(
            "malformed %s %s %s %s %s %s: %s",
            chunk.transactionId(),
            chunk.method().map(Object::toString).orElse("-"),
            chunk.status().map(Object::toString).orElse("-"),
            chunk.toPath().map(Object::toString).orElse("-"),
            chunk.fromPath().map(Object::toString).orElse("-"),
            chunk.failureReport(),
            chunk.error().getMessage()));
  }
}
