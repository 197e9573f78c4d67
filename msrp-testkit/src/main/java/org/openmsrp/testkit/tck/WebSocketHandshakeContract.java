// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T6.1: how a WebSocket agrees on its sub-protocol (RFC 7977 §4.1). */
public interface WebSocketHandshakeContract extends TransportUnderTest {

  /**
   * Offered among others, {@code msrp} is chosen, and no extension is.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_1_acceptorChoosesMsrpAndNoExtension() throws IOException {
    try (Bench bench = WebSocketEnds.bench(this);
        RawWebSocket peer = WebSocketEnds.newcomer(bench)) {
      String answer =
          peer.ask(
              "Sec-WebSocket-Protocol: chat, msrp", "Sec-WebSocket-Extensions: permessage-deflate");

      assertThat(answer).startsWith("HTTP/1.1 101 ");
      assertThat(values(answer, "Sec-WebSocket-Accept"))
          .containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(values(answer, "Sec-WebSocket-Protocol")).containsExactly("msrp");
      assertThat(values(answer, "Sec-WebSocket-Extensions")).isEmpty();
    }
  }

  /**
   * Whoever offers nothing or something else is turned out, and no handler sees it.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_1_acceptorRefusesOtherSubProtocols() throws IOException {
    for (String offer : List.of("X-Nothing: at all", "Sec-WebSocket-Protocol: sip, MSRP")) {
      try (Bench bench = WebSocketEnds.bench(this);
          RawWebSocket peer = WebSocketEnds.newcomer(bench)) {
        RecordingHandler server = bench.handler("server");
        bench.expect(server);

        assertThat(peer.ask(offer)).startsWith("HTTP/1.1 4");
        assertThat(peer.isEnded()).isTrue();
        peer.close();

        bench.await("onRejected", server, () -> !bench.rejected().isEmpty());
        assertThat(bench.rejected().get(0).kind()).isEqualTo(Kind.UPGRADE_REFUSED);
        assertThat(server.opens()).isZero();
      }
    }
  }

  /**
   * The connector offers {@code msrp} and no extension.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_1_connectorOffersMsrpAndNoExtension() throws IOException {
    try (Bench bench = WebSocketEnds.bench(this);
        ServerSocket listener = WebSocketEnds.listener(bench)) {
      CompletionStage<Connection> stage =
          WebSocketEnds.dial(bench, listener, bench.handler("client"));
      try (RawWebSocket server = WebSocketEnds.server(bench, listener)) {
        String request = server.answer(RawWebSocket.MSRP);
        bench.await(stage);

        assertThat(values(request, "Sec-WebSocket-Protocol")).containsExactly("msrp");
        assertThat(values(request, "Sec-WebSocket-Version")).containsExactly("13");
        assertThat(values(request, "Sec-WebSocket-Extensions")).isEmpty();
      }
    }
  }

  /**
   * An answer that chooses nothing, or what was not offered, fails the stage and ends the socket.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_1_connectorRefusesWhatItDidNotOffer() throws IOException {
    List<String> answers =
        List.of(
            "X-Nothing: at all",
            "Sec-WebSocket-Protocol: sip",
            "Sec-WebSocket-Protocol: msrp, sip",
            RawWebSocket.MSRP + "\r\nSec-WebSocket-Extensions: permessage-deflate");
    for (String answer : answers) {
      try (Bench bench = WebSocketEnds.bench(this);
          ServerSocket listener = WebSocketEnds.listener(bench)) {
        RecordingHandler client = bench.handler("client");
        CompletionStage<Connection> stage = WebSocketEnds.dial(bench, listener, client);
        try (RawWebSocket server = WebSocketEnds.server(bench, listener)) {
          server.answer(answer);

          assertThat(bench.awaitFailure(stage).kind()).as(answer).isEqualTo(Kind.UPGRADE_REFUSED);
          assertThat(server.isEnded()).as(answer).isTrue();
          assertThat(client.opens()).isZero();
        }
      }
    }
  }

  /**
   * Frames in the same segment as the answer are not lost.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_4_framesThatComeWithTheAnswerAreDelivered() throws IOException {
    try (Bench bench = WebSocketEnds.bench(this);
        ServerSocket listener = WebSocketEnds.listener(bench)) {
      RecordingHandler client = bench.handler("client").reading();
      CompletionStage<Connection> stage = WebSocketEnds.dial(bench, listener, client);
      try (RawWebSocket server = WebSocketEnds.server(bench, listener)) {
        RawFrame data =
            new RawFrame(RawFrame.FIN | RawFrame.BINARY, server.mask(), Pattern.bytes(0, 100));
        RawFrame end = new RawFrame(RawFrame.FIN | RawFrame.CLOSE, server.mask(), new byte[0]);
        server.send(
            RawWebSocket.acceptance(server.head(), RawWebSocket.MSRP)
                + new String(data.octets(), ISO_8859_1)
                + new String(end.octets(), ISO_8859_1));
        bench.await(stage);

        assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.PeerClose());
        assertThat(client.frameEnds()).containsExactly(100L);
      }
    }
  }

  private static List<String> values(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).trim())
        .toList();
  }
}
