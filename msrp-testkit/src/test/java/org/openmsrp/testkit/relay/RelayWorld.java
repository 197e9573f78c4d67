// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.Simulation;

/** A simulated network with relays and clients. */
final class RelayWorld implements AutoCloseable {

  final Simulation simulation = Simulation.inOrder();
  final LoopbackTransport transport = simulation.newTransport();

  EmbeddedRelay relay(String host) {
    return relay(host, builder -> builder);
  }

  EmbeddedRelay relay(String host, UnaryOperator<EmbeddedRelayBuilder> settings) {
    EmbeddedRelayBuilder builder =
        EmbeddedRelay.builder()
            .listen(simulation.newTransport(), Endpoint.tls(host, 2855))
            .timers(simulation.time())
            .user("alice", "wonderland")
            .user("bob", "builder");
    return simulation.await(settings.apply(builder).start());
  }

  RawClient client(String name, EmbeddedRelay relay) {
    return new RawClient(simulation, transport, name, relay.uri());
  }

  /** A client with a granted URI. */
  RawClient member(String name, EmbeddedRelay relay) {
    RawClient client = client(name, relay);
    client.login(MsrpPath.of(relay.uri()), name, name.equals("alice") ? "wonderland" : "builder");
    return client;
  }

  @Override
  public void close() {
    simulation.close();
  }
}
