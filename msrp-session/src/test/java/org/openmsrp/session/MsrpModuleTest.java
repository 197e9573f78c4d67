// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.Simulation;

class MsrpModuleTest {

  @Test
  void stack_withATransportModule_listensOnThatTransport() {
    try (Simulation simulation = Simulation.inOrder()) {
      Injector injector = Guice.createInjector(new MsrpModule(), loopback(simulation));
      try (MsrpStack stack = injector.getInstance(MsrpStack.class)) {
        MsrpServer server =
            simulation.await(stack.server(MsrpUri.parse("msrp://host.example:0;tcp")));
        assertThat(server.uri().port().orElseThrow()).isPositive();
        assertThat(injector.getInstance(MsrpStack.class)).isSameAs(stack);
      }
    }
  }

  @Test
  void stack_withoutATransportModule_saysWhatIsMissing() {
    Injector injector = Guice.createInjector(new MsrpModule());
    assertThatThrownBy(() -> injector.getInstance(MsrpStack.class))
        .isInstanceOf(ProvisionException.class)
        .hasMessageContaining("at least one transport");
  }

  private static Module loopback(Simulation simulation) {
    return new AbstractModule() {
      @Override
      protected void configure() {
        Multibinder.newSetBinder(binder(), Transport.class)
            .addBinding()
            .toInstance(simulation.newTransport());
        OptionalBinder.newOptionalBinder(binder(), Timers.class)
            .setBinding()
            .toInstance(simulation.time());
      }
    };
  }
}
