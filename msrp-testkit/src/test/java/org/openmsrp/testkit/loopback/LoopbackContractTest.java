// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.Capability;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;

/**
 * The loopback transport keeps the contract: on threads and stepped in drawn orders, lending the
 * writer's buffers and over a simulated wire.
 */
class LoopbackContractTest {

  private static final TckOptions IN_MEMORY =
      TckOptions.DEFAULT
          .without(Capability.SOCKETS, "in memory")
          .without(Capability.CERTIFICATES, "TLS in name only");
  private static final NetworkConditions SMALL_BUFFER = NetworkConditions.PERFECT.withBuffer(3000);

  private abstract static class InMemory implements TransportContract {
    private final LoopbackNetwork network;
    private final String scheme;

    InMemory(LoopbackNetwork network, String scheme) {
      this.network = network;
      this.scheme = scheme;
    }

    @Override
    public Endpoint listenEndpoint() {
      return new Endpoint(scheme, "127.0.0.1", 0, scheme.startsWith("ws") ? "/msrp" : "");
    }

    Endpoint silentEndpoint() {
      network.cut("silent.invalid");
      return new Endpoint(scheme, "silent.invalid", 2855, listenEndpoint().path());
    }
  }

  private abstract static class Threaded extends InMemory {
    private final LoopbackNetwork network;

    Threaded(NetworkConditions conditions, String scheme) {
      this(new LoopbackNetwork(conditions, 1), scheme);
    }

    private Threaded(LoopbackNetwork network, String scheme) {
      super(network, scheme);
      this.network = network;
    }

    @Override
    public Transport newTransport() {
      return LoopbackTransport.threaded(network);
    }

    @Override
    public TckOptions options() {
      return IN_MEMORY
          .withThreadPrefix("openmsrp-loopback")
          .withSilentEndpoint(this::silentEndpoint);
    }
  }

  /** Stepped by the thread of the test, which lets a millisecond pass whenever nothing is left. */
  private abstract static class Stepped extends InMemory {
    private final Simulation world;

    Stepped(Simulation world, NetworkConditions conditions, String scheme) {
      super(world.network(), scheme);
      this.world = world;
      world.network().conditions(conditions);
    }

    @Override
    public Transport newTransport() {
      return world.newTransport();
    }

    @Override
    public TckOptions options() {
      return IN_MEMORY
          .withDriver(this::step)
          .withLeakCheck(this::noTimer)
          .withSilentEndpoint(this::silentEndpoint);
    }

    private void step() {
      world.runUntilIdle();
      world.advance(Duration.ofMillis(1));
    }

    private void noTimer() {
      assertThat(world.time().pending()).as("timers left").isZero();
      assertThat(world.network().listening()).as("listeners left").isZero();
    }
  }

  @Nested
  class ThreadedTcp extends Threaded {
    ThreadedTcp() {
      super(NetworkConditions.PERFECT, Endpoint.TCP);
    }
  }

  @Nested
  class ThreadedWss extends Threaded {
    ThreadedWss() {
      super(NetworkConditions.PERFECT, Endpoint.WSS);
    }
  }

  @Nested
  class ThreadedTlsOverAWire extends Threaded {
    ThreadedTlsOverAWire() {
      super(SMALL_BUFFER, Endpoint.TLS);
    }
  }

  @Nested
  class SteppedTcp extends Stepped {
    SteppedTcp() {
      super(Simulation.seeded(4975), NetworkConditions.PERFECT, Endpoint.TCP);
    }
  }

  @Nested
  class SteppedWs extends Stepped {
    SteppedWs() {
      super(Simulation.inOrder(), NetworkConditions.PERFECT, Endpoint.WS);
    }
  }

  @Nested
  class SteppedTcpOverAWire extends Stepped {
    SteppedTcpOverAWire() {
      super(Simulation.seeded(4976), SMALL_BUFFER, Endpoint.TCP);
    }
  }

  @Nested
  class SteppedWsOverTheInternet extends Stepped {
    SteppedWsOverTheInternet() {
      super(
          Simulation.seeded(7977),
          NetworkConditions.INTERNET.withOctetsPerSecond(100_000_000),
          Endpoint.WS);
    }
  }
}
