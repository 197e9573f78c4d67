// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.List;

/**
 * Runs by hand: {@code Runs FIRST COUNT} plays many and goes on after a failure, {@code Runs SEED}
 * plays one, shrinks it if it fails, and says what happened.
 */
final class Runs {

  private Runs() {}

  /** Plays the scenario of a seed; what went wrong. */
  static List<String> wrongs(long seed) {
    return Conversation.play(Scenarios.of(seed));
  }

  /** A text about a seed that fails: what is wrong, the least that is wrong, and how to see it. */
  static String explain(long seed) {
    Scenario least = Shrinker.shrink(Scenarios.of(seed), one -> !Conversation.play(one).isEmpty());
    return """
    %s
    replay: ./mvnw test -pl msrp-integration-tests -am -Dtest=SimulationTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dopenmsrp.simulation.runs=@%d
    the least that fails:
    %s
    where %s"""
        .formatted(
            String.join("\n", wrongs(seed)),
            seed,
            least,
            String.join("\n", Conversation.play(least)));
  }

  /** See above. */
  public static void main(String[] args) {
    long first = Long.parseLong(args[0]);
    if (args.length == 1) {
      System.out.println(Scenarios.of(first));
      System.out.println(wrongs(first).isEmpty() ? "all is well" : explain(first));
      return;
    }
    long count = Long.parseLong(args[1]);
    long began = System.nanoTime();
    int failed = 0;
    for (long seed = first; seed < first + count; seed++) {
      List<String> wrongs = wrongs(seed);
      if (!wrongs.isEmpty()) {
        failed++;
        System.out.println("seed " + seed + ": " + wrongs.get(0));
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%d runs from %d on, %d failed, %.1f s, %.3f ms each%n",
        count, first, failed, seconds, 1000 * seconds / count);
  }
}
