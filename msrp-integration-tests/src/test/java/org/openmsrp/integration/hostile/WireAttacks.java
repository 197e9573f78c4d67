// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.scripted.ScriptFailure;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.scripted.WebSocketFrame;

/** Attacks beneath MSRP: on TLS and on the framing of WebSockets. */
final class WireAttacks {

  private static final int MESSAGE = 1 << 20;

  private WireAttacks() {}

  private static byte[] noise(int size) {
    byte[] octets = new byte[size];
    new Random(4975).nextBytes(octets);
    return octets;
  }

  /** Noise in place of a handshake, and in the middle of a connection. */
  static void tlsGarbage(Field field) {
    field.rawPeer().send(noise(1_000)).expectEnd();
    field.rawPeer().send("MSRP tid1 SEND\r\n").expectEnd();
    field.rawPeer().send(new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff}).halfClose().expectEnd();
    field.height();
    if (!field.target().ground().messages()) {
      field.prey().bind(field.peer()).sendBeneath(noise(40_000)).expectEnd();
    }
  }

  /** Asks for another handshake, which costs the server most. */
  static void renegotiation(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer("TLSv1.2"));
    field.height();
    assertThatThrownBy(
            () -> {
              peer.renegotiate();
              peer.send(prey.frames().knock("after001")).expectResponse("after001", 200);
            })
        .isInstanceOf(ScriptFailure.class);
    peer.expectEnd();
  }

  /** A message in fragments that never ends. */
  static void fragmentsWithoutEnd(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    String whole = prey.frames().ranged("1-*/*", "");
    String head = whole.substring(0, whole.indexOf("\r\n\r\n") + 4);
    String part = "x".repeat(MESSAGE / 16);
    peer.send(WebSocketFrame.of(WebSocketFrame.BINARY, head).notFinal());
    for (int i = 0; i < 15; i++) {
      peer.send(WebSocketFrame.of(WebSocketFrame.CONTINUATION, part).notFinal());
    }
    field.height();
    peer.send(WebSocketFrame.of(WebSocketFrame.CONTINUATION, part).notFinal());
    closes(peer, 1009);
  }

  private static void closes(ScriptedPeer peer, int code) {
    assertThat(peer.expectFrame(WebSocketFrame.CLOSE).closeCode()).isEqualTo(code);
    peer.expectEnd();
  }

  /** Frames that break RFC 6455. */
  static void brokenFrames(Field field) {
    WebSocketFrame text = WebSocketFrame.of(WebSocketFrame.TEXT, "x");
    WebSocketFrame[] broken = {
      text.unmasked(),
      WebSocketFrame.of(WebSocketFrame.PING, "x".repeat(126)),
      WebSocketFrame.of(WebSocketFrame.PING, "x".repeat(100_000)),
      WebSocketFrame.of(WebSocketFrame.CLOSE, "x".repeat(65_536)),
      WebSocketFrame.of(WebSocketFrame.PING, "x").notFinal(),
      WebSocketFrame.of(WebSocketFrame.CONTINUATION, "x"),
      WebSocketFrame.of(3, "x"),
      WebSocketFrame.of(11, "x"),
      new WebSocketFrame(0xc2, true, text.payload()),
    };
    for (WebSocketFrame frame : broken) {
      ScriptedPeer peer = field.prey().bind(field.peer());
      peer.send(frame);
      closes(peer, 1002);
    }
    field.height();
  }

  /** Pings by the thousand, and no pong is read meanwhile. */
  static void pings(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    WebSocketFrame ping = WebSocketFrame.of(WebSocketFrame.PING, "x".repeat(125));
    for (int i = 0; i < 200 * field.scale(); i++) {
      peer.send(ping);
    }
    field.height();
    peer.send(prey.frames().knock("after001")).expectResponse("after001", 200);
  }

  /** Upgrades that ask for something else. */
  static void wrongUpgrades(Field field) {
    Endpoint remote = field.target().ground().endpoint(field.target().port());
    String[] wrong = {
      "Sec-WebSocket-Protocol: chat", "X-No: protocol", "Sec-WebSocket-Protocol: msrpx, MSRP2"
    };
    for (String fields : wrong) {
      assertThatThrownBy(() -> ScriptedPeer.connectWebSocket(remote, fields))
          .isInstanceOf(ScriptFailure.class)
          .hasMessageContaining("no upgrade: HTTP/1.1 4");
    }
    String protocol = "Sec-WebSocket-Protocol: msrp";
    assertThatThrownBy(
            () -> ScriptedPeer.connectWebSocket(remote, protocol, "X-A: " + "y".repeat(100_000)))
        .isInstanceOf(ScriptFailure.class);
    field.rawPeer().send("POST / HTTP/1.1\r\n" + "X: y\r\n".repeat(100_000)).expectEnd();
    field.height();
  }
}
