// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;

/** The contract against the toy; run by {@link BrokenWebSocketsTest}, not by itself. */
@ExtendWith(ToySubject.FlawByName.class)
class ToySubject implements WebSocketContract {

  /** The configuration parameter that names the flaw. */
  static final String FLAW = "org.openmsrp.testkit.flaw";

  private final ToyFlaw flaw;

  ToySubject(ToyFlaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public Transport newTransport() {
    return new ToyWebSocketTransport(flaw);
  }

  @Override
  public Endpoint listenEndpoint() {
    return new Endpoint(Endpoint.WS, "127.0.0.1", 0, "");
  }

  @Override
  public TckOptions options() {
    return TckOptions.DEFAULT
        .withPatience(Duration.ofSeconds(flaw == ToyFlaw.NONE ? 10 : 1))
        .withThreadPrefix("toy-websocket")
        .withMaxMessageSize(ToyConnection.MOST_OCTETS);
  }

  static final class FlawByName implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context.getConfigurationParameter(FLAW).map(ToyFlaw::valueOf).orElse(ToyFlaw.NONE);
    }
  }
}
