// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

class BindingsTest {

  private static final TransportException CLOSED = TransportFailures.closed("acceptor");

  private final Bindings bindings = new Bindings(() -> CLOSED);
  private final CompletableFuture<Binding> stage = new CompletableFuture<>();
  private final Listening listening = new Listening();

  private final class Listening implements Binding {
    private int closes;

    @Override
    public Endpoint localEndpoint() {
      return Endpoint.tcp("127.0.0.1", 2855);
    }

    @Override
    public void close() {
      closes++;
      bindings.remove(this);
    }
  }

  @Test
  void opened_whileSomebodyWaits_isHandedOver() {
    bindings.opened(listening, stage);
    assertThat(stage).isCompletedWithValue(listening);
    assertThat(listening.closes).isZero();
  }

  @Test
  void opened_whenNobodyWaitsAnyMore_isClosed() {
    stage.cancel(false);
    bindings.opened(listening, stage);
    assertThat(listening.closes).isEqualTo(1);
  }

  @Test
  void opened_afterClose_isClosedAndTheStageIsToldWhy() {
    bindings.close();
    bindings.opened(listening, stage);
    assertThat(listening.closes).isEqualTo(1);
    assertThat(stage.handle((binding, thrown) -> thrown)).isCompletedWithValue(CLOSED);
  }

  @Test
  void close_again_closesEachOnce() {
    bindings.opened(listening, stage);
    bindings.close();
    bindings.close();
    assertThat(listening.closes).isEqualTo(1);
  }
}
