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

  private final byte[] sought;

  /**
   * Horspool's table. Its worst inputs repeat characters of the id, which nobody can know in
   * advance; a receiver, whose peer chose the id, scans otherwise.
   */
  private final byte[] shifts;

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
    shifts = shifts(sought);
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
    int length = sought.length;
    int to = from + size;
    for (int last = from + length - 1; last < to; last += shifts[a[last] & 0xff]) {
      int begin = last - length + 1;
      if (a[last] == sought[length - 1]
          && Arrays.equals(a, begin, begin + length, sought, 0, length)) {
        return begin - from;
      }
    }
    return -1;
  }

  /** How far the end of what is sought moves on if it meets an octet. */
  private static byte[] shifts(byte[] sought) {
    byte[] shifts = new byte[256];
    Arrays.fill(shifts, (byte) sought.length);
    for (int i = 0; i < sought.length - 1; i++) {
      shifts[sought[i] & 0xff] = (byte) (sought.length - 1 - i);
    }
    return shifts;
  }
}
