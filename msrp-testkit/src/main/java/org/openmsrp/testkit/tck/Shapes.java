// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Buffers of every kind that a caller may hand over. */
final class Shapes {

  private static final int KINDS = 6;

  private Shapes() {}

  /** A stretch of the pattern in several buffers of mixed kinds, empty ones among them. */
  static ByteBuffer[] cut(long offset, int length, Random random) {
    List<ByteBuffer> parts = new ArrayList<>();
    int done = 0;
    while (done < length) {
      int size = Math.min(length - done, 1 + random.nextInt(5000));
      parts.add(shape(Pattern.bytes(offset + done, size), random.nextInt(KINDS)));
      if (random.nextBoolean()) {
        parts.add(ByteBuffer.allocate(0));
      }
      done += size;
    }
    return parts.toArray(ByteBuffer[]::new);
  }

  /** One of the kinds 0 to 5. */
  static ByteBuffer shape(byte[] bytes, int kind) {
    return switch (kind) {
      case 0 -> ByteBuffer.wrap(bytes);
      case 1 -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      case 2 -> ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      case 3 -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      case 4 -> padded(ByteBuffer.allocate(bytes.length + 20), bytes);
      default -> padded(ByteBuffer.allocateDirect(bytes.length + 20), bytes).slice();
    };
  }

  private static ByteBuffer padded(ByteBuffer larger, byte[] bytes) {
    larger.position(13).put(bytes);
    return larger.position(13).limit(13 + bytes.length);
  }
}
