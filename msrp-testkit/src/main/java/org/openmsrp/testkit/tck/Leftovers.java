// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Compares the threads before and after a test, and asks for other leaks. Timers need no look of
 * their own: each lives in a thread.
 */
public final class Leftovers {

  /** Threads of the platform, of test engines and of what the JDK and Netty share between all. */
  private static final List<String> OTHERS =
      List.of(
          "ForkJoinPool",
          "CompletableFuture",
          "junit",
          "surefire",
          "Common-Cleaner",
          "globalEventExecutor",
          "main");

  private static final long JOIN_MILLIS = 100;

  private final TckOptions options;
  private final Set<Thread> before;

  private Leftovers(TckOptions options, Set<Thread> before) {
    this.options = options;
    this.before = before;
  }

  /**
   * The threads of this process.
   *
   * @param prefix how their names begin
   * @return the names of those that are alive
   */
  public static List<String> threadsNamed(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /**
   * Looks at what is there before a test.
   *
   * @param options patience, how threads are told apart, and what else to look at in the end
   * @return what to ask after the test
   */
  public static Leftovers before(TckOptions options) {
    return new Leftovers(options, Thread.getAllStackTraces().keySet());
  }

  /**
   * Gives threads that are about to end the time for it. Some of the JDK's, as those of its HTTP
   * client, end when their owner is collected, so that is done as well.
   *
   * @throws AssertionError if something is left
   */
  public void check() {
    long deadline = System.nanoTime() + options.patience().toNanos();
    // A pool may replace a thread that ends, so one look is not enough.
    for (Set<Thread> left = added(); !left.isEmpty(); left = added()) {
      left.forEach(thread -> join(thread, deadline));
      if (left.stream().anyMatch(Thread::isAlive)) {
        System.gc();
      }
      if (System.nanoTime() - deadline >= 0) {
        break;
      }
    }
    assertThat(added().stream().map(Thread::getName).collect(Collectors.toSet()))
        .as("T4.3 threads left after everything was closed")
        .isEmpty();
    options.leakCheck().run();
  }

  private static void join(Thread thread, long deadline) {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    try {
      if (left > 0) {
        thread.join(Math.min(left, JOIN_MILLIS));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<Thread> added() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
        .filter(thread -> !before.contains(thread) && ours(thread.getName()))
        .collect(Collectors.toSet());
  }

  private boolean ours(String name) {
    return options
        .threadPrefix()
        .map(name::startsWith)
        .orElseGet(() -> OTHERS.stream().noneMatch(name::startsWith));
  }
}
