// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.nio.ByteBuffer;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Somebody's reader of MSRP: counts what is in the bodies of a stream. */
final class BodyCounter implements ChunkSink {

  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private long octets;

  long octets() {
    return octets;
  }

  void add(ByteBuffer part) {
    decoder.decode(part, this);
  }

  void addLast(ByteBuffer part) {
    add(part);
    if (!decoder.idle()) {
      throw new MsrpSyntaxException("the stream ends within a frame", "RFC 4975 §7.1");
    }
  }

  @Override
  public void onRequest(RequestHead head) {}

  @Override
  public void onResponse(ResponseHead head) {}

  @Override
  public void onBody(ByteBuffer part) {
    octets += part.remaining();
  }

  @Override
  public void onEnd(ContinuationFlag flag) {}

  @Override
  public void onMalformed(MalformedChunk chunk) {
    throw chunk.error();
  }
}
