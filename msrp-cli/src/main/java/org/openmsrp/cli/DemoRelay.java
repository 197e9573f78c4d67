// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.testkit.relay.EmbeddedRelay;

/** The testkit's relay, between the two endpoints of the demonstration. */
final class DemoRelay implements AutoCloseable {

  private static final String PASSWORD = "shown to nobody";

  private final Transport transport = Carrier.NIO.transport();
  private final EmbeddedRelay relay;

  DemoRelay() {
    relay =
        EmbeddedRelay.builder()
            .listen(transport, Endpoint.tcp("127.0.0.1", 0))
            .user("alice", PASSWORD)
            .user("bob", PASSWORD)
            .start()
            .toCompletableFuture()
            .join();
  }

  /** A way through the relay; without TLS, since nobody else is on the loopback interface. */
  RelayConnector connector(MsrpStack stack, String user, RelayMode mode) {
    RelaySettings settings =
        RelaySettings.builder(relay.uri())
            .allowPlaintext()
            .credentials(user, PASSWORD.toCharArray())
            .build();
    return RelayClient.builder(stack).build().connector(settings, mode);
  }

  @Override
  public void close() {
    relay.close();
    transport.close();
  }
}
