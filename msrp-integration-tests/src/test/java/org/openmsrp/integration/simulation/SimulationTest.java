// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.testkit.loopback.NetworkEvent;
import org.openmsrp.testkit.loopback.SeededRuns;

/**
 * Ten thousand bad days, each drawn from a seed; {@code docs/simulation.md} says what happens and
 * what must hold. {@code -Dopenmsrp.simulation.runs=1000000} plays more of them, {@code @4711} one.
 */
class SimulationTest {

  private static final String RUNS = "openmsrp.simulation.runs";

  @Test
  @Timeout(86_400)
  void conversations_anyBadDay_endWithTheTruth() {
    SeededRuns.configured(RUNS, 1, 10_000).run(SimulationTest::play);
  }

  private static void play(long seed) {
    if (!Runs.wrongs(seed).isEmpty()) {
      throw new AssertionError(Runs.explain(seed));
    }
  }

  /** Seeds that found something once. They mean the same as long as {@link Scenarios} does. */
  static LongStream remembered() throws IOException {
    try (InputStream file = SimulationTest.class.getResourceAsStream("seeds.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .mapToLong(line -> Long.parseLong(line.split("\\s", 2)[0]))
          .boxed()
          .mapToLong(Long::longValue);
    }
  }

  @ParameterizedTest
  @MethodSource("remembered")
  void conversations_seedThatFoundSomething_findsItNoMore(long seed) {
    play(seed);
  }

  private static List<NetworkEvent> log(long seed) {
    List<NetworkEvent> events = new ArrayList<>();
    Conversation.play(Scenarios.of(seed), Faults.NONE, events::add);
    return events;
  }

  @Test
  void conversation_sameSeed_hasTheSameLogToTheLastOctet() {
    for (long seed = 1; seed <= 100; seed++) {
      assertThat(log(seed)).isEqualTo(log(seed)).isNotEmpty();
    }
  }

  @Test
  void conversation_differentSeeds_haveDifferentLogs() {
    List<List<NetworkEvent>> logs =
        LongStream.rangeClosed(1, 50).mapToObj(SimulationTest::log).toList();

    assertThat(logs).doesNotHaveDuplicates();
  }

  @Test
  void shrink_oneFaultMatters_leavesLittleElse() {
    Scenario scenario =
        LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(Scenarios::of)
            .filter(one -> one.acts().stream().anyMatch(Act.Reset.class::isInstance))
            .findFirst()
            .orElseThrow();

    Scenario least =
        Shrinker.shrink(scenario, one -> one.acts().stream().anyMatch(Act.Reset.class::isInstance));

    assertThat(least.acts()).singleElement().isInstanceOf(Act.Reset.class);
    assertThat(least.pace()).isZero();
  }
}
