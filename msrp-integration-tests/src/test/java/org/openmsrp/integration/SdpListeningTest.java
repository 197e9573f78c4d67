// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.ReadmeProgram.join;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Connector;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.sdp.MsrpMedia;
import org.openmsrp.session.sdp.Setup;
import org.openmsrp.transport.nio.NioTransport;

/** What an offer names can be reached before the offer is sent (RFC 6135 §4.2.2). */
class SdpListeningTest {

  @Test
  @Conformance({"6135-4.2.2-01", "4145-4.1-04"})
  void offering_pathOfAnAcceptor_namesAPortThatIsOpen() throws IOException {
    try (MsrpStack stack = MsrpStack.builder().transport(new NioTransport()).build();
        Connector acceptor = stack.acceptor()) {
      MsrpUri local = MsrpUri.parse("msrp://127.0.0.1:0;tcp");
      MsrpMedia offer = MsrpMedia.offering(join(acceptor.prepare(local))).build();
      assertThat(offer.setup()).contains(Setup.ACTPASS);
      assertThat(offer.port()).isEqualTo(offer.path().orElseThrow().last().port().orElseThrow());
      try (Socket socket = new Socket(offer.address().orElseThrow().text(), offer.port())) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }
}
