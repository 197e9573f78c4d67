// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.openmsrp.codec.Octets.CR;
import static org.openmsrp.codec.Octets.LF;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.ContinuationFlag;

/**
 * The end-line of the current frame with the CRLF before it (RFC 4975 §7.1): CRLF, seven hyphens,
 * transaction id, flag, CRLF. One object serves all frames of a connection.
 */
final class EndLine {

  /** CRLF and hyphens. */
  private static final int ID_AT = 9;

  /** The LF before the hyphens, and these. */
  static final long HYPHENS = Octets.word("\n-------");

  static final int MAX_ID = 32;

  /** Hits of which no search makes much, whatever they cost. */
  private static final int FEW_HITS = 16;

  /** Octets for each hit from which on strides are the quicker search. */
  private static final int RARE_HIT = 32;

  /** What follows the id: flag and CRLF. */
  static final int TAIL = 3;

  /** The sought octets; the flag is the one seen last. */
  final byte[] octets = new byte[ID_AT + MAX_ID + TAIL];

  private int flagAt = ID_AT;

  /** Made for the first body that wants it, which most connections never see. */
  private @Nullable SteadySearch steady;

  EndLine() {
    octets[0] = CR;
    octets[1] = LF;
    Arrays.fill(octets, 2, ID_AT, (byte) '-');
  }

  /** Begins a frame of the transaction id in {@code [from, to)}, at most 32 octets. */
  void reset(byte[] a, int from, int to) {
    flagAt = ID_AT + to - from;
    System.arraycopy(a, from, octets, ID_AT, to - from);
    octets[flagAt + 1] = CR;
    octets[flagAt + 2] = LF;
  }

  /** The transaction id. */
  String transactionId() {
    return Octets.asciiText(octets, ID_AT, flagAt);
  }

  /** Octets of all of it. */
  int length() {
    return flagAt + TAIL;
  }

  /** Octets of the line before the flag. */
  int flagPlace() {
    return flagAt - 2;
  }

  /** The flag seen last. */
  ContinuationFlag flag() {
    return switch (octets[flagAt]) {
      case '+' -> ContinuationFlag.MORE;
      case '#' -> ContinuationFlag.ABORTED;
      default -> ContinuationFlag.COMPLETE;
    };
  }

  /** Whether an octet may stand at this place; takes the flag over. */
  boolean accepts(int index, byte octet) {
    if (index != flagAt) {
      return octets[index] == octet;
    }
    boolean flag = octet == '$' || octet == '+' || octet == '#';
    if (flag) {
      octets[flagAt] = octet;
    }
    return flag;
  }

  /** Whether a line, given without its line ends, is the end-line; takes the flag over. */
  boolean isLine(byte[] a, int from, int to) {
    return to - from == flagAt - 1
        && Octets.same(a, from, octets, 2, flagAt - 2)
        && accepts(flagAt, a[to - 1]);
  }

  /** Whether {@code [from, to)} begins the end-line, or is all of it; takes the flag over. */
  boolean isPrefix(byte[] a, int from, int to) {
    for (int i = 0; i < to - from; i++) {
      if (!accepts(i, a[from + i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The place of the CR that begins a whole end-line in {@code [from, to)}, or -1; takes the flag
   * over.
   *
   * <p>Of seven neighbouring octets one falls on the seven hyphens, so every seventh octet is
   * enough to look at. Before the hyphens that a hit belongs to stands their CRLF, or the end-line
   * begins behind them: its last hyphen is nine octets on at least. Where hits are dense, as in a
   * body that is made to be slow, the octet there is looked at without the strides; and where they
   * stay so, the rest is searched at a price that does not depend on what it holds.
   */
  int find(byte[] a, int from, int to) {
    int at = Octets.nextHyphen(a, from + ID_AT - 1, to);
    for (int hits = 0; at < to; hits++) {
      if (hits > FEW_HITS + (at - from) / RARE_HIT && at + SteadySearch.SPAN <= to) {
        return findSteadily(a, at, to);
      }
      int next = at + ID_AT;
      int lf = Octets.beforeHyphens(a, at);
      if (lf >= at - 7 && beginsAt(a, lf, to)) {
        if (isRest(a, lf + ID_AT - 1, to)) {
          return lf - 1;
        }
        next = lf + 2 * ID_AT - 2;
      }
      at = next < to && a[next] == '-' ? next : Octets.nextHyphen(a, next, to);
    }
    return -1;
  }

  /** Goes on where no end-line is left whose last hyphen stands before {@code from}. */
  private int findSteadily(byte[] a, int from, int to) {
    SteadySearch search = steadySearch();
    int at = from;
    for (; at + SteadySearch.SPAN <= to; at += SteadySearch.BLOCK) {
      int cr = firstWhole(a, at, search.looks(a, at), to);
      if (cr >= 0) {
        return cr;
      }
    }
    return find(a, at - ID_AT + 1, to);
  }

  private SteadySearch steadySearch() {
    SteadySearch search = steady == null ? new SteadySearch() : steady;
    steady = search;
    search.begin(octets, flagAt);
    return search;
  }

  /** The place of the CR of the first whole end-line that one of several looks has hit, or -1. */
  private int firstWhole(byte[] a, int at, long looks, int to) {
    for (long left = looks; left != 0; left &= left - 1) {
      int look = at + SteadySearch.STRIDE * Long.numberOfTrailingZeros(left);
      int id = Octets.beforeHyphens(a, look) + ID_AT - 1;
      if (a[id - ID_AT] == CR && isRest(a, id, to)) {
        return id - ID_AT;
      }
    }
    return -1;
  }

  private static boolean beginsAt(byte[] a, int lf, int to) {
    return a[lf] == LF && a[lf - 1] == CR && lf + 8 <= to && Octets.load(a, lf) == HYPHENS;
  }

  /** Whether id, flag and CRLF follow the hyphens. */
  private boolean isRest(byte[] a, int from, int to) {
    int flag = from + flagAt - ID_AT;
    return flag + TAIL <= to
        && Octets.same(a, from, octets, ID_AT, flagAt - ID_AT)
        && a[flag + 1] == CR
        && a[flag + 2] == LF
        && accepts(flagAt, a[flag]);
  }
}
