// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

class SimulationTest {

  private final List<String> log = new ArrayList<>();
  private boolean deaf;

  /** Logs its signals and always asks for more, unless it is deaf. */
  private final class Logging implements ConnectionHandler {
    private final String name;
    private Connection connection;

    Logging(String name) {
      this.name = name;
    }

    @Override
    public void onOpen(Connection opened) {
      connection = opened;
      log.add(name + " open");
      if (!deaf) {
        opened.demand();
      }
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      log.add(name + " " + UTF_8.decode(bytes) + (endOfFrame ? "|" : ""));
      connection.demand();
    }

    @Override
    public void onWritten() {
      log.add(name + " written");
    }

    @Override
    public void onWake() {
      log.add(name + " wake");
    }

    @Override
    public void onClosed(CloseReason reason) {
      log.add(name + " " + reason.getClass().getSimpleName());
    }
  }

  private Connection connect(Simulation world, Endpoint local) {
    Transport transport = world.newTransport();
    Binding binding =
        world.await(
            transport.acceptor().bind(local, BindOptions.DEFAULT, () -> new Logging("server")));
    return world.await(
        transport
            .connector()
            .connect(binding.localEndpoint(), ConnectOptions.DEFAULT, new Logging("client")));
  }

  private List<String> conversation(Simulation world) {
    log.clear();
    try (world) {
      world.network().conditions(NetworkConditions.PERFECT.withMaxRead(2));
      Connection client = connect(world, new Endpoint("ws", "example.invalid", 0, "/msrp"));
      world.runUntilIdle();
      client.write(true, ByteBuffer.wrap("hello".getBytes(UTF_8)));
      client.wake();
      world.runUntilIdle();
      client.close();
      world.runUntilIdle();
      assertThat(world.time().pending()).isZero();
      return List.copyOf(log);
    }
  }

  @Test
  void conversation_tasksInOrder_deliversEverythingAndClosesBothEnds() {
    assertThat(conversation(Simulation.inOrder()))
        .containsSubsequence("server he", "server ll", "server o|", "client written")
        .contains("client wake")
        .endsWith("server PeerClose", "client LocalClose");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void conversation_sameSeed_givesTheSameLog(long seed) {
    List<String> first = conversation(Simulation.seeded(seed));

    assertThat(conversation(Simulation.seeded(seed))).isEqualTo(first);
    assertThat(first).hasSize(9);
  }

  @Test
  void advance_peerReadsNothing_closeWithAWritePendingTimesOut() {
    deaf = true;
    try (Simulation world = Simulation.inOrder()) {
      Connection client = connect(world, Endpoint.tcp("deaf.invalid", 0));
      client.write(true, ByteBuffer.wrap(new byte[8]));
      client.close();

      world.advance(ConnectOptions.DEFAULT.closeTimeout().minusNanos(1));
      assertThat(log).containsExactlyInAnyOrder("client open", "server open");
      world.advance(Duration.ofNanos(1));

      assertThat(log).last().isEqualTo("client Failed");
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void connect_nobodyListens_failsUnreachable() {
    try (Simulation world = Simulation.inOrder()) {
      Transport transport = world.newTransport();

      assertThatThrownBy(
              () ->
                  world.await(
                      transport
                          .connector()
                          .connect(
                              Endpoint.tcp("nobody.invalid", 2855),
                              ConnectOptions.DEFAULT,
                              new Logging("client"))))
          .cause()
          .isInstanceOfSatisfying(
              TransportException.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(TransportException.Kind.UNREACHABLE);
                assertThat(failure).hasMessageContaining("tcp://nobody.invalid:2855");
              });
      assertThat(log).isEmpty();
      assertThat(world.time().pending()).isZero();
    }
  }

  @Test
  void bind_portTaken_failsAddressInUse() {
    try (Simulation world = Simulation.inOrder()) {
      Transport transport = world.newTransport();
      Endpoint local = Endpoint.tcp("host.invalid", 2855);
      world.await(transport.acceptor().bind(local, BindOptions.DEFAULT, () -> new Logging("1")));

      assertThatThrownBy(
              () ->
                  world.await(
                      transport
                          .acceptor()
                          .bind(local, BindOptions.DEFAULT, () -> new Logging("2"))))
          .cause()
          .isInstanceOfSatisfying(
              TransportException.class,
              failure ->
                  assertThat(failure.kind()).isEqualTo(TransportException.Kind.ADDRESS_IN_USE));
    }
  }

  @Test
  void await_nothingLeftToRun_failsInsteadOfHanging() {
    try (Simulation world = Simulation.seeded(5)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> world.await(new CompletableFuture<>()))
          .withMessageContaining("seed 5");
    }
  }

  @Test
  void await_timerPending_letsTimePass() {
    try (Simulation world = Simulation.inOrder()) {
      CompletableFuture<String> stage = new CompletableFuture<>();
      world.time().schedule(Duration.ofMinutes(5), () -> stage.complete("late"));

      assertThat(world.await(stage)).isEqualTo("late");
      assertThat(world.time().nanoTime()).isEqualTo(Duration.ofMinutes(5).toNanos());
    }
  }
}
