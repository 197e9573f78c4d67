// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.time.Timers;

class VirtualTimeTest {

  private final VirtualTime time = new VirtualTime();
  private final List<String> ran = new ArrayList<>();

  @Test
  void advance_tasksOfSeveralMoments_runInOrderOfTimeThenOfScheduling() {
    time.schedule(Duration.ofMillis(20), () -> ran.add("late@" + time.nanoTime()));
    time.schedule(Duration.ofMillis(10), () -> ran.add("first@" + time.nanoTime()));
    time.schedule(Duration.ofMillis(10), () -> ran.add("second@" + time.nanoTime()));

    time.advance(Duration.ofMillis(20));

    assertThat(ran).containsExactly("first@10000000", "second@10000000", "late@20000000");
    assertThat(time.pending()).isZero();
  }

  @Test
  void advance_notFarEnough_leavesTheTaskWaiting() {
    time.schedule(Duration.ofMillis(10), () -> ran.add("task"));

    time.advance(Duration.ofMillis(9));

    assertThat(ran).isEmpty();
    assertThat(time.pending()).isOne();
    assertThat(time.untilNext()).contains(Duration.ofMillis(1));
  }

  @Test
  void advance_taskSchedulesAnotherWithinTheSpan_bothRun() {
    time.schedule(
        Duration.ofSeconds(1),
        () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("at " + time.nanoTime())));

    time.advance(Duration.ofSeconds(3));

    assertThat(ran).containsExactly("at 2000000000");
    assertThat(time.nanoTime()).isEqualTo(3_000_000_000L);
  }

  @Test
  void cancel_beforeItsMoment_theTaskNeverRuns() {
    Timers.Timer timer = time.schedule(Duration.ofMillis(1), () -> ran.add("task"));

    timer.cancel();
    time.advance(Duration.ofDays(1));

    assertThat(ran).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void schedule_delayBeyondAllTime_waitsForEver() {
    time.advance(Duration.ofDays(1));
    time.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("task"));

    time.advance(Duration.ofDays(10_000));

    assertThat(ran).isEmpty();
  }

  @Test
  void advance_negative_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
  }

  @Test
  void advance_taskReschedulesItselfWithoutDelay_endsWithAnError() {
    time.schedule(Duration.ZERO, this::again);

    assertThatIllegalStateException()
        .isThrownBy(() -> time.advance(Duration.ZERO))
        .withMessageContaining("without end");
  }

  private void again() {
    time.schedule(Duration.ZERO, this::again);
  }
}
