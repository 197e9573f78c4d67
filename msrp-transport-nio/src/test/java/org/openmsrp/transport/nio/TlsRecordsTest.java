// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.TransportException.Kind;
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
  private final class Patient extends Recorder {
    @Override
    void open(Connection connection) {}

    @Override
    void bytes(Connection connection, ByteBuffer bytes) {
      seen.add(StandardCharsets.US_ASCII.decode(bytes).toString());
    }
  }

  private Wire patient() {
    TlsCredentials server = TestPki.SERVER.presenting(ClientCertificates.NONE);
    return new Wire(BindOptions.DEFAULT.withTls(server), Patient::new);
  }

  @Test
  void demand_severalRecordsAreThere_lendsWhatTheyHoldInOrder() throws IOException {
    try (Wire wire = patient();
        SSLSocket peer = TlsPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.3")) {
      OutputStream out = peer.getOutputStream();
      for (String text : List.of("one ", "two ", "three")) {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
      }
      peer.close();

      Connection connection = wire.accepted().connection();
      await()
          .until(
              () -> {
                connection.demand();
                return wire.accepted().closed.isDone();
              });
      assertThat(String.join("", seen)).isEqualTo("one two three");
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void demand_recordBehindGoodOnesIsForged_lendsTheGoodOnesFirst() throws IOException {
    try (Wire wire = patient();
        Socket raw = new Socket(InetAddress.getLoopbackAddress(), wire.endpoint().port());
        SSLSocket peer = TlsPeer.over(raw, TRUSTING, "TLSv1.2")) {
      peer.getOutputStream().write("good".getBytes(StandardCharsets.US_ASCII));
      raw.getOutputStream().write(FORGED);

      wire.accepted().connection().demand();

      await().until(() -> !seen.isEmpty());
      wire.accepted().connection().demand();
      CloseReason reason = wire.accepted().reason();
      assertThat(seen).containsExactly("good");
      assertThat(reason).isInstanceOf(CloseReason.Failed.class);
      assertThat(((CloseReason.Failed) reason).cause().kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    }
  }
}
