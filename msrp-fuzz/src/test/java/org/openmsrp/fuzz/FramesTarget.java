// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;
import static org.openmsrp.fuzz.Chance.requireEqual;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;

/** The laws of the codec. */
final class FramesTarget {

  private static final int SINGLE_OCTETS = 512;

  private FramesTarget() {}

  static void run(byte[] octets) {
    Signals whole = Signals.of(List.of(octets));
    Signals cut = Signals.of(Chance.pieces(octets, Chance.of(octets)));
    requireEqual(cut.said(), whole.said(), "cuts change nothing");
    if (octets.length <= SINGLE_OCTETS) {
      Signals single = Signals.of(Chance.singleOctets(octets));
      requireEqual(single.said(), whole.said(), "an octet at a time is the same");
    }
    Optional<List<MsrpChunk>> chunks = wholeChunks(octets);
    require(chunks.isPresent() != whole.faulty(), "whole parse and decoder agree: " + whole.said());
    chunks.ifPresent(FramesTarget::roundTrip);
  }

  private static Optional<List<MsrpChunk>> wholeChunks(byte[] octets) {
    try {
      return Optional.of(ChunkAssembler.decodeAll(octets));
    } catch (MsrpSyntaxException faulty) {
      return Optional.empty();
    }
  }

  private static void roundTrip(List<MsrpChunk> chunks) {
    byte[] encoded;
    try {
      encoded = encoded(chunks);
    } catch (MsrpSyntaxException refused) {
      // Legible with this flag, but nobody should write it.
      require(refused.getMessage().contains("own end-line"), "all else can be encoded: " + refused);
      return;
    }
    List<MsrpChunk> again = ChunkAssembler.decodeAll(encoded);
    requireEqual(again, chunks, "what is encoded is decoded");
    require(Arrays.equals(encoded(again), encoded), "there is one encoding");
  }

  static byte[] encoded(List<MsrpChunk> chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (MsrpChunk chunk : chunks) {
      ByteBuffer octets = ChunkEncoder.encode(chunk);
      byte[] copy = new byte[octets.remaining()];
      octets.get(copy);
      all.writeBytes(copy);
    }
    return all.toByteArray();
  }
}
