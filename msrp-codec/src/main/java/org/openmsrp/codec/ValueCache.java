// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last value of one header and the octets it was decoded from. Neighbouring frames of a
 * connection mostly carry the same paths, types and Message-IDs, so that comparing octets saves
 * decoding them and the objects.
 *
 * @param <T> the type of the value
 */
final class ValueCache<T> {

  /** Longer ones are not kept, so that a peer can't make an idle connection hold much. */
  private static final int MAX_OCTETS = 512;

  private byte[] octets = {};
  private int length;
  private @Nullable T value;

  /** The value, if it was decoded from the same octets. */
  @Nullable T get(byte[] a, int from, int to) {
    return Arrays.equals(a, from, to, octets, 0, length) ? value : null;
  }

  /** How many octets from here on, line end included, are those of the value; 0 if others are. */
  int lengthOfLine(byte[] a, int from, int to) {
    int end = from + length + 2;
    boolean same =
        value != null
            && end <= to
            && a[end - 1] == Octets.LF
            && a[end - 2] == Octets.CR
            && Arrays.equals(a, from, end - 2, octets, 0, length);
    return same ? length + 2 : 0;
  }

  /** The last value. */
  @Nullable T value() {
    return value;
  }

  /** Keeps a value. */
  T put(byte[] a, int from, int to, T decoded) {
    int size = to - from;
    if (size > MAX_OCTETS) {
      return decoded;
    }
    if (size > octets.length) {
      octets = new byte[size];
    }
    System.arraycopy(a, from, octets, 0, size);
    length = size;
    value = decoded;
    return decoded;
  }
}
