// SPDX-License-Identifier: Apache-2.0
package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.NetworkConditions;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.tck.RecordingHandler;

/** A server on the transport port, tested in time that only the test moves. */
class GreeterTest {

  private static final byte[] GREETING = {'h', 'e', 'l', 'l', 'o'};

  @Test
  void greeter_clientConnects_isGreetedAfterTheWay() {
    try (Simulation world = Simulation.seeded(42)) {
      Duration way = Duration.ofSeconds(2);
      world
          .network()
          .conditions(NetworkConditions.PERFECT.withBuffer(1000).withDelay(way, Duration.ZERO));
      Transport transport = world.newTransport();
      Binding greeter = world.await(greet(transport));
      RecordingHandler client = new RecordingHandler("client").reading();
      world.await(
          transport
              .connector()
              .connect(greeter.localEndpoint(), ConnectOptions.DEFAULT, client));

      world.runUntil(() -> client.received() == GREETING.length);

      assertThat(world.time().nanoTime()).isGreaterThanOrEqualTo(way.toNanos());
      assertThat(client.violations()).isEmpty();
    }
  }

  /** The same by a script of octets, with threads and in real time. */
  @Test
  void greeter_scriptedClientThatBreaksOff_wasGreeted() {
    try (Transport transport = LoopbackTransport.threaded(new LoopbackNetwork())) {
      Binding greeter = greet(transport).toCompletableFuture().join();

      try (ScriptedPeer client = ScriptedPeer.connect(transport, greeter.localEndpoint())) {
        client.expect("hello").send("MSRP a786 SE").reset();
      }
    }
  }

  private static CompletionStage<Binding> greet(Transport transport) {
    return transport
        .acceptor()
        .bind(
            Endpoint.tcp("greeter.example", 0),
            BindOptions.DEFAULT,
            () ->
                new RecordingHandler("greeter")
                    .reading()
                    .whenOpen(connection -> connection.write(true, ByteBuffer.wrap(GREETING))));
  }
}
