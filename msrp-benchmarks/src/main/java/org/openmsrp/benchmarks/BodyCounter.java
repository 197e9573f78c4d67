// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** A sink that does next to nothing; what is malformed fails the benchmark. */
final class BodyCounter implements ChunkSink {

  long octets;
  long frames;

  private final Consumer<Object> heads;

  /** A sink that hands heads on, so that they are really made. */
  BodyCounter(Consumer<Object> heads) {
    this.heads = heads;
  }

  @Override
  public void onRequest(RequestHead head) {
    heads.accept(head);
  }

  @Override
  public void onResponse(ResponseHead head) {
    heads.accept(head);
    frames++;
  }

  @Override
  public void onBody(ByteBuffer slice) {
    octets += slice.remaining();
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    frames++;
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    throw chunk.error();
  }
}
