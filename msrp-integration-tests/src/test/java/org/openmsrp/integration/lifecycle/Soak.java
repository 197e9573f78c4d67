// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chat and files on all transports at once, with plugs pulled on either side, for as long as it is
 * told to. By hand, not in the gate.
 */
final class Soak {

  private static final int TOGETHER = 50;

  private final long end;
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();

  private Soak(Duration duration) {
    end = System.nanoTime() + duration.toNanos();
  }

  /**
   * Runs.
   *
   * @param args minutes
   */
  public static void main(String[] args) {
    Duration duration = Duration.ofMinutes(Long.parseLong(args[0]));
    Soak soak = new Soak(duration);
    List<CompletableFuture<Void>> ways = new ArrayList<>();
    for (LifecycleTest.Way way : LifecycleTest.Way.values()) {
      ways.add(CompletableFuture.runAsync(() -> soak.run(way), Soak::thread));
    }
    ways.forEach(CompletableFuture::join);
    System.out.println(
        soak.sessions + " sessions, " + soak.broken + " broken, at the end: " + Holdings.now());
  }

  private static void thread(Runnable task) {
    new Thread(task, "soak").start();
  }

  private void run(LifecycleTest.Way way) {
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
