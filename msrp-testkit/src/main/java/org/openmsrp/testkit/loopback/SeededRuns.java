// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * The same test for many seeds. The first one that fails ends it, and the error names the seed.
 *
 * <pre>{@code
 * @Test
 * void server_anyOrderOfThings_answersEveryRequest() {
 *   SeededRuns.configured("myserver.runs", 1, 1_000).run(seed -> {
 *     try (Simulation world = Simulation.seeded(seed)) {
 *       ...
 *     }
 *   });
 * }
 * }</pre>
 *
 * <p>{@code -Dmyserver.runs=100000} makes more runs of it, and {@code -Dmyserver.runs=@4711} only
 * the one of seed 4711.
 *
 * @param first the first seed
 * @param count how many seeds, one after the other
 */
public record SeededRuns(long first, long count) {

  /**
   * Checks the range.
   *
   * @param first the first seed
   * @param count positive
   */
  public SeededRuns {
    if (count < 1) {
      throw new IllegalArgumentException("there must be a run: " + count);
    }
  }

  /**
   * Runs whose seeds a system property may change: {@code 5000} is another count, {@code @17} one
   * seed, {@code 5000@17} a count of seeds from 17 on.
   *
   * @param property the name of the property
   * @param first the first seed if the property does not say
   * @param count how many if the property does not say
   * @return the runs
   * @throws NumberFormatException if the property says something else
   */
  public static SeededRuns configured(String property, long first, long count) {
    String value = System.getProperty(property, "").strip();
    int at = value.indexOf('@');
    if (value.isEmpty()) {
      return new SeededRuns(first, count);
    }
    if (at < 0) {
      return new SeededRuns(first, Long.parseLong(value));
    }
    long seed = Long.parseLong(value.substring(at + 1));
    return new SeededRuns(seed, at == 0 ? 1 : Long.parseLong(value.substring(0, at)));
  }

  /**
   * Runs a test with each seed.
   *
   * @param test fails by throwing
   * @throws AssertionError if one fails; the message names the seed, the cause is what it threw
   */
  public void run(LongConsumer test) {
    for (long i = 0; i < count; i++) {
      long seed = first + i;
      try {
        test.accept(seed);
      } catch (RuntimeException | Error failure) {
        throw new AssertionError(
            "seed " + seed + " failed after " + i + " good runs: " + failure.getMessage(), failure);
      }
    }
  }

  /**
   * Makes a list that fails a test shorter, as long as it still fails: what is left is what
   * matters. Parts are left out, large ones first, until not a single element can be missed any
   * more.
   *
   * @param elements for example the messages and faults of a run
   * @param fails whether the test still fails with only these, in the same order
   * @param <T> the type of the elements
   * @return a list that fails, of which nothing can be left out
   */
  public static <T> List<T> shrink(List<T> elements, Predicate<List<T>> fails) {
    requireNonNull(fails, "fails");
    List<T> left = List.copyOf(elements);
    int part = Math.max(1, left.size() / 2);
    while (true) {
      List<T> shorter = withoutOnePart(left, part, fails);
      if (shorter.size() < left.size()) {
        left = shorter;
      } else if (part == 1) {
        return left;
      } else {
        part = Math.max(1, part / 2);
      }
    }
  }

  private static <T> List<T> withoutOnePart(List<T> all, int size, Predicate<List<T>> fails) {
    for (int from = 0; from < all.size(); from += size) {
      List<T> rest = new ArrayList<>(all.subList(0, from));
      rest.addAll(all.subList(Math.min(all.size(), from + size), all.size()));
      if (fails.test(List.copyOf(rest))) {
        return List.copyOf(rest);
      }
    }
    return all;
  }
}
