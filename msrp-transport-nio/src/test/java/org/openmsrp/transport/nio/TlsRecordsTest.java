// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** Records that wait in the socket when the user asks for bytes. */
class TlsRecordsTest {

  private static final TlsCredentials TRUSTING = TestPki.SERVER.trusting();

  /** What looks like a record and was not made with the keys of the connection. */
  private static final byte[] FORGED = {
    23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
  };

  private final List<String> seen = new CopyOnWriteArrayList<>();

  /** Asks for bytes only when it is told to, once each time. */
  private NioWire patient() {
    TlsCredentials server = TestPki.SERVER.presenting(ClientCertificates.NONE);
    return new NioWire(
        BindOptions.DEFAULT.withTls(server),
        handler -> handler.whenBytes(bytes -> seen.add(US_ASCII.decode(bytes).toString())));
  }

  @Test
  void demand_severalRecordsAreThere_lendsWhatTheyHoldInOrder() {
    try (NioWire wire = patient();
        ScriptedPeer peer = ScriptedPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.3")) {
      peer.send("one ").send("two ").send("three").close();

      RecordingHandler handler = wire.accepted();
      await()
          .until(
              () -> {
                handler.demand();
                return handler.closeReason().isPresent();
              });
      assertThat(String.join("", seen)).isEqualTo("one two three");
      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void demand_recordBehindGoodOnesIsForged_lendsTheGoodOnesFirst() {
    try (NioWire wire = patient();
        ScriptedPeer peer = ScriptedPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.2")) {
      peer.send("good").sendBeneath(FORGED);

      wire.accepted().demand();

      await().until(() -> !seen.isEmpty());
      wire.accepted().demand();
      CloseReason reason = wire.accepted().awaitClosed();
      assertThat(seen).containsExactly("good");
      assertThat(reason).isInstanceOf(CloseReason.Failed.class);
      assertThat(((CloseReason.Failed) reason).cause().kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    }
  }
}
