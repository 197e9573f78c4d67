// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import java.util.OptionalLong;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * Which octets of a message a chunk carries (RFC 4975 §7.1.1): {@code start-end/total}. Positions
 * count from 1; end and total may be unknown ({@code *}). No content is {@code 1-0/0}.
 */
public final class ByteRange {

  /** A range about no content at all. */
  public static final ByteRange NOTHING = new ByteRange(1, 0, 0);

  private static final String RULE = "RFC 4975 §7.1.1";
  private static final long UNKNOWN = -1;

  private final long start;
  private final long end;
  private final long total;

  private ByteRange(long start, long end, long total) {
    this.start = start;
    this.end = end;
    this.total = total;
    require(start >= 1, "range-start counts from 1");
    require(end == UNKNOWN || end >= start - 1, "range-end lies before range-start");
    require(total == UNKNOWN || end <= total, "range-end lies behind total");
    require(total == UNKNOWN || start - 1 <= total, "range-start lies behind total");
  }

  /**
   * A range whose end and total are known.
   *
   * @param start the first octet, from 1
   * @param end the last octet; {@code start - 1} if there is none
   * @param total octets of the whole message
   * @return the range
   * @throws MsrpSyntaxException if they contradict each other
   */
  public static ByteRange of(long start, long end, long total) {
    require(end >= 0 && total >= 0, "a position can't be negative");
    return new ByteRange(start, end, total);
  }

  /**
   * A range of any shape.
   *
   * @param start the first octet, from 1
   * @param end the last octet, if known
   * @param total octets of the whole message, if known
   * @return the range
   * @throws MsrpSyntaxException if they contradict each other
   */
  public static ByteRange of(long start, OptionalLong end, OptionalLong total) {
    require(end.orElse(0) >= 0 && total.orElse(0) >= 0, "a position can't be negative");
    return new ByteRange(start, end.orElse(UNKNOWN), total.orElse(UNKNOWN));
  }

  /**
   * A range that can be interrupted: its end is {@code *}.
   *
   * @param start the first octet, from 1
   * @param total octets of the whole message
   * @return the range
   * @throws MsrpSyntaxException if they contradict each other
   */
  public static ByteRange openEnded(long start, long total) {
    require(total >= 0, "a position can't be negative");
    return new ByteRange(start, UNKNOWN, total);
  }

  /**
   * Parses {@code start-end/total}.
   *
   * @param text the header's value
   * @return the range
   * @throws MsrpSyntaxException if it is malformed, contradicts itself, or holds a number above
   *     2^63 - 1
   */
  public static ByteRange parse(String text) {
    int dash = text.indexOf('-');
    int slash = text.indexOf('/', dash + 1);
    if (dash <= 0 || slash < 0) {
      throw MsrpSyntaxException.at(
          text, misshapenAt(text), "Byte-Range is not start-end/total", RULE);
    }
    long start = Decimal.parse(text, 0, dash);
    long end = position(text, dash + 1, slash);
    long total = position(text, slash + 1, text.length());
    try {
      return new ByteRange(start, end, total);
    } catch (MsrpSyntaxException e) {
      boolean endTooLow = end != UNKNOWN && end < start - 1;
      throw e.within(text, start < 1 ? 0 : endTooLow ? dash + 1 : slash + 1);
    }
  }

  /** Where a text without a dash or without a slash behind it stops to look like a range. */
  private static int misshapenAt(String text) {
    int dash = digitsEnd(text, 0);
    if (dash == 0 || dash == text.length() || text.charAt(dash) != '-') {
      return dash;
    }
    return text.startsWith("*", dash + 1) ? dash + 2 : digitsEnd(text, dash + 1);
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static long position(String text, int from, int to) {
    boolean unknown = to == from + 1 && text.charAt(from) == '*';
    return unknown ? UNKNOWN : Decimal.parse(text, from, to);
  }

  /**
   * The first octet.
   *
   * @return from 1
   */
  public long start() {
    return start;
  }

  /**
   * The last octet.
   *
   * @return {@code start - 1} if there is none; empty if unknown
   */
  public OptionalLong end() {
    return end == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(end);
  }

  /**
   * Octets of the whole message.
   *
   * @return empty if unknown
   */
  public OptionalLong total() {
    return total == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(total);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteRange range
        && start == range.start
        && end == range.end
        && total == range.total;
  }

  @Override
  public int hashCode() {
    return Long.hashCode((start * 31 + end) * 31 + total);
  }

  /** The range as it is printed. */
  @Override
  public String toString() {
    return start + "-" + shown(end) + "/" + shown(total);
  }

  private static String shown(long position) {
    return position == UNKNOWN ? "*" : Long.toString(position);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new MsrpSyntaxException(problem, RULE);
    }
  }
}
