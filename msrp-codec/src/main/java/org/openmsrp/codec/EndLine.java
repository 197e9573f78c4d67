// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.openmsrp.codec.Octets.CR;
import static org.openmsrp.codec.Octets.LF;

import java.util.Arrays;
import org.openmsrp.domain.message.ContinuationFlag;

/**
 * The end-line of the current frame with the CRLF before it (RFC 4975 §7.1): CRLF, seven hyphens,
 * transaction id, flag, CRLF. One object serves all frames of a connection.
 */
final class EndLine {

  /** CRLF and hyphens. */
  private static final int ID_AT = 9;

  private static final long HYPHENS = Octets.word("\n-------");

  private static final int MAX_ID = 32;

  /** What follows the id: flag and CRLF. */
  static final int TAIL = 3;

  /** The sought octets; the flag is the one seen last. */
  final byte[] octets = new byte[ID_AT + MAX_ID + TAIL];

  private int flagAt = ID_AT;

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
   * body that is made to be slow, the octet there is looked at without the strides.
   */
  int find(byte[] a, int from, int to) {
    int at = Octets.nextHyphen(a, from + ID_AT - 1, to);
    while (at < to) {
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
