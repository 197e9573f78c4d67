// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T1.2 to T1.6: in which order and on which threads signals come. */
public interface SignalContract extends TransportUnderTest {

  /** {@code onOpen}, then anything, then {@code onClosed} and nothing more. */
  @Test
  default void required_t1_2_signalsFollowTheGrammar() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client").reading(), bench.handler("server").reading());
      ends.write(Pattern.buffer(0, 1000));
      ends.client().connection().wake();
      ends.server().connection().wake();
      ends.awaitReceived(1000);
      ends.client().close();
      bench.awaitClosed(ends.client());
      bench.awaitClosed(ends.server());

      ends.client().connection().wake();
      ends.server().connection().write(true, Pattern.buffer(0, 1));
      ends.server().demand();

      long before = ends.server().written();
      bench.never("onWritten", ends.server(), () -> ends.server().written() > before);
    }
  }

  /** Calls from many threads never make two signals overlap. */
  @Test
  default void required_t1_3_signalsAreSerial() {
    try (Bench bench = new Bench(this).readBuffer(64)) {
      int[] plainCounter = {0};
      RecordingHandler server = bench.handler("server").reading();
      server.whenBytes(bytes -> plainCounter[0]++).whenWoken(() -> plainCounter[0]++);
      Ends ends = bench.open(bench.handler("client"), server);

      try (Crowd crowd = new Crowd(4, 500, i -> server.connection().wake())) {
        for (int i = 0; i < 20; i++) {
          ends.write(Pattern.buffer(i * 500L, 500));
        }
        ends.awaitReceived(10_000);
        crowd.join();
      }
      ends.client().close();
      bench.awaitClosed(server);

      assertThat((long) plainCounter[0]).isEqualTo(server.pieces() + server.woken());
    }
  }

  /** A signal that takes its time keeps the next one waiting, whoever causes it. */
  @Test
  default void required_t1_3_signalWaitsForTheOneBefore() {
    try (Bench bench = new Bench(this)) {
      CompletableFuture<Void> woken = new CompletableFuture<>();
      AtomicBoolean overlapped = new AtomicBoolean();
      RecordingHandler server = bench.handler("server").reading();
      server.whenWoken(() -> woken.complete(null));
      server.whenBytes(
          bytes -> {
            server.connection().wake();
            overlapped.set(Bench.completesAtAGlance(woken));
          });
      Ends ends = bench.open(bench.handler("client"), server);

      ends.client().connection().write(true, Pattern.buffer(0, 1));
      bench.await(woken);

      assertThat(overlapped).isFalse();
    }
  }

  /** Signals come on threads of the transport, not on those that call verbs. */
  @Test
  default void required_t1_3_signalsComeOnTransportThreads() {
    try (Bench bench = new Bench(this)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      RecordingHandler client = bench.handler("client");
      client.whenOpen(c -> threads.add(Thread.currentThread()));
      client.whenWritten(() -> threads.add(Thread.currentThread()));
      client.whenWoken(() -> threads.add(Thread.currentThread()));
      client.whenClosed(reason -> threads.add(Thread.currentThread()));
      Ends ends = bench.open(client, bench.handler("server").reading());
      ends.write(Pattern.buffer(0, 1));
      client.connection().wake();
      bench.await("onWake", client, () -> client.woken() > 0);
      client.close();
      bench.awaitClosed(client);

      if (!bench.driven()) {
        assertThat(threads).doesNotContain(Thread.currentThread());
        String prefix = bench.options().threadPrefix().orElse("");
        assertThat(threads).allSatisfy(t -> assertThat(t.getName()).startsWith(prefix));
      }
    }
  }

  /** All verbs at once within one signal: what follows waits until it has returned. */
  @Test
  default void required_t1_4_verbsWithinASignalDeliverNothing() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server").reading());
      ends.server().connection().write(true, Pattern.buffer(0, 100));
      client.whenWoken(
          () -> {
            client.demand();
            client.connection().write(true);
            client.connection().wake();
            client.whenWoken(() -> {});
          });

      client.connection().wake();

      bench.await("bytes", client, () -> client.received() > 0);
      bench.await("onWritten", client, () -> client.written() == 1);
      bench.await("a second onWake", client, () -> client.woken() == 2);
    }
  }

  /** Closing and aborting within a signal deliver nothing before it has returned. */
  @Test
  default void required_t1_4_closingWithinASignalDeliversNothing() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server"));
      ends.server().whenWoken(() -> ends.server().connection().abort(Failures.onPurpose()));
      ends.server().connection().wake();
      bench.awaitClosed(ends.server());

      Ends others = bench.open(bench.handler("client 2"), bench.handler("server 2").reading());
      others.client().whenWoken(others.client()::close);
      others.client().connection().wake();

      assertThat(bench.awaitClosed(others.client())).isEqualTo(new CloseReason.LocalClose());
    }
  }

  /** The stage's callbacks count as signals. */
  @Test
  default void required_t1_4_stageCallbacksAreNotInterrupted() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler server = bench.handler("server").reading();
      RecordingHandler client = bench.handler("client");
      bench.binding();
      bench.expect(server);
      Thread tester = Thread.currentThread();
      CompletionStage<Connection> stage = bench.dial(bench.binding().localEndpoint(), client);
      Consumer<Connection> verbs =
          connection -> {
            connection.wake();
            connection.write(true, Pattern.buffer(0, 10));
          };
      bench.await(
          stage.thenAccept(
              connection -> {
                if (bench.driven() || Thread.currentThread() != tester) {
                  client.asSignal(() -> verbs.accept(connection));
                } else {
                  verbs.accept(connection);
                }
              }));

      bench.await("onWritten", client, () -> client.written() == 1);
      bench.await("onWake", client, () -> client.woken() == 1);
    }
  }

  /** A handler that throws in any signal loses its connection. */
  @Test
  default void required_t1_5_handlerThatThrowsIsAborted() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    Runnable fail =
        () -> {
          throw thrown;
        };
    try (Bench bench = new Bench(this)) {
      failing(bench, bench.handler("in onWake").whenWoken(fail));
      failing(bench, bench.handler("in onWritten").whenWritten(fail));
      failing(bench, bench.handler("in onBytes").reading().whenBytes(bytes -> fail.run()));
    }
  }

  private static void failing(Bench bench, RecordingHandler client) {
    Ends ends = bench.open(client, bench.handler("peer").reading());
    ends.server().connection().write(true, Pattern.buffer(0, 1));
    client.connection().write(true, Pattern.buffer(0, 1));
    client.connection().wake();

    CloseReason reason = bench.awaitClosed(client);

    assertThat(Failures.of(reason)).isEqualTo(Kind.HANDLER_FAILED);
    assertThat(((CloseReason.Failed) reason).cause()).hasRootCauseMessage("on purpose");
    assertThat(bench.awaitClosed(ends.server())).isInstanceOf(CloseReason.Failed.class);
  }

  /** Wakes before the delivery count once. */
  @Test
  default void required_t1_6_wakesBeforeDeliveryCountOnce() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWritten(
          () -> {
            for (int i = 0; i < 1000; i++) {
              client.connection().wake();
            }
          });

      ends.server().startReading();
      ends.write(Pattern.buffer(0, 1));
      bench.await("onWake", client, () -> client.woken() > 0);
      ends.roundTrips(3);

      assertThat(client.woken()).isEqualTo(1);
    }
  }

  /** What threads put into a queue before they wake is seen: no wake-up is lost. */
  @Test
  default void required_t1_6_noWakeIsLost() {
    try (Bench bench = new Bench(this)) {
      ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
      AtomicInteger drained = new AtomicInteger();
      RecordingHandler client = bench.handler("client");
      client.whenWoken(
          () -> {
            while (queue.poll() != null) {
              drained.incrementAndGet();
            }
          });
      bench.open(client, bench.handler("server"));

      try (Crowd crowd =
          new Crowd(
              4,
              5000,
              i -> {
                queue.add(i);
                client.connection().wake();
              })) {
        bench.awaitLong("all entries", client, () -> drained.get() == 20_000);
        crowd.join();
      }
    }
  }

  /** Wakes that each follow from the one before need no more stack than one. */
  @Test
  default void required_t1_6_wakeWithinOnWakeIsDeliveredAgain() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      client.whenWoken(() -> Chains.next(client.woken(), client.connection()::wake));
      bench.open(client, bench.handler("server"));

      client.connection().wake();

      bench.awaitLong("all wakes", client, () -> client.woken() == Chains.LENGTH);
      assertThat(client.deepestStack()).isBetween(1, Chains.STACK);
    }
  }
}
