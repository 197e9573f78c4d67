// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.message.MsrpChunk;

/**
 * A {@link PeerHandler} that hands on whole chunks. What is no MSRP, and a body of more than 10
 * MiB, is thrown into the signal.
 */
public abstract class ChunkPeer extends PeerHandler {

  private static final int MAX_BODY = 10 << 20;

  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final ChunkAssembler assembler = new ChunkAssembler(MAX_BODY);

  /** A peer that reads. */
  protected ChunkPeer() {}

  /**
   * A chunk has come.
   *
   * @param chunk as a whole
   */
  protected abstract void heard(MsrpChunk chunk);

  @Override
  protected final void heard(ByteBuffer bytes, boolean endOfFrame) {
    decoder.decode(bytes, assembler);
    for (Optional<MsrpChunk> one = assembler.poll(); one.isPresent(); one = assembler.poll()) {
      heard(one.get());
    }
  }

  /**
   * Writes a chunk.
   *
   * @param chunk right by construction; what is wrong is written as octets
   */
  public final void write(MsrpChunk chunk) {
    write(ChunkEncoder.encode(chunk));
  }

  /**
   * Answers a request, well or badly.
   *
   * @param request what is answered
   * @param status code and comment, such as {@code 200 OK}
   * @param headers lines behind the paths, each with its CRLF
   */
  public final void respond(MsrpChunk request, String status, String headers) {
    String id = request.transactionId();
    String response =
        "MSRP %s %s\r\nTo-Path: %s\r\nFrom-Path: %s\r\n%s-------%s$\r\n"
            .formatted(id, status, request.fromPath(), request.toPath(), headers, id);
    write(ByteBuffer.wrap(response.getBytes(UTF_8)));
  }
}
