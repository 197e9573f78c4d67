// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * Tells a sender where a body must not go on under its transaction id: a body must not hold the
 * end-line of its own request (RFC 4975 §7.1). Looks for seven hyphens and the id wherever they
 * stand, without asking for CRLF and flag around them, since not every receiver does.
 *
 * <p>The body is given in pieces in their order; what straddles two pieces is found. Whoever reads
 * a body long before it is sent can look for {@linkplain #holdsHyphens seven hyphens} then, where
 * the octets are still at hand, and nearly always spare the sender the search. Not safe for use by
 * several threads at once.
 */
public final class EndLineScanner {

  private static final int HYPHENS = 7;

  private final byte[] id;

  /** The end of what was scanned, and room for the beginning of what follows. */
  private final byte[] tail;

  /** Octets of the tail that are kept: one less than is sought. */
  private final int kept;

  private int tailLength;

  /**
   * A scanner at the beginning of a body.
   *
   * @param transactionId the request's {@code ident}
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public EndLineScanner(String transactionId) {
    id = Ascii.octets(Texts.requireIdent(transactionId, "transaction id"));
    kept = HYPHENS + id.length - 1;
    tail = new byte[2 * kept];
  }

  /**
   * Whether seven hyphens in a row stand somewhere in octets, so that these may hold the end-line
   * of some transaction.
   *
   * @param octets read without moving its position
   * @return false if {@link #scanWithoutHyphens} is enough for them
   */
  public static boolean holdsHyphens(ByteBuffer octets) {
    return search(octets, HYPHENS - 1, EndLineScanner::findRun) >= 0;
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
    if (straddles(octets)) {
      return 0;
    }
    int found = search(octets, kept, this::find);
    keepTail(octets);
    return found;
  }

  /**
   * Scans the next octets of the body, of which it is known that no seven hyphens in a row stand in
   * them: only the end-line that has begun before them may end there.
   *
   * @param octets read without moving its position
   * @return 0 if the body must not go on under this transaction id; otherwise -1
   */
  public int scanWithoutHyphens(ByteBuffer octets) {
    if (straddles(octets)) {
      return 0;
    }
    keepTail(octets);
    return -1;
  }

  private boolean straddles(ByteBuffer octets) {
    int more = Math.min(kept, octets.remaining());
    octets.get(octets.position(), tail, tailLength, more);
    return tailLength > 0 && find(tail, 0, tailLength + more) >= 0;
  }

  private void keepTail(ByteBuffer octets) {
    int size = octets.remaining();
    if (size >= kept) {
      octets.get(octets.limit() - kept, tail, 0, kept);
      tailLength = kept;
    } else {
      int all = tailLength + size;
      int drop = Math.max(0, all - kept);
      System.arraycopy(tail, drop, tail, 0, all - drop);
      tailLength = all - drop;
    }
  }

  /** Where seven hyphens and the id begin, or -1. The id begins with no hyphen (RFC 4975 §9). */
  private int find(byte[] a, int from, int to) {
    int end = findRun(a, from, to);
    while (end >= 0) {
      if (to - end >= id.length && Octets.same(a, end, id, 0, id.length)) {
        return end - HYPHENS;
      }
      end = findRun(a, end, to);
    }
    return -1;
  }

  /** The place behind the first run of at least seven hyphens, or -1. */
  private static int findRun(byte[] a, int from, int to) {
    int begin = from;
    int at = Octets.nextHyphen(a, from + HYPHENS - 1, to);
    while (at < to) {
      int first = at;
      while (first > begin && a[first - 1] == '-') {
        first--;
      }
      int end = Octets.behindRun(a, at, to, (byte) '-');
      if (end - first >= HYPHENS) {
        return end;
      }
      begin = end;
      at = Octets.nextHyphen(a, end + HYPHENS, to);
    }
    return -1;
  }

  /**
   * Searches an array in place, and other memory in blocks, since a loop over that is slow. Blocks
   * overlap by less than is sought, so that what two of them share is found, and found once.
   */
  private static int search(ByteBuffer octets, int overlap, BodySearch body) {
    if (octets.hasArray()) {
      int shift = octets.arrayOffset() + octets.position();
      int found = body.find(octets.array(), shift, shift + octets.remaining());
      return found < 0 ? -1 : found - shift;
    }
    BlockPool.Block block = BlockPool.take();
    try {
      return searchBlocks(octets, overlap, body, block.octets());
    } finally {
      BlockPool.give(block);
    }
  }

  private static int searchBlocks(ByteBuffer octets, int overlap, BodySearch body, byte[] block) {
    int from = octets.position();
    int found = -1;
    int at = from;
    while (found < 0 && octets.limit() - at > overlap) {
      int size = Math.min(block.length, octets.limit() - at);
      octets.get(at, block, 0, size);
      found = body.find(block, 0, size);
      at += found < 0 ? size - overlap : 0;
    }
    return found < 0 ? -1 : at - from + found;
  }

  /** Finds something in {@code [from, to)}: its place, or -1. */
  private interface BodySearch {
    int find(byte[] a, int from, int to);
  }
}
