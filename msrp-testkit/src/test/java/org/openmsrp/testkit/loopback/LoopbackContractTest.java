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

/** The loopback transport keeps the contract: on threads, and stepped in drawn orders. */
class LoopbackContractTest {

  private static final TckOptions IN_MEMORY =
      TckOptions.DEFAULT
          .withThreadPrefix("openmsrp-loopback")
          .without(Capability.SOCKETS, "in memory")
          .without(Capability.CERTIFICATES, "TLS in name only");

  private abstract static class Threaded implements TransportContract {
    private final LoopbackNetwork network = new LoopbackNetwork();

    @Override
    public Transport newTransport() {
      return LoopbackTransport.threaded(network);
    }

    @Override
    public TckOptions options() {
      return IN_MEMORY;
    }
  }

  @Nested
  class ThreadedTcp extends Threaded {
    @Override
    public Endpoint listenEndpoint() {
      return Endpoint.tcp("127.0.0.1", 0);
    }
  }

  @Nested
  class ThreadedWss extends Threaded {
    @Override
    public Endpoint listenEndpoint() {
      return new Endpoint(Endpoint.WSS, "127.0.0.1", 0, "/msrp");
    }
  }

  /** Stepped by the thread of the test, which lets a millisecond pass whenever nothing is left. */
  private abstract static class Stepped implements TransportContract {
    private final Simulation world;

    Stepped(Simulation world) {
      this.world = world;
    }

    @Override
    public Transport newTransport() {
      return world.newTransport();
    }

    @Override
    public TckOptions options() {
      return IN_MEMORY.withDriver(this::step).withLeakCheck(this::noTimer);
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
  class SteppedTcp extends Stepped {
    SteppedTcp() {
      super(Simulation.seeded(4975));
    }

    @Override
    public Endpoint listenEndpoint() {
      return Endpoint.tcp("127.0.0.1", 0);
    }
  }

  @Nested
  class SteppedWs extends Stepped {
    SteppedWs() {
      super(Simulation.inOrder());
    }

    @Override
    public Endpoint listenEndpoint() {
      return new Endpoint(Endpoint.WS, "127.0.0.1", 0, "/msrp");
    }
  }
}
