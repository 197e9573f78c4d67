// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpStatus;

/** Whoever closes a session in order, and then the stack, loses nothing. */
class ShutdownTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Bench bench = new Bench();
  private RawPeer peer;
  private MsrpSession session;

  @BeforeEach
  void bind() {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = bench.session(bound.channel());
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private void answerThatThePeerDoesNotTake() {
    peer.stopsReading();
    peer.sends(Bench.text("peer0001", "m001", "hello"));
  }

  @Test
  void shutdown_answerStillToBeWritten_isNotDoneUntilTheConnectionIsClosed() {
    answerThatThePeerDoesNotTake();
    CompletableFuture<SessionEnd> shutdown = session.shutdown(PATIENCE).toCompletableFuture();
    bench.simulation.runUntilIdle();
    assertThat(session.ended().toCompletableFuture()).isCompleted();
    assertThat(shutdown).isNotDone();
    peer.readsAgain();
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(peer.closed()).isPresent();
    assertThat(shutdown).isCompletedWithValue(new SessionEnd.ClosedLocally());
  }

  @Test
  void shutdown_answerNeverTaken_isDoneInTime() {
    answerThatThePeerDoesNotTake();
    CompletableFuture<SessionEnd> shutdown = session.shutdown(PATIENCE).toCompletableFuture();
    bench.simulation.runUntilIdle();
    assertThat(shutdown).isNotDone();
    bench.advance(PATIENCE);
    assertThat(shutdown).isCompletedWithValue(new SessionEnd.ClosedLocally());
  }

  @Test
  void shutdown_connectionAlreadyGone_isDoneAtOnce() {
    peer.closes();
    CompletableFuture<SessionEnd> shutdown = session.shutdown(PATIENCE).toCompletableFuture();
    assertThat(shutdown).isCompletedWithValue(new SessionEnd.ClosedByPeer());
  }

  @Test
  void result_ofASink_comesAfterItsSuccessReport() {
    List<String> order = new ArrayList<>();
    InboundContent content =
        new InboundContent(listener(order), new BufferPool(1024, 1), Runnable::run, Runnable::run);
    CompletableFuture<Long> result = new CompletableFuture<>();
    var unused = result.thenRun(() -> order.add("result"));
    content.attach(new ReportingSink(DiscardingSink.INSTANCE, result));
    content.offer(0, ByteBuffer.wrap(new byte[3]));
    content.complete(3);
    assertThat(order).containsExactly("report", "result");
    assertThat(result).isCompletedWithValue(3L);
  }

  private static InboundContent.Listener listener(List<String> order) {
    return new InboundContent.Listener() {
      @Override
      public void onResumed() {}

      @Override
      public void onTaken(int octets) {}

      @Override
      public void onComplete() {
        order.add("report");
      }

      @Override
      public void onSinkFailed(Throwable cause) {
        order.add("failed");
      }

      @Override
      public void onConfirmed() {
        order.add("confirmed");
      }

      @Override
      public void onRejected(MsrpStatus status) {
        order.add("rejected");
      }
    };
  }

  @Test
  void shutdown_done_leavesNoTimer() {
    int before = bench.simulation.time().pending();
    CompletableFuture<SessionEnd> shutdown = session.shutdown(PATIENCE).toCompletableFuture();
    bench.simulation.runUntilIdle();
    assertThat(shutdown).isCompleted();
    assertThat(bench.simulation.time().pending()).isLessThanOrEqualTo(before);
  }
}
