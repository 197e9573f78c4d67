// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Optional;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Transport;

/**
 * Adds one {@link LoopbackTransport} to the {@code Set<Transport>} of an injector, beside those of
 * other modules. Two injectors whose modules share a network, or a simulation, reach each other.
 */
@SuppressWarnings("exports") // Guice stays optional: whoever names this class requires it anyway.
public final class LoopbackTransportModule extends AbstractModule {

  private final Provider<LoopbackTransport> transport;
  private final Optional<Timers> timers;

  /**
   * Binds a transport with threads of its own, in real time.
   *
   * @param network where it listens and connects
   */
  public LoopbackTransportModule(LoopbackNetwork network) {
    requireNonNull(network, "network");
    this.transport = () -> LoopbackTransport.threaded(network);
    this.timers = Optional.empty();
  }

  /**
   * Binds a transport that only the simulation moves, and {@link Timers} to its virtual time.
   *
   * @param world what the test steps
   */
  public LoopbackTransportModule(Simulation world) {
    this.transport = world::newTransport;
    this.timers = Optional.of(world.time());
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Transport.class)
        .addBinding()
        .toProvider(transport)
        .in(Singleton.class);
    timers.ifPresent(time -> bind(Timers.class).toInstance(time));
  }
}
