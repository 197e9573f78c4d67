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
 * <p>The body is given in pieces in their order; what straddles two pieces is found. Not safe for
 * use by several threads at once.
 */
public final class EndLineScanner {

  private final byte[] sought;

  /** For each octet one more than the last place where it stands in what is sought, or 0. */
  private final byte[] lastPlace = new byte[256];

  /** For each place one more than the place before it that has the same octet, or 0. */
  private final byte[] placeBefore;

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
    placeBefore = new byte[sought.length];
    for (int i = 0; i < sought.length; i++) {
      placeBefore[i] = lastPlace[sought[i] & 0xff];
      lastPlace[sought[i] & 0xff] = (byte) (i + 1);
    }
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
    if (straddles(octets)) {
      return 0;
    }
    int found = find(octets, octets.position(), octets.limit());
    keepTail(octets);
    return found;
  }

  private boolean straddles(ByteBuffer octets) {
    int more = Math.min(sought.length - 1, octets.remaining());
    octets.duplicate().get(tail, tailLength, more);
    return tailLength > 0 && find(ByteBuffer.wrap(tail), 0, tailLength + more) >= 0;
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

  /**
   * Where the sought octets begin, counted from {@code from}, or -1.
   *
   * <p>Wherever they stand, one of any as many neighbouring places falls on them. So it is enough
   * to look at one octet in each such stretch, and to look further only if it is one of theirs.
   * Bodies full of the id's octets cost the most, and nobody can know the id in advance; a
   * receiver, whose peer chose the id, searches otherwise.
   */
  private int find(ByteBuffer octets, int from, int to) {
    int length = sought.length;
    int stretches;
    for (int at = from + length - 1; at < to; at += stretches * length) {
      stretches = at + 3 * length < to ? 4 : 1;
      boolean maybe = stretches == 1 || isAny(octets, at, length);
      int found = maybe ? findAround(octets, at, stretches, to) : -1;
      if (found >= 0) {
        return found - from;
      }
    }
    return -1;
  }

  /** Whether one of four octets is sought; four together cost one branch. */
  private boolean isAny(ByteBuffer octets, int at, int distance) {
    byte[] places = lastPlace;
    return (places[octets.get(at) & 0xff]
            | places[octets.get(at + distance) & 0xff]
            | places[octets.get(at + 2 * distance) & 0xff]
            | places[octets.get(at + 3 * distance) & 0xff])
        != 0;
  }

  private int findAround(ByteBuffer octets, int from, int stretches, int to) {
    for (int at = from, i = 0; i < stretches; at += sought.length, i++) {
      int place = lastPlace[octets.get(at) & 0xff];
      int found = place == 0 ? -1 : findAt(octets, at, place, to);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** The first beginning for which the octet at {@code at} is one of those sought, or -1. */
  private int findAt(ByteBuffer octets, int at, int last, int to) {
    for (int place = last; place != 0; place = placeBefore[place - 1]) {
      int begin = at - place + 1;
      if (begin + sought.length <= to && isAt(octets, begin)) {
        return begin;
      }
    }
    return -1;
  }

  private boolean isAt(ByteBuffer octets, int begin) {
    for (int i = sought.length - 1; i >= 0; i--) {
      if (octets.get(begin + i) != sought[i]) {
        return false;
      }
    }
    return true;
  }
}
