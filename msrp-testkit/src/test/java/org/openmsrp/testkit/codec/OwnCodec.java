// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;

/** The codec of the toolkit, as the contract wants it. */
class OwnCodec implements CodecUnderTest {

  private static final int BODY = 1 << 20;

  private final DecoderLimits limits;

  OwnCodec() {
    this(DecoderLimits.DEFAULT);
  }

  OwnCodec(DecoderLimits limits) {
    this.limits = limits;
  }

  @Override
  public List<MsrpChunk> decode(List<byte[]> pieces) {
    ChunkDecoder decoder = new ChunkDecoder(limits);
    ChunkAssembler assembler = new ChunkAssembler(BODY);
    pieces.forEach(piece -> decoder.decode(ByteBuffer.wrap(piece), assembler));
    if (!decoder.idle()) {
      throw new MsrpSyntaxException("the stream ends within a frame", "RFC 4975 §7.1");
    }
    List<MsrpChunk> chunks = new ArrayList<>();
    for (var next = assembler.poll(); next.isPresent(); next = assembler.poll()) {
      chunks.add(next.get());
    }
    return chunks;
  }

  @Override
  public byte[] encode(MsrpChunk chunk) {
    ByteBuffer octets = ChunkEncoder.encode(chunk);
    byte[] copy = new byte[octets.remaining()];
    octets.get(copy);
    return copy;
  }
}
