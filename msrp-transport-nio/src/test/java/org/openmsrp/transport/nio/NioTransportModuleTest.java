// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.NothingLeft;

class NioTransportModuleTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final Key<Set<Transport>> TRANSPORTS = Key.get(new TypeLiteral<>() {});

  @Test
  void injector_withModule_bindsOneTransportIntoTheSet() {
    Injector injector = Guice.createInjector(new NioTransportModule());

    assertThat(injector.getInstance(TRANSPORTS))
        .singleElement()
        .isInstanceOf(NioTransport.class)
        .isSameAs(injector.getInstance(TRANSPORTS).iterator().next());
  }
}
