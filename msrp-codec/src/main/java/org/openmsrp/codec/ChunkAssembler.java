// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Collects whole chunks in memory, for tests, tools and users of single chunks. The first malformed
 * frame, or a body above the limit, ends the decoding with an exception. Not safe for use by
 * several threads at once.
 */
public final class ChunkAssembler implements ChunkSink {

  private static final byte[] NOTHING = {};

  private final int maxBodyOctets;
  private final Queue<MsrpChunk> chunks = new ArrayDeque<>();
  private @Nullable RequestHead head;
  private byte[] body = NOTHING;
  private int length;

  /**
   * An assembler without chunks.
   *
   * @param maxBodyOctets how long a body may be; stops a peer that fills the memory
   */
  public ChunkAssembler(int maxBodyOctets) {
    this.maxBodyOctets = maxBodyOctets;
  }

  /**
   * Decodes octets that hold whole frames and nothing else.
   *
   * @param octets the frames
   * @return the chunks in their order
   * @throws MsrpSyntaxException on the first error, or if the octets end within a frame
   */
  public static List<MsrpChunk> decodeAll(byte[] octets) {
    ChunkAssembler assembler = new ChunkAssembler(octets.length);
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    decoder.decode(ByteBuffer.wrap(octets), assembler);
    if (!decoder.idle()) {
      throw new MsrpSyntaxException(
          "the octets end within a frame", "RFC 4975 §7.1", octets.length);
    }
    return new ArrayList<>(assembler.chunks);
  }

  /**
   * Takes the oldest whole chunk.
   *
   * @return the chunk, if one is complete
   */
  public Optional<MsrpChunk> poll() {
    return Optional.ofNullable(chunks.poll());
  }

  @Override
  public void onRequest(RequestHead request) {
    head = request;
    length = 0;
  }

  @Override
  public void onResponse(ResponseHead response) {
    chunks.add(new MsrpResponse(response));
  }

  @Override
  public void onBody(ByteBuffer octets) {
    int more = octets.remaining();
    if (more > maxBodyOctets - length) {
      throw new MsrpSyntaxException(
          "a body of more than " + maxBodyOctets + " octets", "RFC 4975 §14.5");
    }
    if (length + more > body.length) {
      body = Arrays.copyOf(body, (int) Math.min(maxBodyOctets, 2L * (length + more)));
    }
    octets.get(body, length, more);
    length += more;
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    RequestHead request = head;
    if (request == null) {
      throw new IllegalStateException("onEnd without onRequest");
    }
    chunks.add(new MsrpRequest(request, bodyOf(request), flag));
    head = null;
    body = NOTHING;
  }

  private Optional<MsrpBody> bodyOf(RequestHead request) {
    return request
        .headers()
        .contentType()
        .map(type -> MsrpBody.copyOf(ByteBuffer.wrap(body, 0, length)));
  }

  /**
   * Ends the decoding.
   *
   * @throws MsrpSyntaxException always: the frame's error
   */
  @Override
  public void onMalformed(MalformedChunk chunk) {
    throw chunk.error();
  }
}
