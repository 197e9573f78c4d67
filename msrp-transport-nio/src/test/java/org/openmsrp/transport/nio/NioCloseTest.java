// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;

/** Endings, against peers that do not play along. */
class NioCloseTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int MIB = 1024 * 1024;
  private static final BindOptions SHORT =
      BindOptions.DEFAULT.withCloseTimeout(Duration.ofMillis(300));

  /** Asks for nothing by itself. */
  private static class Passive extends Recorder {
    @Override
    void open(Connection connection) {}

    @Override
    void bytes(Connection connection, ByteBuffer bytes) {}
  }

  private static Kind kind(CloseReason reason) {
    assertThat(reason).isInstanceOf(CloseReason.Failed.class);
    return ((CloseReason.Failed) reason).cause().kind();
  }

  @Test
  void close_whileWriting_peerGetsEverything() throws IOException {
    try (Wire wire = new Wire(Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      Recorder handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(16 * MIB));
      handler.connection().close();

      assertThat(peer.drain()).isEqualTo(16 * MIB);
      peer.close();

      assertThat(handler.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(handler.written).hasValue(1);
    }
  }

  @Test
  void close_withUnreadInput_destroysNothingThatWasHandedOver() throws IOException {
    try (Wire wire = new Wire(Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      Recorder handler = wire.accepted();
      Connection connection = handler.connection();
      peer.flood();
      connection.write(false, ByteBuffer.allocate(100_000));
      await().until(() -> handler.written.get() == 1);

      connection.close();

      assertThat(peer.drain()).isEqualTo(100_000);
      peer.send(ByteBuffer.allocate(MIB));
      peer.close();
      assertThat(handler.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(handler.octets()).isZero();
    }
  }

  @Test
  void close_bothSidesWithMuchInFlight_bothFinish() {
    class Busy extends Passive {
      @Override
      void open(Connection connection) {
        connection.write(false, ByteBuffer.allocateDirect(32 * MIB));
        connection.close();
      }
    }
    try (Wire wire = new Wire(Busy::new)) {
      Recorder client = new Busy();
      wire.connect(client);

      assertThat(client.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(client.written).hasValue(1);
      assertThat(wire.accepted().written).hasValue(1);
    }
  }

  @Test
  void close_peerStaysSilent_endsAfterTheTimeout() throws IOException {
    try (Wire wire = new Wire(SHORT, Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      wire.accepted().connection().close();

      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(peer.drain()).isZero();
    }
  }

  @Test
  void close_peerDoesNotRead_failsAfterTheTimeout() throws IOException {
    try (Wire wire = new Wire(SHORT, Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      Recorder handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(32 * MIB));
      handler.connection().close();

      assertThat(kind(handler.reason())).isEqualTo(Kind.TIMEOUT);
      assertThat(handler.written).hasValue(0);
      assertThatThrownBy(peer::drain).isInstanceOf(IOException.class);
    }
  }

  @Test
  void abort_atOnce_resetsThePeer() throws IOException {
    try (Wire wire = new Wire(Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      wire.accepted().connection().abort(new TransportException(Kind.ABORTED, "test"));

      assertThat(kind(wire.accepted().reason())).isEqualTo(Kind.ABORTED);
      assertThatThrownBy(peer::drain).isInstanceOf(IOException.class);
    }
  }

  @Test
  void peer_shutsDownItsOutput_bytesComeFirstHoweverSlowTheDemand() throws IOException {
    try (Wire wire = new Wire(Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      peer.send(ByteBuffer.allocate(1000));
      peer.shutdownOutput();
      Recorder handler = wire.accepted();
      assertThat(handler.octets()).isZero();

      handler.connection().demand();
      await().until(() -> handler.octets() == 1000);
      assertThat(handler.closed).isNotDone();
      handler.connection().demand();

      assertThat(handler.reason()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void peer_resetsWhileWeWantBytes_fails() throws IOException {
    try (Wire wire = new Wire(Recorder::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      Recorder handler = wire.accepted();

      peer.reset();

      assertThat(kind(handler.reason())).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void peer_resetsWhileWeWrite_fails() throws IOException {
    try (Wire wire = new Wire(Passive::new);
        Peer peer = Peer.connect(wire.endpoint())) {
      Recorder handler = wire.accepted();
      handler.connection().write(false, ByteBuffer.allocateDirect(32 * MIB));

      peer.reset();

      assertThat(kind(handler.reason())).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void handler_throws_hurtsNoOtherConnection() {
    class Fragile extends Recorder {
      @Override
      void bytes(Connection connection, ByteBuffer bytes) {
        throw new IllegalStateException("test");
      }
    }
    try (Wire wire = new Wire(NioTransportTest.Echo::new)) {
      Recorder healthy = new Recorder();
      Connection connection = wire.connect(healthy);
      Recorder fragile = new Fragile();

      wire.connect(fragile).write(false, ByteBuffer.allocate(10));
      assertThat(kind(fragile.reason())).isEqualTo(Kind.HANDLER_FAILED);
      connection.write(false, ByteBuffer.allocate(10));

      await().until(() -> healthy.octets() == 10);
    }
  }

  @Test
  void factory_throws_hurtsNeitherListenerNorLoops() throws IOException {
    java.util.concurrent.atomic.AtomicInteger calls =
        new java.util.concurrent.atomic.AtomicInteger();
    try (Wire wire =
            new Wire(
                () -> {
                  if (calls.getAndIncrement() == 0) {
                    throw new AssertionError("test");
                  }
                  return new Recorder();
                });
        Peer first = Peer.connect(wire.endpoint())) {
      assertThatThrownBy(first::drain).isInstanceOf(IOException.class);

      Recorder second = new Recorder();
      wire.connect(second);

      assertThat(second.closed).isNotDone();
      assertThat(wire.accepted().connection()).isNotNull();
    }
  }

  @Test
  void binding_closed_refusesNewAndKeepsOldConnections() {
    try (Wire wire = new Wire(NioTransportTest.Echo::new)) {
      Recorder client = new Recorder();
      Connection connection = wire.connect(client);
      wire.accepted();

      wire.transport.acceptor().close();

      CompletableFuture<Connection> second =
          wire.transport
              .connector()
              .connect(
                  wire.endpoint(),
                  org.openmsrp.domain.port.transport.ConnectOptions.DEFAULT,
                  new Recorder())
              .toCompletableFuture();
      assertThat(second).failsWithin(Duration.ofSeconds(10));
      connection.write(false, ByteBuffer.allocate(10));
      await().until(() -> client.octets() == 10);
    }
  }

  @Test
  void factories_closed_threadsGoWithTheLastConnection() {
    Wire wire = new Wire(Recorder::new);
    Recorder client = new Recorder();
    wire.connect(client);
    Recorder server = wire.accepted();
    String prefix = wire.threadName();
    server.connection();

    wire.transport.acceptor().close();
    assertThat(Leftovers.threadsNamed(prefix)).isNotEmpty();
    assertThat(server.closed).isNotDone();
    wire.transport.connector().close();

    assertThat(kind(client.reason())).isEqualTo(Kind.TRANSPORT_CLOSED);
    assertThat(kind(server.reason())).isEqualTo(Kind.RESET);
    await().until(() -> Leftovers.threadsNamed(prefix).isEmpty());
  }

  @Test
  void transport_closed_abortsAllAndLeavesNoThread() {
    Wire wire = new Wire(Recorder::new);
    Recorder client = new Recorder();
    wire.connect(client);
    Recorder server = wire.accepted();
    server.connection();

    wire.close();

    assertThat(Leftovers.threadsNamed(wire.threadName())).isEmpty();
    assertThat(client.closed).isDone();
    assertThat(server.closed).isDone();
    wire.close();
  }

  @Test
  void transport_closedWithinSignal_doesNotWaitForItself() {
    Wire wire = new Wire(Passive::new);
    class Closer extends Passive {
      @Override
      void open(Connection connection) {
        wire.close();
      }
    }
    Recorder client = new Closer();

    wire.connect(client);

    assertThat(kind(client.reason())).isEqualTo(Kind.TRANSPORT_CLOSED);
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
