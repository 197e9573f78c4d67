// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededRunsTest {

  private static final String PROPERTY = "openmsrp.seededRunsTest";

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void run_allGood_usesEachSeedOnce() {
    List<Long> seeds = new ArrayList<>();

    new SeededRuns(7, 3).run(seeds::add);

    assertThat(seeds).containsExactly(7L, 8L, 9L);
  }

  @Test
  void run_oneFails_namesItsSeedAndStops() {
    List<Long> seeds = new ArrayList<>();

    assertThatThrownBy(
            () ->
                new SeededRuns(1, 10)
                    .run(
                        seed -> {
                          seeds.add(seed);
                          if (seed == 4) {
                            throw new IllegalStateException("boom");
                          }
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("seed 4 failed after 3 good runs: boom")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(seeds).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"'',1,100", "5000,1,5000", "@17,17,1", "20@17,17,20", "20@-3,-3,20"})
  void configured_property_changesTheSeeds(String value, long first, long count) {
    System.setProperty(PROPERTY, value);

    assertThat(SeededRuns.configured(PROPERTY, 1, 100)).isEqualTo(new SeededRuns(first, count));
  }

  @Test
  void configured_somethingElse_isRefused() {
    System.setProperty(PROPERTY, "many");

    assertThatThrownBy(() -> SeededRuns.configured(PROPERTY, 1, 100))
        .isInstanceOf(NumberFormatException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> new SeededRuns(1, 0));
  }

  @Test
  void shrink_twoElementsMatter_findsThem() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();

    assertThat(SeededRuns.shrink(all, left -> left.contains(13) && left.contains(77)))
        .containsExactly(13, 77);
    assertThat(SeededRuns.shrink(all, left -> true)).isEmpty();
  }
}
