// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openmsrp.domain.MsrpSyntaxException;

/** Looks at arrays eight octets at a time. Of eight octets the first is the lowest of a long. */
final class Octets {

  static final byte CR = '\r';
  static final byte LF = '\n';

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH = 0x8080808080808080L;
  private static final long CRS = 0x0d0d0d0d0d0d0d0dL;
  private static final long HYPHENS = 0x2d2d2d2d2d2d2d2dL;

  private Octets() {}

  static long load(byte[] a, int at) {
    return (long) LONG.get(a, at);
  }

  /** Eight characters as {@link #load} would find them. */
  static long word(String eight) {
    return load(eight.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** Whether {@code size} octets are the same; for short runs quicker than the library. */
  static boolean same(byte[] a, int aFrom, byte[] b, int bFrom, int size) {
    int last = size - 8;
    if (last < 0) {
      return Arrays.equals(a, aFrom, aFrom + size, b, bFrom, bFrom + size);
    }
    for (int i = 0; i < last; i += 8) {
      if (load(a, aFrom + i) != load(b, bFrom + i)) {
        return false;
      }
    }
    return load(a, aFrom + last) == load(b, bFrom + last);
  }

  /**
   * The place before the hyphens that end at {@code at}; before {@code at - 7} if there are more.
   */
  static int beforeHyphens(byte[] a, int at) {
    return at - (Long.numberOfLeadingZeros(load(a, at - 7) ^ HYPHENS) >>> 3);
  }

  /** The place of the first CR that an LF follows, or -1. */
  static int lineEnd(byte[] a, int from, int to) {
    int at = firstCr(a, from, to - 1);
    while (at >= 0 && a[at + 1] != LF) {
      at = firstCr(a, at + 1, to - 1);
    }
    return at;
  }

  private static int firstCr(byte[] a, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long found = zeros(load(a, at) ^ CRS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (a[at] == CR) {
        return at;
      }
    }
    return -1;
  }

  /** The highest bit of each octet that is zero; exact, so that the last one can be asked for. */
  private static long zeros(long word) {
    return ~(((word & LOW_SEVEN) + LOW_SEVEN) | word | LOW_SEVEN);
  }

  /** The place behind the run of an octet that goes through {@code from}. */
  static int behindRun(byte[] a, int from, int to, byte octet) {
    long run = octet * 0x0101010101010101L;
    int at = from;
    while (at + 8 <= to) {
      long other = load(a, at) ^ run;
      if (other != 0) {
        return at + (Long.numberOfTrailingZeros(other) >>> 3);
      }
      at += 8;
    }
    while (at < to && a[at] == octet) {
      at++;
    }
    return at;
  }

  /**
   * The place of a hyphen among every seventh octet from {@code from} on; {@code to} or more if
   * there is none. Of any seven hyphens in a row one is there. Eight looks have one branch each and
   * no other work, which is what makes a search of random octets several times as quick as a loop.
   */
  static int nextHyphen(byte[] a, int from, int to) {
    int at = from;
    while (at + 49 < to && !hyphenAmongEight(a, at)) {
      at += 56;
    }
    while (at < to && a[at] != '-') {
      at += 7;
    }
    return at;
  }

  private static boolean hyphenAmongEight(byte[] a, int at) {
    return a[at] == '-'
        || a[at + 7] == '-'
        || a[at + 14] == '-'
        || a[at + 21] == '-'
        || a[at + 28] == '-'
        || a[at + 35] == '-'
        || a[at + 42] == '-'
        || a[at + 49] == '-';
  }

  /** The place of an octet, or -1. */
  static int indexOf(byte[] a, int from, int to, char octet) {
    for (int at = from; at < to; at++) {
      if (a[at] == octet) {
        return at;
      }
    }
    return -1;
  }

  /** The place of the first octet that is neither space nor tab. */
  static int firstVisible(byte[] a, int from, int to) {
    int first = from;
    while (first < to && isBlank(a[first])) {
      first++;
    }
    return first;
  }

  /** The place behind the last octet that is neither space nor tab. */
  static int behindLastVisible(byte[] a, int from, int to) {
    int end = to;
    while (end > from && isBlank(a[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** Text that is known to be ASCII. */
  static String asciiText(byte[] a, int from, int to) {
    return latin1(a, from, to);
  }

  /** Text whose characters are the octets, for grammars that refuse those above 127. */
  @SuppressWarnings("deprecation") // copies once and asks nothing
  static String latin1(byte[] a, int from, int to) {
    return new String(a, 0, from, to - from);
  }

  /** Text in UTF-8, which is checked; ASCII costs one copy. */
  static String text(byte[] a, int from, int to) {
    return ascii(a, from, to) ? asciiText(a, from, to) : utf8(a, from, to);
  }

  private static boolean ascii(byte[] a, int from, int to) {
    long all = 0;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      all |= load(a, at) & HIGH;
    }
    for (; at < to; at++) {
      all |= a[at] & 0x80;
    }
    return all == 0;
  }

  private static String utf8(byte[] a, int from, int to) {
    ByteBuffer octets = ByteBuffer.wrap(a, from, to - from);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
    } catch (CharacterCodingException e) {
      // The decoder stops before what it can't decode.
      throw new MsrpSyntaxException("not UTF-8", "RFC 4975 §9", octets.position() - from);
    }
  }
}
