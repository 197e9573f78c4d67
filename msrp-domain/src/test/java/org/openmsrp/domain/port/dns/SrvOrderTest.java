// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;

class SrvOrderTest {

  private static final int DRAWS = 20_000;

  private static SrvRecord record(int priority, int weight, String target) {
    return new SrvRecord(priority, weight, 2855, target);
  }

  /** How often {@code target} comes first. */
  private static double share(List<SrvRecord> records, String target) {
    Random random = new Random(2782);
    return IntStream.range(0, DRAWS)
            .filter(i -> SrvOrder.order(records, random).get(0).target().equals(target))
            .count()
        / (double) DRAWS;
  }

  @Test
  @Conformance("2782-Usage-01")
  void order_differentPriorities_lowestFirst() {
    List<SrvRecord> records =
        List.of(record(20, 0, "second"), record(10, 0, "first"), record(65535, 9, "last"));
    assertThat(SrvOrder.order(records, new Random(1)))
        .extracting(SrvRecord::target)
        .containsExactly("first", "second", "last");
  }

  @Test
  @Conformance("2782-Usage-02")
  void order_onePriority_firstInProportionToWeight() {
    List<SrvRecord> records =
        List.of(record(5, 10, "w10"), record(5, 30, "w30"), record(5, 60, "w60"));
    assertThat(share(records, "w10")).isCloseTo(0.10, within(0.015));
    assertThat(share(records, "w30")).isCloseTo(0.30, within(0.015));
    assertThat(share(records, "w60")).isCloseTo(0.60, within(0.015));
  }

  @Test
  @Conformance("2782-Usage-02")
  void order_weightZeroAmongOthers_hasAVerySmallChance() {
    List<SrvRecord> records = List.of(record(5, 99, "much"), record(5, 0, "none"));
    assertThat(share(records, "none")).isBetween(0.005, 0.015);
  }

  @Test
  void order_allWeightsZero_eachIsFirstEquallyOften() {
    List<SrvRecord> records = List.of(record(5, 0, "a"), record(5, 0, "b"), record(5, 0, "c"));
    assertThat(share(records, "a")).isCloseTo(1 / 3.0, within(0.015));
    assertThat(share(records, "b")).isCloseTo(1 / 3.0, within(0.015));
  }

  @Test
  void order_sameSeed_sameOrder() {
    List<SrvRecord> records =
        IntStream.range(0, 20).mapToObj(i -> record(i % 2, i, "t" + i)).toList();
    assertThat(SrvOrder.order(records, new Random(42)))
        .isEqualTo(SrvOrder.order(records, new Random(42)))
        .isNotEqualTo(SrvOrder.order(records, new Random(43)));
  }

  @Test
  @Conformance("2782-Usage-03")
  void isNotAvailable_onlyRecordWithoutTarget_isTrue() {
    List<SrvRecord> refused = List.of(record(0, 0, "."));
    assertThat(SrvOrder.isNotAvailable(refused)).isTrue();
    assertThat(SrvOrder.order(refused, new Random(1))).isEmpty();
    assertThat(SrvOrder.isNotAvailable(List.of())).isFalse();
    assertThat(SrvOrder.isNotAvailable(List.of(record(0, 0, "a"), record(0, 0, ".")))).isFalse();
  }

  @Provide
  Arbitrary<List<SrvRecord>> answers() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers().between(0, 65535)),
            Arbitraries.of("a", "b", "c.example", "."))
        .as(SrvOrderTest::record)
        .list()
        .ofMaxSize(12);
  }

  @Property
  void order_anyAnswer_isAPermutationOfTheTargetsByPriority(
      @ForAll("answers") List<SrvRecord> answer, @ForAll long seed) {
    List<SrvRecord> ordered = SrvOrder.order(answer, new Random(seed));
    assertThat(ordered)
        .containsExactlyInAnyOrderElementsOf(answer.stream().filter(SrvRecord::hasTarget).toList());
    assertThat(ordered).extracting(SrvRecord::priority).isSorted();
  }
}
