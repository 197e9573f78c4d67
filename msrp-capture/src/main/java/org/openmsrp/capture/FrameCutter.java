// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Cuts one direction of a connection behind each frame, by decoding it line by line and asking
 * whether a frame has ended. What can't be decoded is not cut any more.
 */
final class FrameCutter {

  private static final ChunkSink NOBODY =
      new ChunkSink() {
        @Override
        public void onRequest(RequestHead head) {}

        @Override
        public void onResponse(ResponseHead head) {}

        @Override
        public void onBody(ByteBuffer octets) {}

        @Override
        public void onEnd(ContinuationFlag flag) {}

        @Override
        public void onMalformed(MalformedChunk chunk) {}
      };

  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private boolean lost;

  /** Hands on all remaining octets, in pieces that end with a frame or with the octets. */
  void cut(ByteBuffer octets, Consumer<ByteBuffer> piece) {
    int begin = octets.position();
    int line = begin;
    for (int at = begin; at < octets.limit() && !lost; at++) {
      if (octets.get(at) == '\n') {
        boolean frameEnds = endsFrame(octets.slice(line, at + 1 - line));
        line = at + 1;
        if (frameEnds) {
          piece.accept(octets.slice(begin, line - begin));
          begin = line;
        }
      }
    }
    if (line < octets.limit()) {
      endsFrame(octets.slice(line, octets.limit() - line));
    }
    if (begin < octets.limit()) {
      piece.accept(octets.slice(begin, octets.limit() - begin));
    }
  }

  private boolean endsFrame(ByteBuffer octets) {
    if (!lost) {
      try {
        decoder.decode(octets.asReadOnlyBuffer(), NOBODY);
      } catch (MsrpSyntaxException e) {
        lost = true;
      }
    }
    return !lost && decoder.idle();
  }
}
