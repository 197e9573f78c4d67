// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.util.Arrays;

/** Keeps the beginning of a line that is split over several inputs. */
final class LineCollector {

  private static final byte[] NOTHING = {};

  private byte[] octets = NOTHING;
  private int length;

  /** The array that holds the line. */
  byte[] octets() {
    return octets;
  }

  /** How many octets are kept. */
  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Whether the last octet is a CR, which an LF may make a line end. */
  boolean endsWithCr() {
    return length > 0 && octets[length - 1] == Octets.CR;
  }

  void add(byte[] a, int from, int to) {
    int needed = length + to - from;
    if (needed > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(needed, Math.max(128, 2 * octets.length)));
    }
    System.arraycopy(a, from, octets, length, to - from);
    length = needed;
  }

  /** Forgets the line but keeps its memory for the next one of this frame. */
  void clear() {
    length = 0;
  }

  /** Gives the memory back, so that an idle connection holds none. */
  void release() {
    if (octets.length > 0) {
      octets = NOTHING;
    }
  }
}
