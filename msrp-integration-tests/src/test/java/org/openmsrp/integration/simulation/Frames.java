// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.message.MsrpChunk;

/** Cuts a stream of octets into frames. */
final class Frames {

  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final ChunkAssembler assembler = new ChunkAssembler(Integer.MAX_VALUE);

  /** The frames that end with these octets. */
  List<Frame> add(ByteBuffer octets) {
    decoder.decode(octets, assembler);
    List<Frame> ended = new ArrayList<>();
    for (Optional<MsrpChunk> one = assembler.poll(); one.isPresent(); one = assembler.poll()) {
      ended.add(Frame.of(one.get()));
    }
    return ended;
  }
}
