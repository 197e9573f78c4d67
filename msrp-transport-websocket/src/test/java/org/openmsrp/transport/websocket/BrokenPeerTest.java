// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RawFrame;
import org.openmsrp.testkit.tck.RawWebSocket;

/**
 * What is said of peers that break the rules; that they are found out, the contract's tests say.
 */
class BrokenPeerTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static void assertSays(CloseReason reason, String words) {
    assertThat(Served.kind(reason)).isEqualTo(Kind.PROTOCOL_VIOLATION);
    assertThat(((CloseReason.Failed) reason).cause()).hasMessageContaining(words);
  }

  @Test
  void close_withACodeThatAccuses_isNamedInTheFailure() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.closeFrame(1009);

      assertSays(Served.reason(served.accepted()), "1009");
    }
  }

  @Test
  void message_beyondTheBound_isToldTheBound() throws IOException {
    try (Served served = Served.plain(o -> o.maxMessageSize(10_000));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawFrame.BINARY, true, new byte[10_001]);

      assertSays(Served.reason(served.accepted()), "10000");
    }
  }
}
