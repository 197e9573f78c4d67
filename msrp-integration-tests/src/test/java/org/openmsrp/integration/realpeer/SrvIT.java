// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayException.Reason;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.transport.nio.NioSrvResolver;
import org.openmsrp.transport.nio.NioTransport;

/** A relay that DNS names, behind one that does not live. */
class SrvIT {

  @TempDir Path folder;

  private static RelaySettings domain(String name) {
    return RelaySettings.builder(name).credentials("alice", "wonderland".toCharArray()).build();
  }

  @Test
  @Conformance({"2782-Usage-01", "2782-Usage-03", "4976-8-04", "4976-8-07", "4976-9.2-02"})
  void relay_behindADeadTarget_isFoundAndProvesTheDomain() {
    Identity identity = Identity.make(folder, "dns:failover.test");
    int dns = Peer.freePort();
    try (Kamailio relay = new Kamailio(folder, identity).start();
        Peer server = dnsmasq(dns, relay.tls().port().orElseThrow());
        SrvResolver resolver = new NioSrvResolver(asking(dns));
        Ends ends = new Ends(identity, new NioTransport(), new NioTransport())) {
      server.untilItListens(dns);
      RelayClient client = RelayClient.builder(ends.alice).resolver(resolver).build();
      RelayConnector found = client.connector(domain("failover.test"), RelayMode.ACTIVE);

      Ends.get(found.prepare());

      assertThat(found.grant().orElseThrow().connection().remote().port())
          .isEqualTo(relay.tls().port().orElseThrow());
      assertThat(found.grant().orElseThrow().connection().tls().orElseThrow().serverName())
          .contains("failover.test");
      assertThat(Ends.refusal(client.connector(domain("other.test"), RelayMode.ACTIVE)).reason())
          .as("the certificate is that of another domain")
          .isEqualTo(Reason.TLS_FAILED);
      assertThat(Ends.refusal(client.connector(domain("none.test"), RelayMode.ACTIVE)).reason())
          .isEqualTo(Reason.NOT_OFFERED);
      found.close();
    }
  }

  private static SrvOptions asking(int port) {
    return SrvOptions.DEFAULT.withServers(new InetSocketAddress("127.0.0.1", port));
  }

  private Peer dnsmasq(int port, int relay) {
    return Peer.start(
        folder,
        "dnsmasq",
        "--keep-in-foreground",
        "--conf-file=/dev/null",
        "--port=" + port,
        "--listen-address=127.0.0.1",
        "--bind-interfaces",
        "--interface=lo",
        "--no-resolv",
        "--no-hosts",
        "--pid-file=",
        "--user=",
        "--log-facility=-",
        "--local=/test/",
        "--srv-host=_msrps._tcp.failover.test,localhost,1,10,100",
        "--srv-host=_msrps._tcp.failover.test,localhost," + relay + ",20,100",
        "--srv-host=_msrps._tcp.other.test,localhost," + relay + ",10,0",
        "--srv-host=_msrps._tcp.none.test");
  }
}
