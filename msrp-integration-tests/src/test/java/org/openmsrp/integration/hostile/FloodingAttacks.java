// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** Peers that send much, or little in many pieces. */
final class FloodingAttacks {

  private FloodingAttacks() {}

  /** Makes more connections than the server lets wait, and keeps them. */
  static void connections(Field field) {
    int room = field.target().limits().unboundConnections();
    long others = field.target().connections();
    field.crowd(2 * room);
    field.passes(
        Duration.ZERO,
        () -> assertThat(field.target().connections()).isLessThanOrEqualTo(room + others));
    field.height();
    field.prey().bind(field.peer());
  }

  /** Many peers, each with headers that never end. */
  static void endlessHeaders(Field field) {
    String header = "X: y\r\n".repeat(4_000);
    for (int i = 0; i <= field.scale() / 10; i++) {
      Target.Prey prey = field.prey();
      prey.bind(field.peer()).send(prey.frames().start("tid1", "SEND") + header).expectEnd();
    }
    field.height();
  }

  /** Bodies that only a SEND may have (RFC 4975 §7.1). */
  static void longReports(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    String[] longer = {"x".repeat(10_241), "x".repeat(200_000)};
    for (int i = 0; i < field.scale(); i++) {
      peer.send(prey.frames().with("REPORT", longer[i % 2]));
    }
    peer.send(prey.frames().knock("after001")).expectResponse("after001", 200).expectNoOther();
    field.height();
  }

  /** One message in chunks of one octet, each of which has a head and an answer. */
  static void tinyChunks(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    for (int i = 1; i <= field.scale(); i++) {
      String id = "tiny%05d".formatted(i);
      peer.send(prey.frames().part(id, "mid00001", i + "-" + i + "/*", "x", "+"));
    }
    field.height();
    peer.expectResponse("tiny%05d".formatted(field.scale()), 200);
  }

  /** Chunks of one octet with a hole behind each. */
  static void holes(Field field) {
    Target.Prey prey = field.prey(message -> message.bytes().exceptionally(failure -> null));
    ScriptedPeer peer = prey.bind(field.peer());
    int most = MsrpLimits.DEFAULT.rangesPerMessage();
    for (int i = 1; i <= most + 1; i++) {
      String id = "hole%05d".formatted(i);
      String range = 2 * i + "-" + 2 * i + "/*";
      peer.send(prey.frames().part(id, "mid00001", range, "x", "+"));
      peer.expectResponse(id, i <= most ? 200 : 413);
    }
    field.height();
  }

  /** Chunks that all lie over one another. */
  static void overlaps(Field field) {
    Target.Prey prey = field.prey(message -> message.bytes().exceptionally(failure -> null));
    ScriptedPeer peer = prey.bind(field.peer());
    String body = "x".repeat(1_000);
    for (int i = 0; i < field.scale(); i++) {
      String id = "over%05d".formatted(i);
      String range = 1 + i % 500 + "-*/*";
      peer.send(prey.frames().part(id, "mid00001", range, body, "+"));
      peer.expectResponse(id, 200);
    }
    field.height();
  }

  /** As many messages at once as are allowed, each as large as is allowed, and none ends. */
  static void unfinishedMessages(Field field) {
    Queue<IncomingMessage> shown = new ConcurrentLinkedQueue<>();
    Target.Prey prey =
        field.prey(
            message -> {
              shown.add(message);
              var unused = message.bytes();
            });
    ScriptedPeer peer = prey.bind(field.peer());
    String body = "x".repeat(250_000);
    int refused = 0;
    for (int i = 0; i < 64 && refused < 3; i++) {
      for (int part = 0; part < 8 && refused < 3; part++) {
        String id = "many%02d%03d".formatted(i, part);
        String range = 1 + part * 250_000 + "-*/*";
        peer.send(prey.frames().part(id, "mid" + i, range, body, "+"));
        refused += peer.expectAnyResponse(id) == 413 ? 1 : 0;
      }
    }
    field.height();
    assertThat(refused).as("refused with 413").isPositive();
    assertThat(shown).hasSizeLessThanOrEqualTo(64);
  }

  /** A body octet by octet, for a user who takes none of it. */
  static void octetByOctet(Field field) {
    Target.Prey prey = field.prey(message -> {});
    ScriptedPeer peer = prey.bind(field.peer());
    String frame = prey.frames().ranged("1-*/*", "x".repeat(20 * field.scale()));
    peer.sendInPieces(1, frame.getBytes(US_ASCII));
    field.height();
    peer.expectResponse(Frames.ID, 200);
  }

  /** One SEND of many megabytes. */
  static void hugeSend(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    String frame = prey.frames().ranged("1-*/*", "");
    peer.send(frame.substring(0, frame.indexOf("\r\n\r\n") + 4));
    byte[] part = new byte[1 << 20];
    for (int i = 0; i < field.scale(); i++) {
      peer.send(part);
    }
    field.height();
    peer.send("\r\n" + Frames.end(Frames.ID, "$")).expectResponse(Frames.ID, 200);
  }
}
