// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * A world for one test: a network, an executor that is stepped, and time that stands still. The
 * thread of the test runs everything, so the test needs no waiting and always ends the same way.
 *
 * <pre>{@code
 * try (Simulation world = Simulation.seeded(42)) {
 *   Transport transport = world.newTransport();
 *   Binding binding = world.await(transport.acceptor().bind(local, BindOptions.DEFAULT, factory));
 *   Connection connection = world.await(
 *       transport.connector().connect(binding.localEndpoint(), ConnectOptions.DEFAULT, handler));
 *   connection.write(true, bytes);
 *   world.runUntilIdle();                 // every signal that can come has come
 *   world.advance(Duration.ofSeconds(30)); // every timeout of the next 30 s has passed
 * }
 * }</pre>
 *
 * <p>Everything that is drawn comes from the one seed: the order of tasks, delays, the pace of
 * users, and what the test itself takes from {@link #random()}. So one seed is one run, and the
 * messages of its exceptions name it; {@link SeededRuns} tries many. {@link
 * LoopbackNetwork#observe} shows what happens.
 */
public final class Simulation implements AutoCloseable {

  /** How far {@link #await} and {@link #runUntil} let time pass at most. */
  public static final Duration PATIENCE = Duration.ofHours(1);

  private final SteppingExecutor executor;
  private final VirtualTime time = new VirtualTime();
  private final LoopbackNetwork network;
  private final List<LoopbackTransport> transports = new ArrayList<>();
  private final Random random;

  private Simulation(SteppingExecutor executor) {
    this.executor = executor;
    this.network = new LoopbackNetwork(NetworkConditions.PERFECT, executor.seed().orElse(0));
    this.random = new Random(~executor.seed().orElse(0));
  }

  /**
   * A world in which tasks run in the order in which they come.
   *
   * @return a world at time zero
   */
  public static Simulation inOrder() {
    return new Simulation(new SteppingExecutor());
  }

  /**
   * A world in which the next task is drawn from all that wait.
   *
   * @param seed replays the run
   * @return a world at time zero
   */
  public static Simulation seeded(long seed) {
    return new Simulation(SteppingExecutor.seeded(seed));
  }

  /**
   * Runs what is handed to it when the test takes a step.
   *
   * @return the executor of all transports; hand it to the code under test as well
   */
  public SteppingExecutor executor() {
    return executor;
  }

  /**
   * Time that only the test moves.
   *
   * @return the timers of all transports; hand them to the code under test as well
   */
  public VirtualTime time() {
    return time;
  }

  /**
   * The network of all transports.
   *
   * @return the network
   */
  public LoopbackNetwork network() {
    return network;
  }

  /**
   * A transport in this world, closed with it.
   *
   * @return a new transport
   */
  public LoopbackTransport newTransport() {
    LoopbackTransport transport = new LoopbackTransport(network, executor, time);
    transports.add(transport);
    return transport;
  }

  /**
   * The world's source of chance, for whatever a test draws itself.
   *
   * @return a generator that begins with the seed of the world
   */
  public Random random() {
    return random;
  }

  /**
   * Users of the code under test who take their time: hand the executor to it as the one that calls
   * users back.
   *
   * @param atMost how long a task waits at most before it runs; what it is, is drawn anew for each
   * @return an executor in this world
   */
  public UserExecutor newUsers(Duration atMost) {
    return new UserExecutor(executor, time, random.nextLong(), atMost);
  }

  /**
   * Plans something: a fault of the network, a call of a user, a user who stalls.
   *
   * @param moment when, in time since the world began; what is past happens with the next step of
   *     time
   * @param action runs as one task of the {@link #executor}
   */
  public void at(Duration moment, Runnable action) {
    requireNonNull(action, "action");
    Duration left = moment.minusNanos(time.nanoTime());
    time.schedule(left, () -> executor.execute(action));
  }

  /** Runs tasks until none waits. Time stands still. */
  public void runUntilIdle() {
    executor.runAll();
  }

  /**
   * Lets time pass, from timer to timer, and after each runs tasks until none waits.
   *
   * @param duration how long; not negative
   */
  public void advance(Duration duration) {
    requireNonNull(duration, "duration");
    runUntilIdle();
    Duration left = duration;
    Optional<Duration> next = time.untilNext();
    int atThisMoment = 0;
    while (next.isPresent() && next.get().compareTo(left) <= 0) {
      atThisMoment = next.get().isZero() ? atThisMoment + 1 : 0;
      if (atThisMoment > VirtualTime.TASKS_PER_MOMENT) {
        throw stuck("timers without delay follow each other without end");
      }
      time.advance(next.get());
      runUntilIdle();
      left = left.minus(next.get());
      next = time.untilNext();
    }
    time.advance(left);
    runUntilIdle();
  }

  /**
   * Runs tasks until a condition holds, and lets time pass to the next timer whenever no task is
   * left.
   *
   * @param condition what to wait for; looked at before each step
   * @throws IllegalStateException if nothing is left to run, no timer is due within {@link
   *     #PATIENCE}, or there is no end, and the condition does not hold
   */
  public void runUntil(BooleanSupplier condition) {
    long deadline = time.nanoTime() + PATIENCE.toNanos();
    for (int steps = 0; !condition.getAsBoolean(); steps++) {
      if (steps == SteppingExecutor.MAX_STEPS) {
        throw stuck("no end after " + steps + " steps");
      }
      if (!executor.step()) {
        toNextTimer(deadline);
      }
    }
  }

  private void toNextTimer(long deadline) {
    Duration next =
        time.untilNext().orElseThrow(() -> stuck("no task and no timer is left to wait for"));
    if (time.nanoTime() + next.toNanos() > deadline) {
      throw stuck("not met within " + PATIENCE);
    }
    time.advance(next);
  }

  private IllegalStateException stuck(String what) {
    String replay = executor.seed().isPresent() ? ", seed " + executor.seed().getAsLong() : "";
    return new IllegalStateException(what + replay);
  }

  /**
   * Runs until a stage is complete, and returns what it completed with.
   *
   * @param stage what to wait for
   * @param <T> the type of its value
   * @return its value
   * @throws java.util.concurrent.CompletionException if it failed; the cause is the failure
   * @throws IllegalStateException as {@link #runUntil}
   */
  public <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    runUntil(future::isDone);
    return future.join();
  }

  /**
   * Closes the transports and checks that nothing is left behind.
   *
   * @throws IllegalStateException if a connection, a binding or a timer is left
   */
  @Override
  public void close() {
    transports.forEach(LoopbackTransport::close);
    runUntilIdle();
    int open = transports.stream().mapToInt(LoopbackTransport::open).sum();
    if (open + network.listening() > 0) {
      throw stuck(open + " connections, " + network.listening() + " listeners left");
    }
  }
}
