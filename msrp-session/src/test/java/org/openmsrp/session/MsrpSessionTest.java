// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

class MsrpSessionTest {

  @Test
  void send_textToAcceptingPeer_isAcceptedAndShown() {
    try (Pair pair = new Pair()) {
      List<MsrpSession> sessions = pair.sessions();
      Delivery fate = pair.simulation.await(sessions.get(0).send("Grüße 👋"));
      pair.simulation.runUntilIdle();
      assertThat(fate).isEqualTo(new Delivery.Accepted(12, false));
      assertThat(pair.atBob.texts).containsExactly("Grüße 👋");
    }
  }

  @Test
  void send_withSuccessReport_isDelivered() {
    try (Pair pair = new Pair()) {
      List<MsrpSession> sessions = pair.sessions();
      OutgoingMessage message = OutgoingMessage.text("hello").withReports(ReportRequest.CONFIRMED);
      Delivery fate = pair.simulation.await(sessions.get(0).send(message).delivery());
      assertThat(fate).isEqualTo(new Delivery.Delivered(5));
    }
  }

  @Test
  void send_largeMessage_arrivesWholeInFewChunks() {
    try (Pair pair = new Pair()) {
      List<MsrpSession> sessions = pair.sessions();
      String text = "0123456789".repeat(500_000);
      Delivery fate =
          pair.simulation.await(
              sessions
                  .get(1)
                  .send(OutgoingMessage.text(text).withReports(ReportRequest.CONFIRMED))
                  .delivery());
      assertThat(fate).isEqualTo(new Delivery.Delivered(5_000_000));
      assertThat(pair.atAlice.texts).containsExactly(text);
    }
  }

  @Test
  void send_unacceptedType_isRejected415() {
    try (Pair pair = new Pair()) {
      List<MsrpSession> sessions = pair.sessions("text/*");
      OutgoingMessage message = OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.utf8("x"));
      Delivery fate = pair.simulation.await(sessions.get(0).send(message).delivery());
      assertThat(fate).isInstanceOf(Delivery.Rejected.class);
      assertThat(((Delivery.Rejected) fate).status().code())
          .isEqualTo(MsrpStatus.UNSUPPORTED_MEDIA_TYPE.code());
    }
  }

  @Test
  void close_afterSend_losesNothing() {
    try (Pair pair = new Pair()) {
      List<MsrpSession> sessions = pair.sessions();
      var fates =
          java.util.stream.IntStream.range(0, 100)
              .mapToObj(i -> sessions.get(0).send("message " + i))
              .toList();
      sessions.get(0).close();
      pair.simulation.runUntilIdle();
      assertThat(pair.atBob.texts).hasSize(100).endsWith("message 99");
      assertThat(fates).allSatisfy(fate -> assertThat(fate.toCompletableFuture()).isCompleted());
      assertThat(pair.atBob.ends).containsExactly(new SessionEnd.ClosedByPeer());
      assertThat(pair.atAlice.ends).containsExactly(new SessionEnd.ClosedLocally());
    }
  }
}
