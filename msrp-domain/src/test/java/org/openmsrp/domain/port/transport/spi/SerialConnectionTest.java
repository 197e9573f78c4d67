// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** The state machine, one thread at a time. */
class SerialConnectionTest {

  private final Journal journal = new Journal();
  private final FakeConnection connection = new FakeConnection(journal);

  private static TransportException aborted() {
    return new TransportException(Kind.ABORTED, "test");
  }

  private static CloseReason reset() {
    return new CloseReason.Failed(new TransportException(Kind.RESET, "test"));
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(1);
  }

  @Test
  void open_pumped_signalsBeforeTheStageCompletes() {
    journal.on("open", c -> journal.note("# stage " + connection.stage.isDone()));

    connection.opened();

    assertThat(journal.signals()).containsExactly("open", "# stage false");
    assertThat(connection.stage).isCompletedWithValue(connection);
  }

  @Test
  void ended_beforeOpen_failsTheStageAndSignalsNothing() {
    connection.ended(reset());
    connection.runAll();

    assertThatThrownBy(connection.stage::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RESET));
    assertThat(journal.signals()).isEmpty();
    assertThat(connection.hooks).hasToString("release ");
  }

  @Test
  void expired_beforeOpen_failsTheStageWithTimeout() {
    connection.expired();
    connection.runAll();

    assertThatThrownBy(connection.stage::join)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
    assertThat(connection.hooks).hasToString("release ");
  }

  @Test
  void expired_togetherWithOpen_doesNotEndALaterClose() {
    journal.on("open", Connection::close);
    connection.open();
    connection.expired();
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open");
    assertThat(connection.hooks).hasToString("begin shut ");
  }

  @Test
  void open_stageCancelledBefore_releasesAndSignalsNothing() {
    connection.stage.cancel(false);

    connection.opened();

    assertThat(journal.signals()).isEmpty();
    assertThat(connection.hooks).hasToString("release ");
    assertThatThrownBy(connection.stage::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void open_stageCancelledWithinOnOpen_aborts() {
    journal.on("open", c -> connection.stage.cancel(false));

    connection.opened();

    assertThat(journal.signals()).containsExactly("open", "closed ABORTED");
  }

  @Test
  void open_handlerCloses_stageCompletesNormally() {
    journal.on("open", Connection::close);

    connection.opened();

    assertThat(connection.stage).isCompletedWithValue(connection);
  }

  @Test
  void open_handlerThrows_stageFailsAndConnectionCloses() {
    journal.on(
        "open",
        c -> {
          throw new IllegalArgumentException("test");
        });

    connection.opened();

    assertThatThrownBy(connection.stage::join)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HANDLER_FAILED));
    assertThat(journal.lines).containsExactly("open", "closed HANDLER_FAILED", "/closed");
  }

  @Test
  void demand_none_deliversNothing() {
    connection.opened().arrive("a");

    assertThat(journal.signals()).containsExactly("open");
  }

  @Test
  void demand_repeated_countsOnce() {
    connection.opened();
    connection.demand();
    connection.demand();
    connection.input.add("a");
    connection.input.add("b");
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "bytes a");
  }

  @Test
  void demand_withinOnBytes_isANewOne() {
    journal.on("bytes", Connection::demand);
    connection.opened().demand();
    connection.runAll();

    connection.arrive("a");
    connection.arrive("b");

    assertThat(journal.signals()).containsExactly("open", "bytes a", "bytes b");
  }

  @Test
  void deliver_withoutDemand_throws() {
    connection.opened();

    assertThatIllegalStateException().isThrownBy(() -> connection.deliver(bytes(), false));
  }

  @Test
  void write_twice_throwsAndChangesNothing() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());

    assertThatIllegalStateException().isThrownBy(() -> connection.write(false, bytes()));

    connection.runAll();
    connection.written();
    connection.runAll();
    assertThat(journal.signals()).containsExactly("open", "written");
  }

  @Test
  void write_withinOnWritten_isAccepted() {
    AtomicInteger left = new AtomicInteger(3);
    journal.on(
        "written",
        c -> {
          if (left.decrementAndGet() > 0) {
            c.write(false, bytes());
          }
        });

    connection.opened().write(false, bytes());
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "written", "written", "written");
  }

  @Test
  void write_ofPartOfAMessage_throws() {
    FakeConnection message =
        new FakeConnection(Framing.MESSAGE, journal, new CompletableFuture<>()).opened();

    assertThatIllegalArgumentException().isThrownBy(() -> message.write(false, bytes()));
    message.write(true, bytes());
    message.runAll();

    assertThat(journal.signals()).containsExactly("open", "written");
  }

  @Test
  void wake_repeated_countsOnceAndAgainAfterDelivery() {
    connection.opened().wake();
    connection.wake();
    connection.runAll();
    connection.wake();
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "wake", "wake");
  }

  @Test
  void verbs_withinSignal_scheduleNothing() {
    journal.on(
        "open",
        c -> {
          c.wake();
          c.demand();
          c.write(false, bytes());
          journal.note("# " + connection.tasks.size());
        });

    connection.opened();

    assertThat(journal.signals()).containsExactly("open", "# 0", "wake", "written");
  }

  @Test
  void close_writeInFlight_completesItFirst() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());
    connection.close();
    connection.runAll();
    assertThat(connection.hooks).hasToString("write begin ");

    connection.written();
    connection.runAll();
    connection.ended(new CloseReason.PeerClose());
    connection.runAll();

    assertThat(connection.hooks).hasToString("write begin shut release ");
    assertThat(journal.signals()).containsExactly("open", "written", "closed LocalClose");
  }

  @Test
  void close_peerEndsBeforeOurWriteIsDone_stillWritesAndShutsDown() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());
    connection.close();
    connection.ended(new CloseReason.PeerClose());
    connection.runAll();
    assertThat(journal.signals()).containsExactly("open");

    connection.written();
    connection.runAll();

    assertThat(connection.hooks).hasToString("write begin shut release ");
    assertThat(journal.signals()).containsExactly("open", "written", "closed LocalClose");
  }

  @Test
  void close_connectionBreaksWithWriteInFlight_fails() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());
    connection.close();
    connection.ended(new CloseReason.PeerClose());
    connection.ended(reset());
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed RESET");
  }

  @Test
  void close_connectionBreaksAfterShutdown_isStillOurClose() {
    connection.opened().close();
    connection.runAll();

    connection.ended(reset());
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed LocalClose");
  }

  @Test
  void close_timeoutWithWriteInFlight_failsWithTimeout() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());
    connection.close();
    connection.expired();
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed TIMEOUT");
  }

  @Test
  void close_timeoutWithoutWrite_isLocalClose() {
    connection.opened().close();
    connection.runAll();

    connection.expired();
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed LocalClose");
  }

  @Test
  void verbs_afterClose_doNothing() {
    connection.opened().close();
    connection.demand();
    connection.write(false, bytes());
    connection.wake();
    connection.close();
    connection.arrive("a");

    assertThat(journal.signals()).containsExactly("open");
    assertThat(connection.hooks).hasToString("begin shut ");
  }

  @Test
  void abort_afterClose_wins() {
    connection.opened().close();
    connection.abort(aborted());
    connection.abort(new TransportException(Kind.TIMEOUT, "too late"));
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed ABORTED");
    assertThat(connection.hooks).hasToString("release ");
  }

  @Test
  void verbs_afterOnClosed_doNothing() {
    connection.opened().abort(aborted());
    connection.runAll();
    connection.demand();
    connection.write(false, bytes());
    connection.wake();
    connection.close();
    connection.abort(aborted());
    connection.ended(reset());

    assertThat(connection.tasks).isEmpty();
    assertThat(journal.signals()).containsExactly("open", "closed ABORTED");
  }

  @Test
  void ended_writeInFlight_failsItWithOnClosed() {
    connection.writesAtOnce = false;
    connection.opened().write(false, bytes());
    connection.runAll();
    connection.ended(new CloseReason.PeerClose());
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed PeerClose");
  }

  @Test
  void ended_afterWriteWasDone_signalsTheWriteFirst() {
    connection.opened().write(false, bytes());
    connection.ended(reset());
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed RESET");
  }

  @Test
  void handler_throwsInAnySignal_abortsWithHandlerFailed() {
    for (String signal : new String[] {"bytes", "written", "wake"}) {
      Journal thrower =
          new Journal()
              .on(
                  signal,
                  c -> {
                    throw new AssertionError(signal);
                  });
      FakeConnection victim = new FakeConnection(thrower).opened();
      victim.demand();
      victim.write(false, bytes());
      victim.wake();
      victim.arrive("a");

      assertThat(thrower.lines).last().isEqualTo("/closed");
      assertThat(thrower.lines).contains("closed HANDLER_FAILED");
      assertThat(victim.hooks.toString()).endsWith("release ");
    }
  }

  @Test
  void handler_throwsInOnClosed_isToldToTheThread() {
    journal.on(
        "closed",
        c -> {
          throw new IllegalStateException("test");
        });
    connection.opened().abort(aborted());
    AtomicInteger told = new AtomicInteger();
    Thread thread = new Thread(connection::runAll);
    thread.setUncaughtExceptionHandler((where, what) -> told.incrementAndGet());

    thread.start();

    assertThat(join(thread)).isTrue();
    assertThat(told).hasValue(1);
  }

  private static boolean join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  @Test
  void hook_throws_abortsAndReleases() {
    FakeConnection broken =
        new FakeConnection(journal) {
          @Override
          protected void pull() {
            throw new IllegalStateException("test");
          }
        };
    broken.opened().demand();
    broken.runAll();

    assertThat(journal.signals()).containsExactly("open", "closed ABORTED");
    assertThat(broken.hooks).hasToString("release ");
  }

  @Test
  void demand_chained100000Times_needsConstantStackAndYields() {
    AtomicInteger left = new AtomicInteger(100_000);
    AtomicInteger depth = new AtomicInteger();
    journal.on(
        "bytes",
        c -> {
          journal.lines.clear();
          connection.input.add("x");
          if (left.get() % 1000 == 0) {
            depth.accumulateAndGet(new Throwable().getStackTrace().length, Math::max);
          }
          if (left.decrementAndGet() > 0) {
            c.demand();
          }
        });
    connection.opened().input.add("x");
    connection.demand();
    int runs = 0;
    int first = 0;
    for (Runnable task = connection.tasks.poll(); task != null; task = connection.tasks.poll()) {
      task.run();
      first = runs++ == 0 ? depth.get() : first;
    }

    assertThat(left).hasValue(0);
    assertThat(depth.get()).isEqualTo(first);
    assertThat(runs).isGreaterThan(100_000 / 64);
  }
}
