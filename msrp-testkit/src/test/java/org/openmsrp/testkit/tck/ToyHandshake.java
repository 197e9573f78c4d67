// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** The opening handshake of the toy transport (RFC 6455 §4, RFC 7977 §4.1). */
final class ToyHandshake {

  private ToyHandshake() {}

  static void ask(Socket socket, ToyFlaw flaw) throws IOException {
    String protocol =
        flaw == ToyFlaw.SUB_PROTOCOL_NOT_OFFERED ? "X-Nothing: at all" : RawWebSocket.MSRP;
    send(
        socket,
        "GET / HTTP/1.1",
        "Host: localhost",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        protocol);
    String answer = head(socket);
    boolean right =
        values(answer, "Sec-WebSocket-Protocol").equals(List.of("msrp"))
            && values(answer, "Sec-WebSocket-Extensions").isEmpty();
    if (!answer.startsWith("HTTP/1.1 101 ") || !(right || flaw == ToyFlaw.ANY_ANSWER_TAKEN)) {
      Toys.close(socket);
      throw new TransportException(Kind.UPGRADE_REFUSED, answer);
    }
    if (flaw == ToyFlaw.INPUT_BEHIND_THE_HEAD_LOST) {
      socket.getInputStream().skipNBytes(socket.getInputStream().available());
    }
  }

  static void answer(Socket socket, ToyFlaw flaw) throws IOException {
    String request = head(socket);
    boolean offered =
        values(request, "Sec-WebSocket-Protocol").stream()
            .flatMap(value -> Arrays.stream(value.split(", *", -1)))
            .anyMatch("msrp"::equals);
    if (!offered && flaw != ToyFlaw.ANY_OFFER_ACCEPTED) {
      send(socket, "HTTP/1.1 400 Bad Request", "Content-Length: 0");
      throw new TransportException(Kind.UPGRADE_REFUSED, "msrp is not offered");
    }
    String chosen =
        flaw == ToyFlaw.SUB_PROTOCOL_NOT_CHOSEN ? "X-Nothing: at all" : RawWebSocket.MSRP;
    socket.getOutputStream().write(RawWebSocket.acceptance(request, chosen).getBytes(ISO_8859_1));
  }

  private static void send(Socket socket, String... lines) throws IOException {
    String head = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new EOFException("ended within the handshake");
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private static List<String> values(String head, String name) {
    return head.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .toList();
  }
}
