// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** Peers that pretend to be others, or that speak of what never was. */
final class SpoofingAttacks {

  private SpoofingAttacks() {}

  /** Tries session ids. */
  static void guessing(Field field) {
    Frames known = field.prey().frames();
    ScriptedPeer peer = field.peer();
    for (int i = 0; i < field.scale(); i++) {
      String id = "guess%05d".formatted(i);
      String to = known.to().replaceAll("/[^/;]*;", "/" + id + ";");
      peer.send(new Frames(to, known.from()).knock(id)).expectResponse(id, 481);
    }
    field.height();
    peer.send(known.knock("right001")).expectResponse("right001", 200);
  }

  /** Knows the id of a session that is bound, and comes over another connection. */
  static void hijack(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer owner = prey.bind(field.peer());
    ScriptedPeer thief = field.peer();
    thief.send(prey.frames().knock("thief001")).expectResponse("thief001", 506);
    thief
        .send(prey.frames().with("SEND", "stolen", "Message-ID: mid00001"))
        .expectResponse(Frames.ID, 506);
    field.height();
    owner.send(prey.frames().knock("owner001")).expectResponse("owner001", 200).expectNoOther();
  }

  /** Answers, over another session, what was asked of somebody else. */
  static void foreignResponses(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer owner = prey.bind(field.peer());
    Target.Prey own = field.prey();
    ScriptedPeer spoofer = own.bind(field.peer());
    Transfer transfer = prey.session().send(OutgoingMessage.text("hello"));
    MsrpRequest asked = owner.expectRequest(MsrpMethod.SEND).request();
    for (Frames between : new Frames[] {own.frames(), prey.frames()}) {
      spoofer.send(
          between.start(asked.transactionId(), "403 No") + Frames.end(asked.transactionId(), "$"));
    }
    spoofer.send(own.frames().knock("after001")).expectResponse("after001", 200);
    field.height();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
    owner.respond(MsrpStatus.OK);
    assertThat(Target.join(transfer.delivery())).isInstanceOf(Delivery.Accepted.class);
  }

  /** Reports, over another session, on what was sent to somebody else. */
  static void foreignReports(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer owner = prey.bind(field.peer());
    Target.Prey own = field.prey();
    ScriptedPeer spoofer = own.bind(field.peer());
    Transfer transfer = prey.session().send(OutgoingMessage.text("hello"));
    owner.expectRequest(MsrpMethod.SEND);
    String[] report = {
      "Message-ID: " + transfer.messageId(), "Byte-Range: 1-5/5", "Status: 000 403 No"
    };
    spoofer.send(own.frames().bodiless("REPORT", report));
    spoofer.send(prey.frames().bodiless("REPORT", report));
    spoofer.send(own.frames().knock("after001")).expectResponse("after001", 200).expectNoOther();
    field.height();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
    owner.respond(MsrpStatus.OK);
    assertThat(Target.join(transfer.delivery())).isInstanceOf(Delivery.Accepted.class);
  }

  /** Answers once well and then again and again otherwise. */
  static void repeatedResponses(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    Transfer transfer = prey.session().send(OutgoingMessage.text("hello"));
    peer.expectRequest(MsrpMethod.SEND).respond(MsrpStatus.OK);
    for (int i = 0; i < field.scale(); i++) {
      peer.respond(MsrpStatus.FORBIDDEN);
    }
    peer.send(prey.frames().knock("after001")).expectResponse("after001", 200);
    field.height();
    assertThat(Target.join(transfer.delivery())).isInstanceOf(Delivery.Accepted.class);
  }

  /** Reports on messages that nobody sent. */
  static void reportsOnNothing(Field field) {
    Target.Prey prey = field.prey();
    ScriptedPeer peer = prey.bind(field.peer());
    for (int i = 0; i < field.scale(); i++) {
      peer.send(
          prey.frames()
              .bodiless(
                  "REPORT", "Message-ID: never" + i, "Byte-Range: 1-5/5", "Status: 000 200 OK"));
    }
    peer.send(prey.frames().knock("after001"));
    field.height();
    peer.expectResponse("after001", 200).expectNoOther();
  }
}
