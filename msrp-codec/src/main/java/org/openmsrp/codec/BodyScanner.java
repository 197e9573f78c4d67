// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

/**
 * Finds the end of a body, however it is cut. Octets that may yet turn out to begin the end-line
 * are held back; they need no memory, since they are the end-line's own.
 *
 * <p>The end-line has no CR but at its beginning and its end, so after a mismatch the search can go
 * on at the octet that does not fit.
 */
final class BodyScanner {

  /** The CRLF of the blank line. */
  private static final int BLANK_LINE = 2;

  private final EndLine endLine;

  /** How much of the end-line was seen. */
  private int matched;

  /** How much of that is no body even if the rest does not follow. */
  private int head;

  BodyScanner(EndLine endLine) {
    this.endLine = endLine;
  }

  /**
   * Begins a body. The CRLF of the blank line may be the one before the end-line: some peers write
   * an empty body so, and a body that begins with its own end-line is illegal anyway.
   */
  void begin() {
    matched = BLANK_LINE;
    head = BLANK_LINE;
  }

  /**
   * Goes through octets of the body.
   *
   * @return the place behind the end-line, or -1 if all octets were taken and it did not come yet
   */
  int scan(byte[] a, int from, int to, BodyTarget target) {
    int at = matched == 0 ? from : resume(a, from, to, target);
    if (matched != 0) {
      return matched == endLine.length() ? at : -1;
    }
    int end = endLine.find(a, at, to);
    if (end >= 0) {
      deliver(a, at, end, target);
      return end + endLine.length();
    }
    int kept = heldBack(a, at, to);
    deliver(a, at, kept, target);
    matched = to - kept;
    return -1;
  }

  /** Compares what follows a beginning of the end-line; afterwards 0 are matched if it failed. */
  private int resume(byte[] a, int from, int to, BodyTarget target) {
    int at = from;
    while (matched < endLine.length()) {
      if (at == to) {
        return at;
      }
      if (!endLine.accepts(matched, a[at])) {
        giveUp(target);
        return at;
      }
      matched++;
      at++;
    }
    return at;
  }

  private void giveUp(BodyTarget target) {
    int from = head;
    int to = matched;
    head = 0;
    matched = 0;
    deliver(endLine.octets, from, to, target);
  }

  private int heldBack(byte[] a, int from, int to) {
    for (int at = Math.max(from, to - endLine.length() + 1); at < to; at++) {
      if (a[at] == Octets.CR && endLine.isPrefix(a, at, to)) {
        return at;
      }
    }
    return to;
  }

  private static void deliver(byte[] a, int from, int to, BodyTarget target) {
    if (from < to) {
      target.octets(a, from, to);
    }
  }
}
