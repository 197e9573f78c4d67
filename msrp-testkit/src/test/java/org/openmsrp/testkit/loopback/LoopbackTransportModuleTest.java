// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Transport;

class LoopbackTransportModuleTest {

  private static final Key<Set<Transport>> TRANSPORTS = Key.get(new TypeLiteral<>() {});

  @Test
  void injector_withNetwork_bindsOneThreadedTransportIntoTheSet() {
    Injector injector = Guice.createInjector(new LoopbackTransportModule(new LoopbackNetwork()));
    try (Transport transport = injector.getInstance(TRANSPORTS).iterator().next()) {
      assertThat(transport).isInstanceOf(LoopbackTransport.class);
      assertThat(injector.getInstance(TRANSPORTS)).containsExactly(transport);
      assertThat(injector.getExistingBinding(Key.get(Timers.class))).isNull();
    }
  }

  @Test
  void injector_withSimulation_bindsItsTransportAndItsTime() {
    try (Simulation world = Simulation.inOrder()) {
      Injector injector = Guice.createInjector(new LoopbackTransportModule(world));

      assertThat(injector.getInstance(TRANSPORTS)).hasSize(1);
      assertThat(injector.getInstance(Timers.class)).isSameAs(world.time());
    }
  }
}
