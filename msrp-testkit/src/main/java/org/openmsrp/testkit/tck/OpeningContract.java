// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T1.1: how connections open, or fail to. */
public interface OpeningContract extends TransportUnderTest {

  /** {@code onOpen} comes first, once, and before the stage of {@code connect} completes. */
  @Test
  default void required_t1_1_onOpenComesOnceAndBeforeTheStageCompletes() {
    try (Bench bench = new Bench(this)) {
      Endpoint remote = bench.binding().localEndpoint();
      RecordingHandler server = bench.handler("server").reading();
      bench.expect(server);
      AtomicReference<String> order = new AtomicReference<>("");
      RecordingHandler client =
          bench.handler("client").whenOpen(c -> order.accumulateAndGet("open ", String::concat));
      CompletionStage<Connection> stage = bench.dial(remote, client);
      CompletionStage<Connection> noted =
          stage.thenApply(
              connection -> {
                order.accumulateAndGet("stage ", String::concat);
                return connection;
              });

      assertThat(bench.await(noted)).isSameAs(client.connection());
      bench.await("onOpen", server, () -> server.opens() == 1);

      assertThat(order.get()).isEqualTo("open stage ");
      assertThat(client.opens()).isEqualTo(1);
    }
  }

  /** Nobody listens: the stage fails, the handler sees nothing. */
  @Test
  default void required_t1_1_refusedConnectFailsTheStageAndSignalsNothing() {
    try (Bench bench = new Bench(this)) {
      bench.require(Capability.REFUSAL);
      Endpoint remote = bench.binding().localEndpoint();
      bench.binding().close();
      RecordingHandler client = bench.handler("client");

      TransportException failure = bench.awaitFailure(bench.dial(remote, client));

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining(Integer.toString(remote.port()));
      assertThat(client.opens()).isZero();
    }
  }

  /** A peer that never answers: the attempt ends with its timeout. */
  @Test
  default void required_t1_1_silentPeerTimesOut() {
    try (Bench bench = new Bench(this);
        SilentPeer silent = SilentPeer.of(bench, listenEndpoint())) {
      bench.connectWith(o -> o.withConnectTimeout(Duration.ofMillis(300)));
      RecordingHandler client = bench.handler("client");

      TransportException failure = bench.awaitFailure(bench.dial(silent.endpoint(), client));

      assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(client.opens()).isZero();
    }
  }

  /** A cancelled stage gives up the attempt: nothing opens any more. */
  @Test
  default void required_t1_1_cancelledStageAbandonsTheAttempt() {
    try (Bench bench = new Bench(this);
        SilentPeer silent = SilentPeer.of(bench, listenEndpoint())) {
      RecordingHandler client = bench.handler("client");
      CompletableFuture<Connection> stage =
          bench.dial(silent.endpoint(), client).toCompletableFuture();

      assertThat(stage.cancel(false)).isTrue();

      bench.never("onOpen after cancellation", client, () -> client.opens() > 0);
    }
  }

  /** However the race between opening and cancelling ends, no connection is left. */
  @Test
  default void required_t1_1_connectionThatOpensAfterCancellationIsAborted() {
    try (Bench bench = new Bench(this)) {
      Endpoint remote = bench.binding().localEndpoint();
      for (int i = 0; i < 20; i++) {
        RecordingHandler client = bench.handler("client " + i);
        RecordingHandler server = bench.handler("server " + i).reading();
        bench.expect(server);
        CompletableFuture<Connection> stage = bench.dial(remote, client).toCompletableFuture();
        boolean cancelled = stage.cancel(false);
        if (cancelled && client.opens() > 0) {
          assertThat(bench.awaitClosed(client)).isInstanceOf(CloseReason.Failed.class);
        } else if (!cancelled) {
          client.connection().abort(new TransportException(Kind.ABORTED, "raced"));
        }
      }
    }
  }

  /** A connection closed within {@code onOpen} has been opened all the same. */
  @Test
  default void required_t1_1_stageCompletesIfOnOpenCloses() {
    try (Bench bench = new Bench(this)) {
      Endpoint remote = bench.binding().localEndpoint();
      bench.expect(bench.handler("server").reading());
      RecordingHandler client = bench.handler("client").whenOpen(Connection::close);

      assertThat(bench.await(bench.dial(remote, client))).isSameAs(client.connection());

      assertThat(bench.awaitClosed(client)).isInstanceOf(CloseReason.LocalClose.class);
    }
  }

  /** A connection aborted within {@code onOpen} has been opened all the same. */
  @Test
  default void required_t1_1_stageCompletesIfOnOpenAborts() {
    try (Bench bench = new Bench(this)) {
      Endpoint remote = bench.binding().localEndpoint();
      bench.expect(bench.handler("server").reading());
      TransportException reason = new TransportException(Kind.ABORTED, "not wanted");
      RecordingHandler client = bench.handler("client").whenOpen(c -> c.abort(reason));

      assertThat(bench.await(bench.dial(remote, client))).isSameAs(client.connection());

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.Failed(reason));
    }
  }

  /** {@code onOpen} throws: the stage fails, and so does the connection. */
  @Test
  default void required_t1_1_stageFailsIfOnOpenThrows() {
    try (Bench bench = new Bench(this)) {
      Endpoint remote = bench.binding().localEndpoint();
      bench.expect(bench.handler("server").reading());
      RecordingHandler client =
          bench
              .handler("client")
              .whenOpen(
                  c -> {
                    throw new IllegalStateException("on purpose");
                  });

      TransportException failure = bench.awaitFailure(bench.dial(remote, client));

      assertThat(failure.kind()).isEqualTo(Kind.HANDLER_FAILED);
      assertThat(failure).hasRootCauseMessage("on purpose");
      assertThat(Failures.of(bench.awaitClosed(client))).isEqualTo(Kind.HANDLER_FAILED);
    }
  }

  /** Two listeners can't share a port. */
  @Test
  default void required_t1_1_bindingAPortTwiceFails() {
    try (Bench bench = new Bench(this)) {
      Endpoint taken = bench.binding().localEndpoint();

      assertThatThrownBy(
              () ->
                  bench.await(
                      bench
                          .dialing()
                          .acceptor()
                          .bind(taken, bench.options().bind(), () -> bench.handler("second"))))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.kind()).isEqualTo(Kind.ADDRESS_IN_USE));
    }
  }

  /** Port 0 takes a free port and says which. */
  @Test
  default void required_t1_1_portZeroTakesAFreePort() {
    try (Bench bench = new Bench(this)) {
      assertThat(bench.binding().localEndpoint().port()).isPositive();
      assertThat(bench.binding().localEndpoint().scheme()).isEqualTo(listenEndpoint().scheme());
    }
  }

  /** Many connections at once each get a handler of their own. */
  @Test
  default void required_t1_1_manyConnectionsOpenSideBySide() {
    try (Bench bench = new Bench(this)) {
      for (int i = 0; i < 50; i++) {
        Ends ends = bench.open(bench.handler("client " + i), bench.handler("server " + i));
        ends.server().startReading();
        ends.write(Pattern.buffer(0, 10 + i));
        ends.awaitReceived(10 + i);
      }
    }
  }
}
