// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

/**
 * Looks for an end-line without a branch that depends on the octets: any octets cost the same, so
 * nobody can make some up for which the processor guesses wrong. Octets that hold few hyphens are
 * searched quicker by strides.
 *
 * <p>Each look takes an octet for the last of the hyphens that have come so far, and sees whether
 * LF and seven hyphens are there, and in its place the end of the id, an octet for the flag, and
 * CRLF. What stands between is left to the caller.
 */
final class SteadySearch {

  /** One of them falls on each run of seven hyphens. */
  static final int STRIDE = 7;

  /** Looks are taken at once: as many as a {@code long} has bits. */
  private static final int LOOKS = Long.SIZE;

  /** Octets from the first look of several to the first one of the next several. */
  static final int BLOCK = LOOKS * STRIDE;

  /** Octets that several looks may read, from the first one's place on. */
  static final int SPAN = BLOCK + EndLine.MAX_ID + EndLine.TAIL + 1;

  /** Five octets of id or hyphens, the flag, CRLF. */
  private static final long ALL_BUT_FLAG = 0xffff00ffffffffffL;

  private long end;

  /** Where that stands behind the LF before the hyphens. */
  private int endAt;

  /**
   * Begins the search for an end-line.
   *
   * @param line it, CRLF before it included
   * @param flag the place of the flag in it
   */
  void begin(byte[] line, int flag) {
    int from = flag + EndLine.TAIL - Long.BYTES;
    end = Octets.load(line, from) & ALL_BUT_FLAG;
    endAt = from - 1;
  }

  /**
   * Takes several looks, the first one at {@code at}, which eight octets at least lie before.
   *
   * @return a bit for each look, the lowest for the first: whether an end-line may lie there
   */
  long looks(byte[] a, int at) {
    long found = 0;
    for (int i = 0; i < LOOKS; i++) {
      int lf = Octets.beforeHyphens(a, at + i * STRIDE);
      long endsOtherwise = (Octets.load(a, lf + endAt) & ALL_BUT_FLAG) ^ end;
      long wrong = endsOtherwise | (Octets.load(a, lf) ^ EndLine.HYPHENS);
      found |= (~(wrong | -wrong) >>> (Long.SIZE - 1)) << i;
    }
    return found;
  }
}
