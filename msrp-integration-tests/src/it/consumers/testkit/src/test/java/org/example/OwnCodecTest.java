// SPDX-License-Identifier: Apache-2.0
package org.example;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.testkit.codec.CodecContract;
import org.openmsrp.testkit.codec.CodecUnderTest;

/** The laws of a codec, inherited from the packaged kit by somebody who has written one. */
class OwnCodecTest implements CodecContract {

  @Override
  public CodecUnderTest codec() {
    return new OwnCodec();
  }

  private static final class OwnCodec implements CodecUnderTest {
    @Override
    public List<MsrpChunk> decode(List<byte[]> pieces) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      pieces.forEach(whole::writeBytes);
      return ChunkAssembler.decodeAll(whole.toByteArray());
    }

    @Override
    public byte[] encode(MsrpChunk chunk) {
      ByteBuffer octets = ByteBuffer.allocate(8192 + chunk.size());
      ChunkEncoder.encode(chunk, octets);
      byte[] copy = new byte[octets.flip().remaining()];
      octets.get(copy);
      return copy;
    }
  }
}
