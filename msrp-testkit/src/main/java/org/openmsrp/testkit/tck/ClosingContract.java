// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T4: how connections end, one by one and with their factory. */
public interface ClosingContract extends TransportUnderTest {

  /** A pending write is completed and signalled before the end. */
  @Test
  default void required_t4_1_closeCompletesThePendingWrite() {
    int size = 900_000;
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWoken(
          () -> {
            client.connection().write(true, Pattern.buffer(0, size));
            client.close();
          });
      client.connection().wake();
      bench.await("onWake", client, () -> client.woken() == 1);

      ends.server().startReading();

      assertThat(bench.awaitClosed(ends.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(ends.server().received()).isEqualTo(size);
      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
      assertThat(client.written()).isEqualTo(1);
    }
  }

  /** No octet is delivered after {@code close}, although the peer goes on sending. */
  @Test
  default void required_t4_1_noBytesAfterClose() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      RecordingHandler client = bench.handler("client").reading();
      RecordingHandler server = bench.handler("server").reading();
      client.whenBytes(bytes -> client.close());
      server.whenWritten(
          () -> server.connection().write(true, Pattern.buffer(server.written() * 5000, 5000)));
      bench.open(client, server);

      server.connection().write(true, Pattern.buffer(0, 5000));

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
      assertThat(client.pieces()).isEqualTo(1);
      bench.awaitClosed(server);
    }
  }

  /** Octets that the closing side has not read don't destroy what it has written. */
  @Test
  default void required_t4_1_unreadInputDoesNotDestroyWhatWasWritten() {
    int size = 500_000;
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      ends.server().connection().write(true, Pattern.buffer(0, size));
      client.whenWoken(
          () -> {
            client.connection().write(true, Pattern.buffer(0, size));
            client.close();
          });
      client.connection().wake();
      bench.await("onWake", client, () -> client.woken() == 1);

      ends.server().startReading();

      assertThat(bench.awaitClosed(ends.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(ends.server().received()).isEqualTo(size);
      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
    }
  }

  /** A peer that takes nothing can't hold a close up for longer than the timeout. */
  @Test
  default void required_t4_1_closeWithAWritePendingTimesOut() {
    try (Bench bench = new Bench(this).closeTimeout(Duration.ofMillis(300))) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));

      client.close();

      assertThat(Failures.of(bench.awaitClosed(client))).isEqualTo(Kind.TIMEOUT);
      assertThat(client.written()).isZero();
      ends.server().connection().abort(Failures.onPurpose());
    }
  }

  /**
   * A peer that does not answer an orderly end: closed all the same. On MESSAGE it may answer
   * although nobody reads, since control traffic needs no demand (T2.6).
   */
  @Test
  default void required_t4_1_closeWithoutAnswerIsLocalAfterTheTimeout() {
    try (Bench bench = new Bench(this).closeTimeout(Duration.ofMillis(300))) {
      Ends ends = bench.open();

      ends.client().close();

      assertThat(bench.awaitClosed(ends.client())).isEqualTo(new CloseReason.LocalClose());
    }
  }

  /** Closing again changes nothing. */
  @Test
  default void required_t4_1_closeIsIdempotent() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      try (Crowd crowd = new Crowd(4, 50, i -> ends.client().connection().close())) {
        assertThat(bench.awaitClosed(ends.client())).isEqualTo(new CloseReason.LocalClose());
        crowd.join();
      }
      ends.client().close();
      assertThat(bench.awaitClosed(ends.server())).isEqualTo(new CloseReason.PeerClose());
    }
  }

  /** Both sides close at the same time: neither has failed. */
  @Test
  default void required_t4_1_bothSidesMayClose() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client").reading(), bench.handler("server").reading());

      ends.client().close();
      ends.server().close();

      assertThat(bench.awaitClosed(ends.client())).isNotInstanceOf(CloseReason.Failed.class);
      assertThat(bench.awaitClosed(ends.server())).isNotInstanceOf(CloseReason.Failed.class);
    }
  }

  /** Both sides close with much on its way: each takes what the other has written off its hands. */
  @Test
  default void required_t4_1_bothSidesMayCloseWhileWriting() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      RecordingHandler server = bench.handler("server");
      for (RecordingHandler each : List.of(client, server)) {
        each.whenWoken(
            () -> {
              each.connection().write(true, Pattern.buffer(0, 900_000));
              each.close();
            });
      }
      Ends ends = bench.open(client, server);

      ends.client().connection().wake();
      ends.server().connection().wake();

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
      assertThat(bench.awaitClosed(server)).isEqualTo(new CloseReason.LocalClose());
      assertThat(client.written()).isEqualTo(1);
      assertThat(server.written()).isEqualTo(1);
    }
  }

  /** Abort is immediate, whatever is pending, and names its reason. */
  @Test
  default void required_t4_2_abortDiscardsWhatIsPending() {
    TransportException reason = Failures.onPurpose();
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));

      client.connection().abort(reason);

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.Failed(reason));
      assertThat(client.written()).isZero();
      ends.server().startReading();
      assertThat(bench.awaitClosed(ends.server())).isInstanceOf(CloseReason.Failed.class);
    }
  }

  /** The first abort counts. */
  @Test
  default void required_t4_2_abortIsIdempotent() {
    TransportException reason = Failures.onPurpose();
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      bench.open(client, bench.handler("server"));
      client.whenWoken(
          () -> {
            client.connection().abort(reason);
            client.connection().abort(new TransportException(Kind.ABORTED, "again"));
          });

      client.connection().wake();

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.Failed(reason));
      client.connection().abort(new TransportException(Kind.ABORTED, "late"));
    }
  }

  /** Abort wins over a close that is under way. */
  @Test
  default void required_t4_2_abortWinsOverClose() {
    TransportException reason = Failures.onPurpose();
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      bench.open(client, bench.handler("server"));
      client.whenWoken(
          () -> {
            client.close();
            client.connection().abort(reason);
          });

      client.connection().wake();

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.Failed(reason));
    }
  }

  /** Each side learns who ended the connection. */
  @Test
  default void required_t4_3_reasonTellsWhoActed() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client").reading(), bench.handler("server").reading());

      ends.server().close();

      assertThat(bench.awaitClosed(ends.server())).isEqualTo(new CloseReason.LocalClose());
      assertThat(bench.awaitClosed(ends.client())).isEqualTo(new CloseReason.PeerClose());
    }
  }

  /** After the end the transport lets go of the handler, although its user keeps the connection. */
  @Test
  default void required_t4_3_handlerIsNotKept() {
    try (Bench bench = new Bench(this)) {
      Abandoned abandoned = Abandoned.connectAndClose(bench);

      bench.await("the handler's release", abandoned.server(), abandoned::handlerIsGone);

      assertThat(abandoned.connection()).isNotNull();
    }
  }

  /** After the end the transport lets go of a write that was pending. */
  @Test
  default void required_t4_3_buffersAreNotKept() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      bench.open(client, bench.handler("server"));
      WeakReference<ByteBuffer> written = Abandoned.writeAndAbort(client);
      bench.awaitClosed(client);

      bench.await("the buffer's release", client, () -> Abandoned.isGone(written));

      assertThat(client.connection()).isNotNull();
    }
  }

  /** A closed binding refuses newcomers and leaves the others alone. */
  @Test
  default void required_t4_4_closedBindingRefusesAndKeepsConnections() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      Endpoint remote = bench.binding().localEndpoint();

      bench.binding().close();
      bench.binding().close();

      refused(bench, remote);
      ends.write(Pattern.buffer(0, 1000));
      ends.awaitReceived(1000);
    }
  }

  /** A closed acceptor refuses newcomers and leaves the others alone. */
  @Test
  default void required_t4_4_closedAcceptorRefusesAndKeepsConnections() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      Endpoint remote = bench.binding().localEndpoint();

      bench.listening().acceptor().close();
      bench.listening().acceptor().close();

      refused(bench, remote);
      ends.write(Pattern.buffer(0, 1000));
      ends.awaitReceived(1000);
      TransportException failure =
          bench.awaitFailure(
              bench
                  .listening()
                  .acceptor()
                  .bind(listenEndpoint(), bench.options().bind(), () -> bench.handler("too late")));
      assertThat(failure.kind()).isEqualTo(Kind.TRANSPORT_CLOSED);
    }
  }

  private static void refused(Bench bench, Endpoint remote) {
    if (bench.options().missing(Capability.REFUSAL).isEmpty()) {
      TransportException failure =
          bench.awaitFailure(bench.dial(remote, bench.handler("newcomer")));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  /** A closed connector aborts its own connections and opens no more. */
  @Test
  default void required_t4_4_closedConnectorAbortsItsConnections() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      Endpoint remote = bench.binding().localEndpoint();

      bench.dialing().connector().close();
      bench.dialing().connector().close();

      assertThat(bench.awaitClosed(ends.client())).isInstanceOf(CloseReason.Failed.class);
      assertThat(bench.awaitClosed(ends.server())).isInstanceOf(CloseReason.Failed.class);
      TransportException failure =
          bench.awaitFailure(bench.dial(remote, bench.handler("newcomer")));
      assertThat(failure.kind()).isEqualTo(Kind.TRANSPORT_CLOSED);
    }
  }

  /** A closed transport has ended everything by the time that the call returns. */
  @Test
  default void required_t4_4_closedTransportHasEndedEverything() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));

      bench.listening().close();
      assertThat(ends.server().closeReason()).isPresent();
      bench.dialing().close();
      assertThat(client.closeReason()).isPresent();
      bench.dialing().close();

      assertThat(client.written()).isZero();
    }
  }
}
