// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.util.Arrays;

/**
 * The lines of the last head as octets. Neighbouring heads of a connection differ in their
 * transaction id and one or two headers; whatever lines are the same again need not be looked into:
 * comparing their octets in one go finds them, and what they were decoded to is still there.
 *
 * <p>Line 0 is what stands behind the transaction id in the start line. Lines are kept from there
 * on without a gap, up to the first that is too long, malformed, or not worth it. Lines of an older
 * head may follow those of the last one, such as a request's behind a response's.
 */
final class LastHead {

  /** Longer heads are kept in part, so that an idle connection can't be made to hold much. */
  private static final int MAX_OCTETS = 1024;

  static final int MAX_LINES = 16;
  private static final int TYPICAL = 320;

  /** The lines with their line ends. */
  private byte[] octets = {};

  private final int[] ends = new int[MAX_LINES];
  private final int[] kinds = new int[MAX_LINES];
  private int lines;

  /** How many whole lines the octets repeat, beginning with a line of the last head. */
  int repeatedLines(byte[] a, int from, int to, int line) {
    if (line >= lines) {
      return 0;
    }
    int begin = begin(line);
    int size = Math.min(to - from, ends[lines - 1] - begin);
    int differs = Arrays.mismatch(a, from, from + size, octets, begin, begin + size);
    int same = begin + (differs < 0 ? size : differs);
    int next = line;
    while (next < lines && ends[next] <= same) {
      next++;
    }
    return next - line;
  }

  /** Whether a line, given without its line end, is this one of the last head. */
  boolean isLine(int line, byte[] a, int from, int to) {
    return line < lines && Arrays.equals(a, from, to, octets, begin(line), ends[line] - 2);
  }

  /** Octets of a line with its line end. */
  int size(int line) {
    return ends[line] - begin(line);
  }

  /** What a line was said to be. */
  int kind(int line) {
    return kinds[line];
  }

  /** Keeps a line, given without its line end, if all before it are kept. */
  void put(int line, byte[] a, int from, int to, int kind) {
    int end = line > lines ? MAX_OCTETS + 1 : begin(line) + to - from + 2;
    if (end > MAX_OCTETS || line == MAX_LINES) {
      truncate(line);
      return;
    }
    if (line < lines && kinds[line] != kind) {
      lines = line; // no two lines of a common kind: they would have one value between them
    }
    makeRoom(line, end);
    System.arraycopy(a, from, octets, begin(line), to - from);
    octets[end - 2] = Octets.CR;
    octets[end - 1] = Octets.LF;
    kinds[line] = kind;
  }

  /** Forgets a line and those behind it. */
  void truncate(int line) {
    lines = Math.min(lines, line);
  }

  /** Makes a line end at {@code end}, and moves what is kept behind it. */
  private void makeRoom(int line, int end) {
    if (line == lines) {
      ends[lines++] = end;
      ensure(end);
    } else if (end != ends[line]) {
      int total = ends[lines - 1];
      int shift = end - ends[line];
      ensure(total + shift);
      System.arraycopy(octets, ends[line], octets, end, total - ends[line]);
      for (int i = line; i < lines; i++) {
        ends[i] += shift;
      }
    }
  }

  private void ensure(int size) {
    if (size > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(size, TYPICAL));
    }
  }

  private int begin(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }
}
