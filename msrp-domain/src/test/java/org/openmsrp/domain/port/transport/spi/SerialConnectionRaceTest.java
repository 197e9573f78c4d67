// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** The state machine under many threads: pumps on a pool, verbs from everywhere. */
class SerialConnectionRaceTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;

  private final ExecutorService pumps = Executors.newFixedThreadPool(3);
  private final ExecutorService users = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() throws InterruptedException {
    users.shutdownNow();
    pumps.shutdownNow();
    assertThat(users.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pumps.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Counts signals in plain fields: only serial delivery with happens-before keeps them right. */
  private static final class Counter implements ConnectionHandler {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private int signals;
    private int writes;
    private int closes;
    private int late;
    private volatile int seen;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private void count() {
      if (inside.getAndIncrement() != 0) {
        overlaps.incrementAndGet();
      }
      late += closes;
      signals++;
      inside.decrementAndGet();
      seen = signals;
    }

    @Override
    public void onOpen(Connection connection) {
      count();
      opened.countDown();
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      count();
    }

    @Override
    public void onWritten() {
      count();
      writes++;
    }

    @Override
    public void onWake() {
      count();
    }

    @Override
    public void onClosed(CloseReason reason) {
      count();
      closes++;
      ended.countDown();
    }
  }

  private void together(FakeConnection connection, Consumer<FakeConnection> verb) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      done.add(
          users.submit(
              () -> {
                start.await();
                verb.accept(connection);
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void write_fromManyThreads_eachAcceptedOneIsSignalledOnce() throws Exception {
    Counter counter = new Counter();
    FakeConnection connection = new FakeConnection(pumps, counter);
    connection.open();
    AtomicInteger accepted = new AtomicInteger();

    together(
        connection,
        c -> {
          for (int i = 0; i < ROUNDS; i++) {
            try {
              c.write(false, ByteBuffer.allocate(1));
              accepted.incrementAndGet();
            } catch (IllegalStateException inFlight) {
              Thread.onSpinWait();
            }
          }
        });

    await().until(() -> counter.seen == 1 + accepted.get());
    assertThat(counter.writes).isEqualTo(accepted.get()).isPositive();
    assertThat(counter.overlaps).hasValue(0);
  }

  @Test
  void wake_fromManyThreads_neverGetsLost() throws Exception {
    AtomicInteger queue = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    FakeConnection connection =
        new FakeConnection(pumps, new Drain(() -> taken.addAndGet(queue.getAndSet(0))));
    connection.open();

    together(
        connection,
        c -> {
          for (int i = 0; i < ROUNDS; i++) {
            queue.incrementAndGet();
            c.wake();
          }
        });

    await().untilAsserted(() -> assertThat(taken).hasValue(THREADS * ROUNDS));
  }

  private record Drain(Runnable onEachWake) implements ConnectionHandler {
    @Override
    public void onOpen(Connection connection) {}

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {}

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {
      onEachWake.run();
    }

    @Override
    public void onClosed(CloseReason reason) {}
  }

  @Test
  void verbs_allAtOnceWithEveryKindOfEnd_closeExactlyOnce() throws Exception {
    for (int round = 0; round < 500; round++) {
      Counter counter = new Counter();
      FakeConnection connection = new FakeConnection(pumps, counter);
      connection.open();
      assertThat(counter.opened.await(10, TimeUnit.SECONDS)).isTrue();
      AtomicInteger turn = new AtomicInteger();

      together(connection, c -> everything(c, turn.getAndIncrement()));

      assertThat(counter.ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(counter.closes).isEqualTo(1);
      assertThat(connection.hooks.toString()).endsWith("release ");
      assertThat(counter.late).isZero();
      assertThat(counter.overlaps).hasValue(0);
    }
  }

  private static void everything(FakeConnection connection, int turn) {
    connection.wake();
    connection.demand();
    switch (turn) {
      case 0 -> connection.close();
      case 1 -> connection.ended(new CloseReason.PeerClose());
      case 2 -> connection.abort(new TransportException(Kind.ABORTED, "test"));
      default -> connection.write(false, ByteBuffer.allocate(1));
    }
    connection.wake();
    connection.demand();
    connection.expired();
  }
}
