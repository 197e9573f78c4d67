// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpSessionException.Kind;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** Peers that are slow, or stop. */
final class StallingAttacks {

  private static final MsrpTimeouts TIMES = MsrpTimeouts.DEFAULT;
  private static final Duration STUCK = Duration.ofMillis(500);

  /** More comes for it than waits in the system already. */
  private static final int KIBIBYTES_NOW_AND_THEN = 64;

  /** More than all buffers of the system between two ends. */
  private static final long MUCH = 256L << 20;

  private static final ReportRequest NO_ANSWERS =
      new ReportRequest(SuccessReport.NO, FailureReport.NO);

  private StallingAttacks() {}

  /** Connects and says nothing, not even of TLS or HTTP. */
  static void silence(Field field) {
    for (int i = 0; i < field.scale(); i++) {
      field.rawPeer();
    }
    ScriptedPeer last = field.rawPeer();
    field.height();
    if (field.target().ground().shakesHands() && !field.unhurried()) {
      // The transport's own time: the contract of transports has a test for it.
      return;
    }
    field.passes(TIMES.incoming(), () -> last.within(STUCK).expectEnd());
  }

  /** Begins a head and never ends it. */
  static void slowHead(Field field) {
    String head = field.prey().frames().start("tid1", "SEND");
    field.crowd(field.scale() - 1);
    ScriptedPeer slow = field.peer().sendInPieces(1, octets(head.substring(0, 30)));
    field.height();
    field.passes(TIMES.incoming(), () -> slow.within(STUCK).expectEnd());
  }

  private static byte[] octets(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Begins a body and never ends it. */
  static void slowBody(Field field) {
    stopsWithin(field, "hello");
  }

  /** Gives a body and a part of the end-line. */
  static void slowEndLine(Field field) {
    stopsWithin(field, "hello\r\n-------ti");
  }

  private static void stopsWithin(Field field, String body) {
    Target.Prey prey = field.prey();
    String whole = prey.frames().ranged("1-*/*", body);
    String begun = whole.substring(0, whole.indexOf(body) + body.length());
    ScriptedPeer peer = prey.bind(field.peer());
    if (field.target().ground().messages()) {
      // A message of a WebSocket is one chunk as a whole, or nothing.
      peer.send(begun).expectEnd();
      return;
    }
    peer.send(begun);
    field.height();
    field.passes(TIMES.incompleteMessage(), () -> peer.within(STUCK).expectResponse("tid1", 413));
  }

  /** Sends requests and never reads the answers. */
  static void neverReading(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    long sent = peer.sendUntilStuck(octets(prey.frames().knock("tid00001")), STUCK, MUCH);
    assertThat(sent).isLessThan(MUCH);
    field.height();
    passesUntilFailed(field, prey);
  }

  private static void passesUntilFailed(Field field, Target.Prey prey) {
    CompletableFuture<SessionEnd> end = prey.session().ended().toCompletableFuture();
    field.passes(TIMES.writeStall(), () -> assertThat(end).isCompleted());
    assertThat(end.join()).isInstanceOf(SessionEnd.ConnectionFailed.class);
  }

  /** Asks for much and takes little, now and then: what waits for it is bounded. */
  static void slowTaking(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    int bound = (int) field.target().limits().outboundOctets();
    OutgoingMessage much = OutgoingMessage.text("x".repeat(bound)).withReports(NO_ANSWERS);
    Transfer transfer = prey.session().send(much);
    assertThatThrownBy(() -> prey.session().send("more"))
        .isInstanceOfSatisfying(
            MsrpSessionException.class, full -> assertThat(full.kind()).isEqualTo(Kind.QUEUE_FULL));
    for (int i = 0; i < 4; i++) {
      for (int taken = 0; taken < KIBIBYTES_NOW_AND_THEN; taken++) {
        peer.expect("x".repeat(1_024));
      }
      field.passes(TIMES.writeStall().dividedBy(3), () -> {});
    }
    field.height();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
  }

  /** Asks for much and does not take it. */
  static void neverTaking(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer unused = prey.bind(field.peer());
    // No answer is asked for: the time that passes must not end the message before it is stuck.
    OutgoingMessage much =
        OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[8 << 20]))
            .withReports(NO_ANSWERS);
    var delivery = prey.session().send(much).delivery();
    field.height();
    passesUntilFailed(field, prey);
    assertThat(Target.join(delivery)).isInstanceOf(Delivery.ConnectionLost.class);
  }
}
