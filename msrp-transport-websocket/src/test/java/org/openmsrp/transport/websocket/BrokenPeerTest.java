// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.transport.websocket.RawWebSocket.Received;

/** Clients that do what ours never would, once their handshake is accepted. */
class BrokenPeerTest {

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  @Conformance({"7977-4.2-01", "7977-5.1-03"})
  void frame_textOrBinaryWholeOrInFragments_isTheSameMessage() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.BINARY, true, ascii("one"));
      peer.frame(RawWebSocket.TEXT, true, ascii("two"));
      peer.frame(RawWebSocket.TEXT, false, ascii("th"));
      peer.frame(RawWebSocket.CONTINUATION, false, new byte[0]);
      peer.frame(RawWebSocket.PING, true, ascii("p"));
      peer.frame(RawWebSocket.CONTINUATION, true, ascii("ree"));
      peer.frame(RawWebSocket.BINARY, false, ascii("fo"));
      peer.frame(RawWebSocket.CONTINUATION, false, ascii("ur"));
      peer.frame(RawWebSocket.CONTINUATION, true, new byte[0]);

      RecordingHandler server = served.accepted();
      await().until(() -> server.frameEnds().equals(List.of(3L, 6L, 11L, 15L)));
      assertThat(served.text(server)).isEqualTo("onetwothreefour");
      assertThat(peer.receive().opcode()).isEqualTo(RawWebSocket.PONG);
    }
  }

  @Test
  @Conformance("7977-4.2-01")
  void text_thatIsNotUtf8_isTakenAsOctets() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.TEXT, true, new byte[] {(byte) 0xFF, (byte) 0xC0, 0x41});

      RecordingHandler server = served.accepted();
      await().until(() -> server.frameEnds().equals(List.of(3L)));
      assertThat(served.text(server)).isEqualTo("\u00ff\u00c0A");
    }
  }

  @Test
  void write_ofSeveralParts_isOneUnmaskedBinaryFrame() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();
      server
          .connection()
          .write(
              true,
              ByteBuffer.wrap(ascii("MSRP ")),
              ByteBuffer.allocate(0),
              ByteBuffer.wrap(ascii("a786")));

      Received frame = peer.receive();

      assertThat(frame.text()).isEqualTo("MSRP a786");
      assertThat(frame.opcode()).isEqualTo(RawWebSocket.BINARY);
      assertThat(frame.fin()).isTrue();
      assertThat(frame.masked()).isFalse();
    }
  }

  @Test
  void write_ofNothing_sendsNoFrame() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();
      server.whenWritten(
          () -> {
            if (server.written() == 1) {
              server.connection().write(true, ByteBuffer.wrap(ascii("x")));
            }
          });
      server.connection().write(true, ByteBuffer.allocate(0));

      assertThat(peer.receive().text()).isEqualTo("x");
    }
  }

  @Test
  void ping_withNobodyReading_isAnsweredWithItsPayload() throws IOException {
    try (Served served = Served.plain().notReading();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.PING, true, ascii("are you there"));

      Received pong = peer.receive();

      assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
      assertThat(pong.text()).isEqualTo("are you there");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void close_inOrder_isAnsweredAndIsAPeerClose(int code) throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.closeFrame(code);

      assertThat(peer.receive().closeCode()).isEqualTo(code);
      assertThat(peer.isEnded()).isTrue();
      assertThat(Served.reason(served.accepted())).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void close_withoutACode_isAPeerClose() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.CLOSE, true, new byte[0]);

      assertThat(peer.receive().opcode()).isEqualTo(RawWebSocket.CLOSE);
      assertThat(Served.reason(served.accepted())).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void close_withACodeThatAccuses_isAFailureThatNamesIt() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.closeFrame(1009);

      CloseReason reason = Served.reason(served.accepted());

      assertThat(Served.kind(reason)).isEqualTo(Kind.PROTOCOL_VIOLATION);
      assertThat(((CloseReason.Failed) reason).cause()).hasMessageContaining("1009");
    }
  }

  @Test
  void closeOfOurs_sendsCode1000AndWaitsForTheAnswer() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();
      server.connection().close();

      assertThat(peer.receive().closeCode()).isEqualTo(1000);
      assertThat(server.closeReason()).isEmpty();
      peer.closeFrame(1000);
      assertThat(Served.reason(server)).isEqualTo(new CloseReason.LocalClose());
    }
  }

  @Test
  void closeOfOurs_neverAnswered_isLocalAfterTheTimeout() throws IOException {
    BindOptions how = BindOptions.DEFAULT.withCloseTimeout(Duration.ofMillis(200));
    try (Served served = Served.at("", o -> o, how);
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();
      server.connection().close();

      assertThat(peer.receive().closeCode()).isEqualTo(1000);
      assertThat(Served.reason(server)).isEqualTo(new CloseReason.LocalClose());
      assertThat(peer.isEnded()).isTrue();
    }
  }

  @Test
  void end_withoutACloseFrame_isAReset() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.BINARY, true, ascii("last words"));
      peer.socket.shutdownOutput();

      RecordingHandler server = served.accepted();
      assertThat(Served.kind(Served.reason(server))).isEqualTo(Kind.RESET);
      assertThat(served.text(server)).isEqualTo("last words");
    }
  }

  @Test
  void reset_isAReset() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      RecordingHandler server = served.accepted();
      peer.reset();

      assertThat(Served.kind(Served.reason(server))).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void abortOfOurs_sendsNoCloseFrame() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      served.accepted().connection().abort(new TransportException(Kind.ABORTED, "on purpose"));

      assertThat(peer.isEnded()).isTrue();
    }
  }

  /** First octet and payload of frames that RFC 6455 forbids. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "82 unmasked", // §5.1
        "C2 masked", // §5.2: no extension defines RSV1
        "83 masked", // §5.2: reserved opcode
        "80 masked", // §5.4: continues nothing
        "09 masked", // §5.5: a control frame in fragments
        "89 huge" // §5.5: a control frame of more than 125 octets
      })
  void frame_thatBreaksARule_closesWith1002(String frame) throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      int first = Integer.parseInt(frame.substring(0, 2), 16);
      byte[] payload = frame.endsWith("huge") ? new byte[126] : ascii("x");
      peer.raw(first, !frame.endsWith("unmasked"), payload);

      assertThat(peer.receive().closeCode()).isEqualTo(1002);
      RecordingHandler server = served.accepted();
      assertThat(Served.kind(Served.reason(server))).isEqualTo(Kind.PROTOCOL_VIOLATION);
      assertThat(server.received()).isZero();
    }
  }

  @Test
  void message_beyondTheBound_closesWith1009AlthoughThePeerGoesOn() throws IOException {
    try (Served served = Served.plain(o -> o.maxMessageSize(10_000));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.BINARY, true, new byte[10_000]);
      peer.frame(RawWebSocket.BINARY, true, new byte[300_000]);

      assertThat(peer.receive().closeCode()).isEqualTo(1009);
      CloseReason reason = Served.reason(served.accepted());
      assertThat(Served.kind(reason)).isEqualTo(Kind.PROTOCOL_VIOLATION);
      assertThat(((CloseReason.Failed) reason).cause()).hasMessageContaining("10000");
    }
  }

  @Test
  void message_beyondTheBoundInFragments_closesWith1009() throws IOException {
    try (Served served = Served.plain(o -> o.maxMessageSize(2000));
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      peer.frame(RawWebSocket.BINARY, false, new byte[1500]);
      peer.frame(RawWebSocket.CONTINUATION, false, new byte[500]);
      peer.frame(RawWebSocket.CONTINUATION, false, new byte[1]);

      assertThat(peer.receive().closeCode()).isEqualTo(1009);
      assertThat(served.accepted().received()).isEqualTo(2000);
    }
  }

  @Test
  void pings_byThousandsWithNoPongTaken_areAnsweredInPartAndHurtNobody() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.open(served.endpoint())) {
      for (int i = 0; i < 5000; i++) {
        peer.frame(RawWebSocket.PING, true, ascii("ping " + i));
      }
      peer.frame(RawWebSocket.BINARY, true, ascii("done"));

      RecordingHandler server = served.accepted();
      await().until(() -> served.text(server).equals("done"));
      Received last = peer.receive();
      while (!last.text().equals("ping 4999")) {
        last = peer.receive();
      }
      assertThat(last.opcode()).isEqualTo(RawWebSocket.PONG);
    }
  }
}
