// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteppingExecutorTest {

  private final List<Integer> ran = new ArrayList<>();

  private List<Integer> run(SteppingExecutor executor, int tasks) {
    ran.clear();
    IntStream.range(0, tasks).forEach(i -> executor.execute(() -> ran.add(i)));
    assertThat(executor.runAll()).isEqualTo(tasks);
    return List.copyOf(ran);
  }

  @Test
  void runAll_withoutSeed_keepsTheOrder() {
    List<Integer> inOrder = IntStream.range(0, 3000).boxed().toList();

    assertThat(run(new SteppingExecutor(), 3000)).isEqualTo(inOrder);
  }

  @Test
  void runAll_sameSeed_givesTheSameOrderAndEveryTaskOnce() {
    List<Integer> first = run(SteppingExecutor.seeded(7), 2000);

    assertThat(run(SteppingExecutor.seeded(7), 2000)).isEqualTo(first);
    assertThat(run(SteppingExecutor.seeded(8), 2000)).isNotEqualTo(first);
    assertThat(first).hasSize(2000).doesNotHaveDuplicates();
  }

  @Test
  void step_tasksWaiting_runsExactlyOne() {
    SteppingExecutor executor = new SteppingExecutor();
    executor.execute(() -> ran.add(1));
    executor.execute(() -> ran.add(2));

    assertThat(executor.step()).isTrue();

    assertThat(ran).containsExactly(1);
    assertThat(executor.pending()).isOne();
  }

  @Test
  void step_nothingWaiting_saysSo() {
    assertThat(new SteppingExecutor().step()).isFalse();
  }

  @Test
  void step_fromWithinATask_isRefused() {
    SteppingExecutor executor = new SteppingExecutor();
    executor.execute(executor::step);

    assertThatIllegalStateException().isThrownBy(executor::step);
    assertThat(executor.insideStep()).isFalse();
  }

  @Test
  void runUntil_conditionNeverHolds_namesTheSeed() {
    SteppingExecutor executor = SteppingExecutor.seeded(99);
    executor.execute(() -> again(executor));

    assertThatIllegalStateException()
        .isThrownBy(() -> executor.runUntil(() -> false, 1000))
        .withMessageContaining("1000 steps")
        .withMessageContaining("seed 99");
  }

  @Test
  void runUntil_nothingLeft_saysSo() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new SteppingExecutor().runUntil(() -> false, 10))
        .withMessageContaining("nothing left to run");
  }

  private void again(SteppingExecutor executor) {
    executor.execute(() -> again(executor));
  }
}
