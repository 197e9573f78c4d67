// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.openmsrp.testkit.loopback.NetworkConditions;
import org.openmsrp.testkit.loopback.SeededRuns;

/** Leaves out of a scenario that fails whatever it fails without. */
final class Shrinker {

  private Shrinker() {}

  static Scenario shrink(Scenario failing, Predicate<Scenario> fails) {
    Scenario least = withFewerActs(failing, fails);
    least = withFewerTalks(least, fails);
    least = unlessGood(least, one -> one.withNetwork(NetworkConditions.PERFECT), fails);
    least = unlessGood(least, one -> one.withPace(Duration.ZERO), fails);
    least = unlessGood(least, one -> one.withRechunked(false), fails);
    return withFewerActs(least, fails);
  }

  private static Scenario withFewerActs(Scenario scenario, Predicate<Scenario> fails) {
    List<Act> acts =
        SeededRuns.shrink(scenario.acts(), some -> fails.test(scenario.withActs(some)));
    return scenario.withActs(acts);
  }

  private static Scenario withFewerTalks(Scenario scenario, Predicate<Scenario> fails) {
    List<Talk> talks =
        SeededRuns.shrink(
            scenario.talks(), some -> fails.test(scenario.withTalks(some).withoutOrphans()));
    return scenario.withTalks(talks).withoutOrphans();
  }

  private static Scenario unlessGood(
      Scenario scenario, UnaryOperator<Scenario> simpler, Predicate<Scenario> fails) {
    Scenario other = simpler.apply(scenario);
    return fails.test(other) ? other : scenario;
  }
}
