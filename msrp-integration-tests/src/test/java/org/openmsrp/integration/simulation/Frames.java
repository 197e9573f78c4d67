// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Cuts a stream of octets into frames. */
final class Frames implements ChunkSink {

  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private List<Frame> whole = new ArrayList<>();
  private @Nullable MsrpHead head;

  /** The frames that end with these octets. */
  List<Frame> add(ByteBuffer octets) {
    decoder.decode(octets, this);
    List<Frame> ended = whole;
    whole = new ArrayList<>();
    return ended;
  }

  @Override
  public void onRequest(RequestHead request) {
    head = request;
    body.reset();
  }

  @Override
  public void onResponse(ResponseHead response) {
    whole.add(new Frame(response, MsrpBody.EMPTY, ContinuationFlag.COMPLETE));
  }

  @Override
  public void onBody(ByteBuffer octets) {
    byte[] part = new byte[octets.remaining()];
    octets.get(part);
    body.writeBytes(part);
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    whole.add(new Frame(requireNonNull(head), MsrpBody.copyOf(body.toByteArray()), flag));
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    throw chunk.error();
  }
}
