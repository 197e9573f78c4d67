// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.tck.RecordingHandler;

class LoopbackNetworkTest {

  private static final NetworkConditions BUFFERED = NetworkConditions.PERFECT.withBuffer(10_000);
  private static final String HOST = "server.invalid";

  private final RecordingHandler server = new RecordingHandler("server").reading();
  private final RecordingHandler client = new RecordingHandler("client").reading();

  private CompletionStage<Connection> dial(Simulation world) {
    Transport transport = world.newTransport();
    Endpoint bound =
        world
            .await(
                transport.acceptor().bind(Endpoint.tcp(HOST, 0), BindOptions.DEFAULT, () -> server))
            .localEndpoint();
    return transport.connector().connect(bound, ConnectOptions.DEFAULT, client);
  }

  private Simulation connected(NetworkConditions conditions) {
    Simulation world = Simulation.seeded(1);
    world.network().conditions(conditions);
    world.await(dial(world));
    world.runUntilIdle();
    return world;
  }

  private void write(int octets) {
    client.connection().write(true, ByteBuffer.allocate(octets));
  }

  @Test
  void write_delayedNetwork_isDoneAtOnceAndArrivesAfterTheDelay() {
    try (Simulation world = connected(BUFFERED.withDelay(Duration.ofMillis(20), Duration.ZERO))) {
      write(1000);
      world.runUntilIdle();
      assertThat(client.written()).isOne();

      world.advance(Duration.ofMillis(20).minusNanos(1));
      assertThat(server.received()).isZero();
      world.advance(Duration.ofNanos(1));
      assertThat(server.received()).isEqualTo(1000);
    }
  }

  @Test
  void close_delayedNetwork_endArrivesAfterTheOctets() {
    try (Simulation world =
        connected(BUFFERED.withDelay(Duration.ofMillis(20), Duration.ofMillis(5)))) {
      write(5000);
      client.close();

      world.advance(Duration.ofMillis(19));
      assertThat(server.closeReason()).isEmpty();
      world.advance(Duration.ofMillis(60));

      assertThat(server.received()).isEqualTo(5000);
      assertThat(server.closeReason()).contains(new CloseReason.PeerClose());
      assertThat(client.closeReason()).contains(new CloseReason.LocalClose());
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void write_limitedRate_takesItsTime() {
    try (Simulation world = connected(BUFFERED.withOctetsPerSecond(10_000))) {
      write(50_000);

      world.advance(Duration.ofMillis(4900));
      assertThat(server.received()).isBetween(45_000L, 49_500L);
      assertThat(client.written()).isOne();
      world.advance(Duration.ofMillis(100));

      assertThat(server.received()).isEqualTo(50_000);
    }
  }

  @Test
  void write_largerThanTheBuffer_waitsForTheReader() {
    RecordingHandler slow = new RecordingHandler("slow");
    try (Simulation world = Simulation.inOrder()) {
      world.network().conditions(BUFFERED);
      Transport transport = world.newTransport();
      Endpoint bound =
          world
              .await(
                  transport.acceptor().bind(Endpoint.tcp(HOST, 0), BindOptions.DEFAULT, () -> slow))
              .localEndpoint();
      world.await(transport.connector().connect(bound, ConnectOptions.DEFAULT, client));

      write(10_001);
      world.runUntilIdle();
      assertThat(client.written()).isZero();
      slow.startReading();
      world.runUntilIdle();

      assertThat(client.written()).isOne();
      assertThat(slow.received()).isEqualTo(10_001);
    }
  }

  @Test
  void onBytes_bufferKeptAfterReturn_isOverwritten() {
    List<ByteBuffer> kept = new ArrayList<>();
    server.whenBytes(kept::add);
    try (Simulation world = connected(BUFFERED)) {
      write(3);
      world.runUntilIdle();

      assertThat(kept).hasSize(1);
      assertThat(kept.get(0).get(0)).isEqualTo((byte) 0xDB);
    }
  }

  @Test
  void cut_octetsUnderWay_areHeldBackUntilHealed() {
    try (Simulation world = connected(BUFFERED)) {
      world.network().cut(HOST);
      write(100);
      world.advance(Duration.ofMinutes(5));
      assertThat(server.received()).isZero();
      assertThat(server.closeReason()).isEmpty();

      world.network().heal(HOST);
      world.runUntilIdle();

      assertThat(server.received()).isEqualTo(100);
    }
  }

  @Test
  void cut_peerCloses_endIsNotSeenAndTheCloseTimesOut() {
    try (Simulation world = connected(NetworkConditions.PERFECT)) {
      world.network().cut(HOST);
      client.close();
      world.advance(ConnectOptions.DEFAULT.closeTimeout());
      assertThat(client.closeReason()).contains(new CloseReason.LocalClose());
      assertThat(server.closeReason()).isEmpty();

      world.network().heal(HOST);
      world.runUntilIdle();

      assertThat(server.closeReason()).contains(new CloseReason.PeerClose());
    }
  }

  @Test
  void connect_hostCutOffAndHealedInTime_opensLate() {
    try (Simulation world = Simulation.inOrder()) {
      world.network().cut(HOST);
      CompletionStage<Connection> stage = dial(world);
      world.advance(Duration.ofSeconds(29));
      assertThat(stage.toCompletableFuture()).isNotDone();

      world.network().heal(HOST);

      assertThat(world.await(stage)).isSameAs(client.connection());
    }
  }

  @Test
  void connect_hostCutOff_timesOut() {
    try (Simulation world = Simulation.inOrder()) {
      world.network().cut(HOST);
      CompletionStage<Connection> stage = dial(world);
      world.advance(Duration.ofSeconds(30));

      assertThat(stage.toCompletableFuture().handle((opened, failure) -> failure).join())
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.kind()).isEqualTo(TransportException.Kind.TIMEOUT));
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void reset_openConnection_failsBothEnds() {
    try (Simulation world = connected(BUFFERED)) {
      world.network().reset(HOST);
      world.runUntilIdle();

      assertThat(client.closeReason()).containsInstanceOf(CloseReason.Failed.class);
      assertThat(server.closeReason()).containsInstanceOf(CloseReason.Failed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void network_sameSeed_delaysTheSameWay(long seed) {
    assertThat(arrival(seed)).isEqualTo(arrival(seed)).isNotEqualTo(arrival(seed + 10));
  }

  /** When the last of some octets arrives. */
  private static long arrival(long seed) {
    RecordingHandler reader = new RecordingHandler("reader").reading();
    RecordingHandler writer = new RecordingHandler("writer");
    try (Simulation world = Simulation.seeded(seed)) {
      world.network().conditions(BUFFERED.withDelay(Duration.ofMillis(1), Duration.ofMillis(100)));
      Transport transport = world.newTransport();
      Endpoint bound =
          world
              .await(
                  transport
                      .acceptor()
                      .bind(Endpoint.tcp(HOST, 0), BindOptions.DEFAULT, () -> reader))
              .localEndpoint();
      world.await(transport.connector().connect(bound, ConnectOptions.DEFAULT, writer));
      writer.connection().write(true, ByteBuffer.allocate(9000));
      world.runUntil(() -> reader.received() == 9000);
      return world.time().nanoTime();
    }
  }

  @Test
  void conditions_delayWithoutABuffer_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkConditions.PERFECT.withDelay(Duration.ofMillis(1), Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkConditions.PERFECT.withMaxRead(0));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkConditions.PERFECT.withBuffer(-1));
  }
}
