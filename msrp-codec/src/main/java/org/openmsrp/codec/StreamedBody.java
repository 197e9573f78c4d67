// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Lends the octets of a body to a sink, without copying them. */
final class StreamedBody implements BodyTarget {

  private final ChunkSink sink;
  private final byte[] array;
  private final ByteBuffer buffer;
  private @Nullable ByteBuffer view;

  /**
   * Lends octets of an array.
   *
   * @param array what is decoded
   * @param buffer its octets as a buffer
   */
  StreamedBody(ChunkSink sink, byte[] array, ByteBuffer buffer) {
    this.sink = sink;
    this.array = array;
    this.buffer = buffer;
  }

  @Override
  public void octets(byte[] a, int from, int to) {
    if (a == array) {
      int shift = buffer.arrayOffset();
      sink.onBody(view().limit(to - shift).position(from - shift));
    } else {
      sink.onBody(ByteBuffer.wrap(a, from, to - from).asReadOnlyBuffer());
    }
  }

  private ByteBuffer view() {
    ByteBuffer current = view;
    if (current == null) {
      current = buffer.asReadOnlyBuffer();
      view = current;
    }
    return current.clear();
  }
}
