// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * Tells a sender where a body must not go on under its transaction id: a body must not hold the
 * end-line of its own request (RFC 4975 §7.1). Looks for seven hyphens and the id wherever they
 * stand, without asking for CRLF and flag around them, since not every receiver does.
 *
 * <p>The body is given in pieces in their order; what straddles two pieces is found. Not safe for
 * use by several threads at once.
 */
public final class EndLineScanner {

  private static final int HYPHENS = 7;

  private final byte[] sought;

  /** The end of what was scanned, at most one octet less than is sought. */
  private final byte[] tail;

  private int tailLength;

  /**
   * A scanner at the beginning of a body.
   *
   * @param transactionId the request's {@code ident}
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public EndLineScanner(String transactionId) {
    Texts.requireIdent(transactionId, "transaction id");
    sought = Ascii.octets("-------" + transactionId);
    tail = new byte[2 * (sought.length - 1)];
  }

  /**
   * Scans the next octets of the body.
   *
   * @param octets read without moving its position
   * @return how many of them may still be sent under this transaction id, if the body must not go
   *     on under it; otherwise -1. After a hit the scanner must not be used any more: the rest of
   *     the body needs another id and a new scanner
   */
  public int scan(ByteBuffer octets) {
    int size = octets.remaining();
    if (straddles(octets)) {
      return 0;
    }
    int found =
        octets.hasArray()
            ? find(octets.array(), octets.arrayOffset() + octets.position(), size)
            : findInCopies(octets);
    keepTail(octets);
    return found;
  }

  private boolean straddles(ByteBuffer octets) {
    int more = Math.min(sought.length - 1, octets.remaining());
    octets.duplicate().get(tail, tailLength, more);
    return tailLength > 0 && find(tail, 0, tailLength + more) >= 0;
  }

  private void keepTail(ByteBuffer octets) {
    int size = octets.remaining();
    int kept = sought.length - 1;
    if (size >= kept) {
      octets.duplicate().position(octets.limit() - kept).get(tail, 0, kept);
      tailLength = kept;
    } else {
      int all = tailLength + size;
      int drop = Math.max(0, all - kept);
      System.arraycopy(tail, drop, tail, 0, all - drop);
      tailLength = all - drop;
    }
  }

  private int findInCopies(ByteBuffer octets) {
    BlockPool.Block block = BlockPool.take();
    try {
      ByteBuffer rest = octets.duplicate();
      for (int done = 0; ; done += block.octets().length - sought.length + 1) {
        rest.position(octets.position() + done);
        int found = find(block.octets(), 0, block.fillFrom(rest));
        if (found >= 0 || !rest.hasRemaining()) {
          return found < 0 ? -1 : done + found;
        }
      }
    } finally {
      BlockPool.give(block);
    }
  }

  /** Where the sought octets begin, counted from {@code from}, or -1. */
  private int find(byte[] a, int from, int size) {
    int to = from + size;
    for (int at = from + HYPHENS - 1; at < to; at += HYPHENS) {
      if (a[at] == '-') {
        int behind = Octets.behindRun(a, at, to, (byte) '-');
        int begin = behind - HYPHENS;
        if (begin >= from && isAt(a, begin, to)) {
          return begin - from;
        }
        at = behind - 1;
      }
    }
    return -1;
  }

  private boolean isAt(byte[] a, int begin, int to) {
    return to - begin >= sought.length
        && a[begin + HYPHENS] == sought[HYPHENS]
        && Arrays.equals(a, begin, begin + sought.length, sought, 0, sought.length);
  }
}
