// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RawFrame;
import org.openmsrp.testkit.tck.RawWebSocket;
import org.openmsrp.testkit.tck.RecordingHandler;

/** Pings of ours, and peers that do not answer them. */
class KeepAliveTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static UnaryOperator<WebSocketOptions.Builder> every(long interval, long timeout) {
    return o -> o.keepAlive(Duration.ofMillis(interval), Duration.ofMillis(timeout));
  }

  @Test
  @Conformance("7977-6-01")
  void silence_ofAPeerThatAnswersPings_isNoReasonToEnd() throws IOException {
    // Longer than the timeout in all, though a busy machine may take its time for each answer.
    try (Served served = Served.plain(every(50, 2_000));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      for (int i = 0; i < 50; i++) {
        RawFrame ping = peer.receive();
        assertThat(ping.opcode()).isEqualTo(RawFrame.PING);
        peer.frame(RawFrame.PONG, true, ping.payload());
      }

      assertThat(served.accepted().closeReason()).isEmpty();
    }
  }

  @Test
  void silence_ofADeadPeer_closesWith1001() throws IOException {
    try (Served served = Served.plain(every(50, 150));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RawFrame last = peer.receiveAfterPings();

      assertThat(last.opcode()).isEqualTo(RawFrame.CLOSE);
      assertThat(last.closeCode()).isEqualTo(1001);
      CloseReason reason = Served.reason(served.accepted());
      assertThat(Served.kind(reason)).isEqualTo(Kind.TIMEOUT);
      assertThat(((CloseReason.Failed) reason).cause()).hasMessageContaining("RFC 7977 §6");
    }
  }

  @Test
  void silence_behindInputThatNobodyReads_isNoReasonToEnd() throws IOException {
    // The peer may take its time until its input is there; then twice the timeout passes.
    try (Served served = Served.plain(every(50, 1_000)).notReading();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawFrame.BINARY, true, "unread".getBytes(US_ASCII));
      RecordingHandler server = served.accepted();

      boolean ended = server.await(() -> server.closeReason().isPresent(), Duration.ofSeconds(2));

      assertThat(ended).isFalse();
    }
  }

  @Test
  void silence_withoutPings_isNeverNoticed() throws IOException {
    try (Served served = Served.plain(every(0, 0));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();

      assertThat(server.await(() -> server.closeReason().isPresent(), Duration.ofMillis(200)))
          .isFalse();
      peer.closeFrame(1000);
      assertThat(peer.receive().opcode()).isEqualTo(RawFrame.CLOSE);
    }
  }
}
