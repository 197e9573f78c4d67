// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.loopback.LoopbackNetwork.Side;
import org.openmsrp.testkit.tck.RecordingHandler;

/** What the simulated network does to its users, and that one seed does it the same way again. */
class BadDaysTest {

  private static final String HOST = "server.invalid";
  private static final NetworkConditions SLOW =
      NetworkConditions.PERFECT
          .withBuffer(10_000)
          .withDelay(Duration.ofMillis(20), Duration.ofMillis(5));

  private final RecordingHandler server = new RecordingHandler("server").reading();
  private final RecordingHandler client = new RecordingHandler("client").reading();
  private Binding binding;

  private CompletionStage<Connection> dial(Simulation world) {
    Transport transport = world.newTransport();
    binding =
        world.await(
            transport.acceptor().bind(Endpoint.tcp(HOST, 0), BindOptions.DEFAULT, () -> server));
    return transport.connector().connect(binding.localEndpoint(), ConnectOptions.DEFAULT, client);
  }

  private Simulation connected(NetworkConditions conditions) {
    Simulation world = Simulation.seeded(1);
    world.network().conditions(conditions);
    world.await(dial(world));
    world.runUntilIdle();
    return world;
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void halfClose_octetsUnderWay_arriveBeforeTheEnd(Side whose) {
    RecordingHandler from = whose == Side.LISTENERS ? server : client;
    RecordingHandler to = whose == Side.LISTENERS ? client : server;
    try (Simulation world = connected(SLOW)) {
      from.connection().write(true, ByteBuffer.allocate(3000));
      world.runUntilIdle();
      world.network().halfClose(HOST, whose);
      world.advance(Duration.ofMinutes(1));

      assertThat(to.received()).isEqualTo(3000);
      assertThat(to.closeReason()).contains(new CloseReason.PeerClose());
      assertThat(from.closeReason()).contains(new CloseReason.PeerClose());
      assertThat(world.time().pending()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10_000})
  void halfClose_laterWrite_isNeitherSentNorDone(int buffer) {
    try (Simulation world = connected(NetworkConditions.PERFECT.withBuffer(buffer))) {
      world.network().halfClose(HOST, Side.LISTENERS);
      server.connection().write(true, ByteBuffer.allocate(10));
      world.runUntilIdle();

      assertThat(client.received()).isZero();
      assertThat(server.written()).isZero();
      assertThat(server.closeReason()).contains(new CloseReason.PeerClose());
    }
  }

  @Test
  void connect_delayedNetwork_takesARoundTrip() {
    try (Simulation world = Simulation.inOrder()) {
      world.network().conditions(SLOW.withDelay(Duration.ofMillis(20), Duration.ZERO));
      CompletionStage<Connection> stage = dial(world);

      world.advance(Duration.ofMillis(39));
      assertThat(stage.toCompletableFuture()).isNotDone();
      assertThat(server.opens()).isZero();
      world.advance(Duration.ofMillis(1));

      assertThat(stage.toCompletableFuture()).isCompletedWithValue(client.connection());
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void connect_listenerClosesMeanwhile_failsUnreachable() {
    try (Simulation world = Simulation.inOrder()) {
      world.network().conditions(SLOW);
      CompletionStage<Connection> stage = dial(world);
      world.runUntilIdle();
      binding.close();
      world.advance(Duration.ofSeconds(1));

      assertThat(stage.toCompletableFuture().handle((opened, failure) -> failure).join())
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> assertThat(failure.kind()).isEqualTo(TransportException.Kind.UNREACHABLE));
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void connect_cancelledUnderWay_leavesNoTimer() {
    try (Simulation world = Simulation.inOrder()) {
      world.network().conditions(SLOW);
      CompletionStage<Connection> stage = dial(world);
      world.runUntilIdle();
      stage.toCompletableFuture().cancel(false);
      world.runUntilIdle();

      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void users_slow_takeTheirTimeButNotMore() {
    try (Simulation world = Simulation.seeded(3)) {
      List<Long> moments = new ArrayList<>();
      UserExecutor users = world.newUsers(Duration.ofSeconds(2));
      for (int i = 0; i < 50; i++) {
        users.execute(() -> moments.add(world.time().nanoTime()));
      }
      world.advance(Duration.ofSeconds(2));

      assertThat(moments).hasSize(50).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void users_stalled_goOnWhereTheyStopped() {
    try (Simulation world = Simulation.inOrder()) {
      List<Integer> order = new ArrayList<>();
      UserExecutor users = world.newUsers(Duration.ZERO);
      world.at(Duration.ofSeconds(1), users::stall);
      world.at(Duration.ofSeconds(2), () -> users.execute(() -> order.add(1)));
      world.at(Duration.ofSeconds(3), () -> users.execute(() -> order.add(2)));
      world.at(Duration.ofSeconds(9), users::resume);
      world.advance(Duration.ofSeconds(8));
      assertThat(order).isEmpty();
      world.advance(Duration.ofSeconds(1));

      assertThat(order).containsExactly(1, 2);
    }
  }

  /** A bad day: two connections, jitter, short reads, a partition and a slow user. */
  private static List<String> badDay(long seed) {
    List<String> log = new ArrayList<>();
    try (Simulation world = Simulation.seeded(seed)) {
      world.network().observe(event -> log.add(event.toString()));
      world.network().conditions(SLOW.withMaxRead(700).withOctetsPerSecond(50_000));
      UserExecutor users = world.newUsers(Duration.ofMillis(50));
      Transport transport = world.newTransport();
      for (int i = 0; i < 2; i++) {
        RecordingHandler reader = new RecordingHandler("reader").reading();
        RecordingHandler writer = new RecordingHandler("writer");
        Binding bound =
            world.await(
                transport
                    .acceptor()
                    .bind(Endpoint.tcp(HOST, 0), BindOptions.DEFAULT, () -> reader));
        world.await(
            transport.connector().connect(bound.localEndpoint(), ConnectOptions.DEFAULT, writer));
        byte[] octets = new byte[4000];
        world.random().nextBytes(octets);
        users.execute(() -> writer.connection().write(true, ByteBuffer.wrap(octets)));
      }
      world.at(Duration.ofMillis(150), () -> world.network().cut(HOST));
      world.at(Duration.ofMillis(300), () -> world.network().heal(HOST));
      world.at(Duration.ofMillis(320), () -> world.network().reset(HOST));
      world.advance(Duration.ofSeconds(1));
    }
    return log;
  }

  @Test
  void badDay_sameSeed_isTheSameDayToTheLastOctet() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(badDay(seed)).hasSizeGreaterThan(15).isEqualTo(badDay(seed));
    }
  }

  @Test
  void badDay_differentSeeds_differ() {
    assertThat(List.of(badDay(1), badDay(2), badDay(3), badDay(4))).doesNotHaveDuplicates();
  }
}
