// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Map;
import java.util.TreeMap;

/** Which octets of a message are there: half-open ranges, joined where they touch. */
final class RangeSet {

  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private long covered;

  /** Adds {@code [from, to)}; what is there already counts once. */
  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    long start = from;
    long end = to;
    Map.Entry<Long, Long> left = ends.floorEntry(from);
    if (left != null && left.getValue() >= from) {
      start = left.getKey();
      end = Math.max(end, left.getValue());
      remove(left);
    }
    Map.Entry<Long, Long> next = ends.ceilingEntry(start);
    while (next != null && next.getKey() <= end) {
      end = Math.max(end, next.getValue());
      remove(next);
      next = ends.ceilingEntry(start);
    }
    ends.put(start, end);
    covered += end - start;
  }

  /** How many octets are there. */
  long covered() {
    return covered;
  }

  /** How many separate ranges there are. */
  int fragments() {
    return ends.size();
  }

  /** Whether {@code [0, total)} is there. */
  boolean covers(long total) {
    return total == 0 || (ends.size() >= 1 && prefix() >= total);
  }

  /** The end of the range that begins at 0. */
  long prefix() {
    Long end = ends.get(0L);
    return end == null ? 0 : end;
  }

  private void remove(Map.Entry<Long, Long> range) {
    ends.remove(range.getKey());
    covered -= range.getValue() - range.getKey();
  }
}
