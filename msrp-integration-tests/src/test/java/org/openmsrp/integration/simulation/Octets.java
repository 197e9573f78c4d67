// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.BitSet;

/** Which octets of a message were seen; simple, so that it can judge the engine's own account. */
final class Octets {

  private final BitSet seen = new BitSet();

  /** Adds octets; false if one of them was there. */
  boolean add(long from, int count) {
    int start = (int) from;
    int next = seen.nextSetBit(start);
    boolean fresh = next < 0 || next >= start + count;
    seen.set(start, start + count);
    return fresh;
  }

  boolean covers(int size) {
    return seen.nextClearBit(0) >= size;
  }

  int count() {
    return seen.cardinality();
  }

  @Override
  public String toString() {
    return count() + " octets";
  }
}
