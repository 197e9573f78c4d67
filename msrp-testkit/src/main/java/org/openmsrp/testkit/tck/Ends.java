// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.openmsrp.domain.port.transport.Framing;

/**
 * Both ends of an open connection.
 *
 * @param bench where it was opened
 * @param client the end that connected
 * @param server the end that accepted
 */
record Ends(Bench bench, RecordingHandler client, RecordingHandler server) {

  /** Writes from the client and waits until it is done. */
  void write(ByteBuffer... parts) {
    long before = client.written();
    client.connection().write(true, parts);
    bench.await("onWritten", client, () -> client.written() > before);
  }

  /** Waits until the server has this many octets. */
  void awaitReceived(long octets) {
    bench.await(octets + " octets", server, () -> server.received() >= octets);
    assertThat(server.received()).isEqualTo(octets);
  }

  /**
   * Sends octets from the server to the client, one by one, so that whatever was on its way from
   * client to server had time to arrive.
   */
  void roundTrips(int count) {
    for (int i = 0; i < count; i++) {
      long received = client.received();
      long written = server.written();
      client.demand();
      server.connection().write(true, Pattern.buffer(received, 1));
      bench.await("an octet", client, () -> client.received() > received);
      bench.await("onWritten", server, () -> server.written() > written);
    }
  }

  Framing framing() {
    return client.connection().info().framing();
  }

  boolean message() {
    return framing() == Framing.MESSAGE;
  }

  boolean secure() {
    return client.connection().info().tls().isPresent();
  }
}
