// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Holds a short body back until its end-line was seen. */
final class HeldBody implements BodyTarget {

  private static final byte[] NOTHING = {};

  private final int limit;
  private byte[] octets = NOTHING;
  private int length;
  private boolean overfull;

  HeldBody(int limit) {
    this.limit = limit;
  }

  @Override
  public void octets(byte[] a, int from, int to) {
    int needed = length + Math.min(to - from, limit + 1 - length);
    overfull |= needed > limit;
    if (!overfull) {
      if (needed > octets.length) {
        octets = Arrays.copyOf(octets, Math.max(needed, Math.min(limit, 2 * octets.length)));
      }
      System.arraycopy(a, from, octets, length, to - from);
      length = needed;
    }
  }

  /** Whether more octets came than the limit allows. */
  boolean isOverfull() {
    return overfull;
  }

  /** Hands the octets over, if there are any. */
  void flush(ChunkSink sink) {
    if (length > 0) {
      sink.onBody(ByteBuffer.wrap(octets, 0, length).asReadOnlyBuffer());
    }
  }

  /** Forgets everything. */
  void clear() {
    octets = NOTHING;
    length = 0;
    overfull = false;
  }
}
