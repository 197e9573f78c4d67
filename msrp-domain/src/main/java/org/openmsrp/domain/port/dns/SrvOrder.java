// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The order in which the targets of SRV records are tried (RFC 2782, "Usage rules"). */
public final class SrvOrder {

  private SrvOrder() {}

  /**
   * Whether the domain says that the service is decidedly not available there: then nothing else,
   * such as the domain's own address, may be tried.
   *
   * @param records an answer
   * @return true if its only record has no target
   */
  public static boolean isNotAvailable(List<SrvRecord> records) {
    return records.size() == 1 && !records.get(0).hasTarget();
  }

  /**
   * Orders records: by priority, and within one priority at random in proportion to the weights.
   *
   * @param records an answer
   * @param random where chance comes from; it need not be secure
   * @return the records that have a target, the one to be tried first in front
   */
  public static List<SrvRecord> order(List<SrvRecord> records, RandomGenerator random) {
    requireNonNull(random, "random");
    List<SrvRecord> ordered = new ArrayList<>();
    for (List<SrvRecord> equals : byPriority(records).values()) {
      drawAll(arrange(equals, random), random, ordered);
    }
    return List.copyOf(ordered);
  }

  private static SortedMap<Integer, List<SrvRecord>> byPriority(List<SrvRecord> records) {
    SortedMap<Integer, List<SrvRecord>> groups = new TreeMap<>();
    for (SrvRecord record : records) {
      if (record.hasTarget()) {
        groups.computeIfAbsent(record.priority(), none -> new ArrayList<>()).add(record);
      }
    }
    return groups;
  }

  /** Any order, weight 0 first; chance here evens out who profits from drawing 0. */
  private static List<SrvRecord> arrange(List<SrvRecord> equals, RandomGenerator random) {
    List<SrvRecord> arranged = new ArrayList<>();
    for (SrvRecord record : equals) {
      arranged.add(random.nextInt(arranged.size() + 1), record);
    }
    arranged.sort((a, b) -> Boolean.compare(a.weight() > 0, b.weight() > 0));
    return arranged;
  }

  private static void drawAll(
      List<SrvRecord> left, RandomGenerator random, List<SrvRecord> ordered) {
    long sum = left.stream().mapToLong(SrvRecord::weight).sum();
    while (!left.isEmpty()) {
      SrvRecord drawn = left.remove(indexAt(left, random.nextLong(sum + 1)));
      sum -= drawn.weight();
      ordered.add(drawn);
    }
  }

  /** The first whose running sum reaches {@code point}. */
  private static int indexAt(List<SrvRecord> left, long point) {
    long running = left.get(0).weight();
    int index = 0;
    while (running < point) {
      index++;
      running += left.get(index).weight();
    }
    return index;
  }
}
