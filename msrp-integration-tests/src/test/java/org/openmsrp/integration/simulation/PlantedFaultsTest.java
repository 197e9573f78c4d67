// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Finds out whether the simulation finds anything: every mistake shows within the gate's seeds. */
@Timeout(600)
class PlantedFaultsTest {

  private static final int SEEDS = 10_000;

  @ParameterizedTest
  @EnumSource(PlantedFault.class)
  void simulation_mistakeAroundTheEngine_isFound(PlantedFault planted) {
    found(planted.name(), seed -> Conversation.play(Scenarios.of(seed), planted, event -> {}));
  }

  @ParameterizedTest
  @EnumSource(MutatedMethod.class)
  void simulation_mistakeInTheEngine_isFound(MutatedMethod mutation) {
    Mutant mutant = new Mutant(mutation);
    found(mutation.name(), mutant::play);
  }

  private static void found(String name, LongFunction<List<String>> play) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<String> wrongs = play.apply(seed);
      if (!wrongs.isEmpty()) {
        System.out.println(name + ": seed " + seed + ": " + wrongs.get(0));
        return;
      }
    }
    assertThat(SEEDS).as("%s is not found in these seeds", name).isZero();
  }
}
