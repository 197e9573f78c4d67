// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An executor without threads: tasks wait until a test takes a step.
 *
 * <p>Without a seed the tasks run in the order in which they came. With a seed the next task is
 * drawn from all that wait, so that each seed is one interleaving of the connections, and the same
 * seed gives the same one again. A loopback connection never has more than one task waiting, so any
 * order is one that threads could have produced.
 *
 * <p>Tasks may be added from any thread. An exception of a task comes out of the step that ran it.
 */
public final class SteppingExecutor implements Executor {

  /** How many steps {@link #runAll()} takes before it gives up. */
  public static final int MAX_STEPS = 10_000_000;

  private final List<Runnable> queue = new ArrayList<>();
  private final OptionalLong seed;
  private final @Nullable Random random;
  private @Nullable Thread stepping;
  private int head;

  /** Runs tasks in the order in which they came. */
  public SteppingExecutor() {
    this.seed = OptionalLong.empty();
    this.random = null;
  }

  private SteppingExecutor(long seed) {
    this.seed = OptionalLong.of(seed);
    this.random = new Random(seed);
  }

  /**
   * Draws the next task from all that wait.
   *
   * @param seed replays one interleaving
   * @return an executor without tasks
   */
  public static SteppingExecutor seeded(long seed) {
    return new SteppingExecutor(seed);
  }

  /**
   * The seed that replays the run.
   *
   * @return empty if tasks run in the order in which they came
   */
  public OptionalLong seed() {
    return seed;
  }

  @Override
  public synchronized void execute(Runnable task) {
    queue.add(requireNonNull(task, "task"));
  }

  /**
   * How many tasks wait.
   *
   * @return the tasks that have not begun
   */
  public synchronized int pending() {
    return queue.size() - head;
  }

  /**
   * Whether the calling thread is inside a step of this executor.
   *
   * @return true if a task calls
   */
  public synchronized boolean insideStep() {
    return stepping == Thread.currentThread();
  }

  /**
   * Runs one task.
   *
   * @return whether there was one
   * @throws IllegalStateException if a task of this executor calls it
   */
  public boolean step() {
    Runnable task = begin();
    if (task == null) {
      return false;
    }
    try {
      task.run();
    } finally {
      end();
    }
    return true;
  }

  private synchronized @Nullable Runnable begin() {
    if (stepping != null) {
      throw new IllegalStateException("a step is in progress on " + stepping.getName());
    }
    if (pending() == 0) {
      return null;
    }
    stepping = Thread.currentThread();
    return poll();
  }

  private Runnable poll() {
    if (random != null) {
      int chosen = head + random.nextInt(queue.size() - head);
      Runnable first = queue.get(head);
      Runnable task = queue.set(chosen, first);
      queue.set(head, task);
    }
    Runnable task = queue.get(head++);
    if (head == queue.size() || head > 1024) {
      queue.subList(0, head).clear();
      head = 0;
    }
    return task;
  }

  private synchronized void end() {
    stepping = null;
  }

  /**
   * Runs tasks, and the tasks that they add, until none waits.
   *
   * @return how many tasks ran
   * @throws IllegalStateException if {@link #MAX_STEPS} were not enough
   */
  public int runAll() {
    int steps = 0;
    while (step()) {
      if (++steps >= MAX_STEPS) {
        throw new IllegalStateException("no end after " + steps + " steps" + replay());
      }
    }
    return steps;
  }

  /**
   * Runs tasks until a condition holds; it is looked at before each step.
   *
   * @param condition what to wait for
   * @param maxSteps how many steps may be needed; not negative
   * @return how many tasks ran
   * @throws IllegalStateException if no task is left, or {@code maxSteps} have run, and the
   *     condition still does not hold
   */
  public int runUntil(BooleanSupplier condition, int maxSteps) {
    for (int steps = 0; ; steps++) {
      if (condition.getAsBoolean()) {
        return steps;
      }
      if (steps == maxSteps) {
        throw new IllegalStateException("condition not met in " + maxSteps + " steps" + replay());
      }
      if (!step()) {
        throw new IllegalStateException(
            "condition not met and nothing left to run after " + steps + " steps" + replay());
      }
    }
  }

  private String replay() {
    return seed.isPresent() ? " (seed " + seed.getAsLong() + ")" : "";
  }
}
