// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** Endings, against peers that do not play along. */
class NioCloseTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int MIB = 1024 * 1024;
  private static final BindOptions SHORT =
      BindOptions.DEFAULT.withCloseTimeout(Duration.ofMillis(300));

  /** Asks for nothing by itself. */
  private static final UnaryOperator<RecordingHandler> PASSIVE = UnaryOperator.identity();

  private static Kind kind(CloseReason reason) {
    assertThat(reason).isInstanceOf(CloseReason.Failed.class);
    return ((CloseReason.Failed) reason).cause().kind();
  }

  @Test
  void close_whileWriting_peerGetsEverything() throws IOException {
    try (NioWire wire = new NioWire(PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      RecordingHandler handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(16 * MIB));
      handler.connection().close();

      assertThat(peer.drain()).isEqualTo(16 * MIB);
      peer.close();

      assertThat(handler.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(handler.written()).isEqualTo(1);
    }
  }

  @Test
  void close_withUnreadInput_destroysNothingThatWasHandedOver() throws IOException {
    try (NioWire wire = new NioWire(PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      RecordingHandler handler = wire.accepted();
      Connection connection = handler.connection();
      peer.flood();
      connection.write(false, ByteBuffer.allocate(100_000));
      await().until(() -> handler.written() == 1);

      connection.close();

      assertThat(peer.drain()).isEqualTo(100_000);
      peer.send(ByteBuffer.allocate(MIB));
      peer.close();
      assertThat(handler.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(handler.received()).isZero();
    }
  }

  @Test
  void close_bothSidesWithMuchInFlight_bothFinish() {
    UnaryOperator<RecordingHandler> busy =
        handler ->
            handler.whenOpen(
                connection -> {
                  connection.write(false, ByteBuffer.allocateDirect(32 * MIB));
                  handler.close();
                });
    try (NioWire wire = new NioWire(busy)) {
      RecordingHandler client = wire.connect(busy);

      assertThat(client.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(client.written()).isEqualTo(1);
      assertThat(wire.accepted().written()).isEqualTo(1);
    }
  }

  @Test
  void close_peerStaysSilent_endsAfterTheTimeout() throws IOException {
    try (NioWire wire = new NioWire(SHORT, PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      wire.accepted().connection().close();

      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(peer.drain()).isZero();
    }
  }

  @Test
  void close_peerDoesNotRead_failsAfterTheTimeout() throws IOException {
    try (NioWire wire = new NioWire(SHORT, PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      RecordingHandler handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(32 * MIB));
      handler.connection().close();

      assertThat(kind(handler.awaitClosed())).isEqualTo(Kind.TIMEOUT);
      assertThat(handler.written()).isZero();
      assertThatThrownBy(peer::drain).isInstanceOf(IOException.class);
    }
  }

  @Test
  void abort_atOnce_resetsThePeer() throws IOException {
    try (NioWire wire = new NioWire(PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      wire.accepted().connection().abort(new TransportException(Kind.ABORTED, "test"));

      assertThat(kind(wire.accepted().awaitClosed())).isEqualTo(Kind.ABORTED);
      assertThatThrownBy(peer::drain).isInstanceOf(IOException.class);
    }
  }

  @Test
  void peer_shutsDownItsOutput_bytesComeFirstHoweverSlowTheDemand() throws IOException {
    try (NioWire wire = new NioWire(PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      peer.send(ByteBuffer.allocate(1000));
      peer.shutdownOutput();
      RecordingHandler handler = wire.accepted();
      assertThat(handler.received()).isZero();

      handler.demand();
      await().until(() -> handler.received() == 1000);
      assertThat(handler.closeReason()).isEmpty();
      handler.demand();

      assertThat(handler.awaitClosed()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void peer_resetsWhileWeWantBytes_fails() throws IOException {
    try (NioWire wire = new NioWire(RecordingHandler::reading);
        Peer peer = Peer.connect(wire.endpoint())) {
      RecordingHandler handler = wire.accepted();

      peer.reset();

      assertThat(kind(handler.awaitClosed())).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void peer_resetsWhileWeWrite_fails() throws IOException {
    try (NioWire wire = new NioWire(PASSIVE);
        Peer peer = Peer.connect(wire.endpoint())) {
      RecordingHandler handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(32 * MIB));

      peer.reset();

      assertThat(kind(handler.awaitClosed())).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void handler_throws_hurtsNoOtherConnection() {
    try (NioWire wire = new NioWire(NioTransportTest::echo)) {
      RecordingHandler healthy = wire.connect(RecordingHandler::reading);
      RecordingHandler fragile =
          wire.connect(
              handler ->
                  handler
                      .reading()
                      .whenBytes(
                          bytes -> {
                            throw new IllegalStateException("test");
                          }));

      fragile.connection().write(false, ByteBuffer.allocate(10));
      assertThat(kind(fragile.awaitClosed())).isEqualTo(Kind.HANDLER_FAILED);
      healthy.connection().write(false, ByteBuffer.allocate(10));

      await().until(() -> healthy.received() == 10);
    }
  }

  @Test
  void factory_throws_hurtsNeitherListenerNorLoops() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (NioWire wire =
            new NioWire(
                handler -> {
                  if (calls.getAndIncrement() == 0) {
                    throw new AssertionError("test");
                  }
                  return handler.reading();
                });
        Peer first = Peer.connect(wire.endpoint())) {
      assertThatThrownBy(first::drain).isInstanceOf(IOException.class);

      RecordingHandler second = wire.connect(RecordingHandler::reading);

      assertThat(second.closeReason()).isEmpty();
      assertThat(wire.accepted().connection()).isNotNull();
    }
  }

  @Test
  void binding_closed_refusesNewAndKeepsOldConnections() {
    try (NioWire wire = new NioWire(NioTransportTest::echo)) {
      RecordingHandler client = wire.connect(RecordingHandler::reading);
      wire.accepted();

      wire.transport().acceptor().close();

      assertThat(wire.dial(wire.endpoint(), ConnectOptions.DEFAULT))
          .failsWithin(Duration.ofSeconds(10));
      client.connection().write(false, ByteBuffer.allocate(10));
      await().until(() -> client.received() == 10);
    }
  }

  @Test
  void factories_closed_threadsGoWithTheLastConnection() {
    NioWire wire = new NioWire(RecordingHandler::reading);
    RecordingHandler client = wire.connect(RecordingHandler::reading);
    RecordingHandler server = wire.accepted();
    String prefix = wire.threadName();

    wire.transport().acceptor().close();
    assertThat(Leftovers.threadsNamed(prefix)).isNotEmpty();
    assertThat(server.closeReason()).isEmpty();
    wire.transport().connector().close();

    assertThat(kind(client.awaitClosed())).isEqualTo(Kind.TRANSPORT_CLOSED);
    assertThat(kind(server.awaitClosed())).isEqualTo(Kind.RESET);
    await().until(() -> Leftovers.threadsNamed(prefix).isEmpty());
  }

  @Test
  void transport_closed_abortsAllAndLeavesNoThread() {
    NioWire wire = new NioWire(RecordingHandler::reading);
    RecordingHandler client = wire.connect(RecordingHandler::reading);
    RecordingHandler server = wire.accepted();

    wire.close();

    assertThat(Leftovers.threadsNamed(wire.threadName())).isEmpty();
    assertThat(client.closeReason()).isPresent();
    assertThat(server.closeReason()).isPresent();
    wire.close();
  }

  @Test
  void transport_closedWithinSignal_doesNotWaitForItself() {
    NioWire wire = new NioWire(PASSIVE);

    RecordingHandler client = wire.connect(handler -> handler.whenOpen(connection -> wire.close()));

    assertThat(kind(client.awaitClosed())).isEqualTo(Kind.TRANSPORT_CLOSED);
    await().until(() -> Leftovers.threadsNamed(wire.threadName()).isEmpty());
  }

  @Test
  void transport_neverUsed_closesWithoutHavingHadAThread() {
    NioTransport unused = new NioTransport(NioOptions.DEFAULT.withThreadName("test-unused"));

    unused.close();

    assertThat(Leftovers.threadsNamed("test-unused")).isEmpty();
    assertThat(unused.schemes()).contains(Endpoint.TCP);
  }
}
