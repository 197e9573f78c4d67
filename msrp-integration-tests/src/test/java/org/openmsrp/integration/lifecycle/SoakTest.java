// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Chat and files on all transports at once, with plugs pulled on either side. A few seconds in the
 * gate, {@code -Dopenmsrp.soak.minutes=30} by hand ({@code scripts/soak}).
 */
class SoakTest {

  private static final Duration DURATION =
      Integer.getInteger("openmsrp.soak.minutes", 0) > 0
          ? Duration.ofMinutes(Integer.getInteger("openmsrp.soak.minutes"))
          : Duration.ofSeconds(3);
  private static final int SIDE_BY_SIDE = 2;
  private static final int TOGETHER = 50;
  private static final long HEAP = 8 << 20;

  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();

  @Test
  @Timeout(86_400)
  void chatAndFiles_onAllTransportsWithPlugsPulled_endWithTheTruthAndLeaveNothing() {
    round(Duration.ofMillis(500));
    Holdings before = Holdings.now();

    round(DURATION);

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertLittleMore(before));
    System.out.println(sessions + " sessions, " + broken + " broken, then " + Holdings.now());
    assertThat(sessions).hasPositiveValue();
    // Every second one is pulled, most of them when they are over already.
    assertThat(broken.get()).isLessThan(sessions.get() / 2 + 1);
  }

  private static void assertLittleMore(Holdings before) {
    Holdings now = Holdings.now();
    assertThat(now.heap()).as("heap, %s, then %s", before, now).isLessThan(before.heap() + HEAP);
    assertThat(now.threads()).as("threads").isLessThan(before.threads() + 20);
    assertThat(now.descriptors()).as("descriptors").isLessThan(before.descriptors() + 10);
  }

  private void round(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    List<CompletableFuture<Void>> ways = new ArrayList<>();
    for (LifecycleTest.Way way : LifecycleTest.Way.values()) {
      for (int i = 0; i < SIDE_BY_SIDE; i++) {
        ways.add(CompletableFuture.runAsync(() -> run(way, end), SoakTest::thread));
      }
    }
    ways.forEach(CompletableFuture::join);
  }

  private static void thread(Runnable task) {
    new Thread(task, "soak").start();
  }

  private void run(LifecycleTest.Way way, long end) {
    try (Cycles cycles = way.cycles()) {
      long shown = System.nanoTime();
      while (System.nanoTime() - end < 0) {
        cycles.run(TOGETHER, true);
        sessions.addAndGet(TOGETHER);
        if (System.nanoTime() - shown > Duration.ofMinutes(1).toNanos()) {
          shown = System.nanoTime();
          System.out.println(way + ": " + sessions + " sessions in all, " + Holdings.now());
        }
      }
      broken.addAndGet(cycles.broken());
    }
  }
}
