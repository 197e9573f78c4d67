// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;

/** The contract against a broken transport; run by {@link BrokenTransportsTest}, not by itself. */
@ExtendWith(BrokenSubject.FaultByName.class)
class BrokenSubject implements TransportContract {

  /** The configuration parameter that names the fault; none means a sound transport. */
  static final String FAULT = "org.openmsrp.testkit.fault";

  /** The configuration parameter that names the scheme of a sound transport. */
  static final String SCHEME = "org.openmsrp.testkit.scheme";

  private final LoopbackNetwork network = new LoopbackNetwork();
  private final BrokenTransport.Break fault;

  BrokenSubject(BrokenTransport.Break fault) {
    this.fault = fault;
  }

  @Override
  public Transport newTransport() {
    return new BrokenTransport(LoopbackTransport.threaded(network), fault);
  }

  @Override
  public Endpoint listenEndpoint() {
    return new Endpoint(fault.scheme(), "127.0.0.1", 0, "");
  }

  @Override
  public TckOptions options() {
    return TckOptions.DEFAULT
        .withPatience(fault.patience())
        .withThreadPrefix("openmsrp-loopback")
        .without(Capability.SOCKETS, "in memory");
  }

  static final class FaultByName implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getConfigurationParameter(FAULT)
          .map(name -> Fault.valueOf(name).newBreak())
          .orElseGet(() -> sound(context.getConfigurationParameter(SCHEME).orElse(Endpoint.TCP)));
    }

    private static BrokenTransport.Break sound(String scheme) {
      return new BrokenTransport.Break() {
        @Override
        public String scheme() {
          return scheme;
        }

        @Override
        public Duration patience() {
          return Duration.ofSeconds(10);
        }
      };
    }
  }
}
