// SPDX-License-Identifier: Apache-2.0
package org.example;

import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.tck.Capability;
import org.openmsrp.testkit.tck.TckOptions;
import org.openmsrp.testkit.tck.TransportContract;

/** The contract, inherited from the packaged kit by somebody who has written a transport. */
class OwnTransportTest implements TransportContract {

  private final LoopbackNetwork network = new LoopbackNetwork();

  @Override
  public Transport newTransport() {
    return LoopbackTransport.threaded(network);
  }

  @Override
  public Endpoint listenEndpoint() {
    return Endpoint.tcp("127.0.0.1", 0);
  }

  @Override
  public TckOptions options() {
    return TckOptions.DEFAULT
        .without(Capability.SOCKETS, "in memory")
        .without(Capability.CERTIFICATES, "TLS in name only");
  }
}
