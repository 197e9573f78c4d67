// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;

/**
 * An endless sequence of octets in which every place can be told from its neighbours, so that lost,
 * doubled and swapped octets show. Nothing needs to be kept to compare with.
 */
final class Pattern {

  /** A prime, so that no buffer size hides a shift by whole periods. */
  private static final int PERIOD = 65_521;

  private static final byte[] OCTETS = octets();

  private Pattern() {}

  private static byte[] octets() {
    byte[] octets = new byte[PERIOD];
    int state = 1;
    for (int i = 0; i < PERIOD; i++) {
      state = state * 1_664_525 + 1_013_904_223;
      octets[i] = (byte) (state >>> 24);
    }
    return octets;
  }

  /** The octets from a place on. */
  static byte[] bytes(long offset, int length) {
    byte[] bytes = new byte[length];
    int done = 0;
    while (done < length) {
      int start = (int) ((offset + done) % PERIOD);
      int stretch = Math.min(length - done, PERIOD - start);
      System.arraycopy(OCTETS, start, bytes, done, stretch);
      done += stretch;
    }
    return bytes;
  }

  static ByteBuffer buffer(long offset, int length) {
    return ByteBuffer.wrap(bytes(offset, length));
  }

  /** Where the buffer's content first differs from the pattern at a place; -1 if it does not. */
  static long mismatch(long offset, ByteBuffer bytes) {
    ByteBuffer rest = bytes.duplicate();
    long at = offset;
    while (rest.hasRemaining()) {
      int start = (int) (at % PERIOD);
      int length = Math.min(rest.remaining(), PERIOD - start);
      ByteBuffer piece = rest.slice(rest.position(), length);
      int difference = piece.mismatch(ByteBuffer.wrap(OCTETS, start, length));
      if (difference >= 0) {
        return at + difference;
      }
      rest.position(rest.position() + length);
      at += length;
    }
    return -1;
  }
}
