// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.session.sdp.MsrpAgreement;
import org.openmsrp.session.sdp.MsrpMedia;

/** What the peer does not take is not sent (RFC 4975 §8.6, §10.6). */
class PeerOfferTest {

  private static final MediaType PNG = MediaType.parse("image/png");
  private static final List<String> ODD_TYPES =
      List.of(
          "", "/", "text", "text/", "/plain", "t\u00ebxt/plain", "a/b/c", " ", "x".repeat(4_096));

  private final Bench bench = new Bench();
  private RawPeer peer;
  private MsrpSession session;

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private void start(UnaryOperator<MsrpSessionBuilder> settings) {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = settings.apply(MsrpSession.builder(bound.channel())).start();
    bench.simulation.runUntilIdle();
  }

  private static OutgoingMessage message(MediaType type, int octets) {
    return OutgoingMessage.of(type, MsrpBody.copyOf(new byte[octets]));
  }

  private void isNotSent(OutgoingMessage message, MsrpSessionException.Kind kind) {
    assertThatThrownBy(() -> session.send(message))
        .isInstanceOfSatisfying(
            MsrpSessionException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  @Conformance({"4975-8.6-10", "4975-8.6-11"})
  void message_ofATypeThePeerDidNotSignal_isNotSent() {
    start(builder -> builder.peerAcceptTypes("text/*", "message/cpim"));
    isNotSent(message(PNG, 5), MsrpSessionException.Kind.TYPE_NOT_ACCEPTED);
    session.send("hello");
    assertThat(peer.takesFrames()).hasSize(1);
  }

  @Test
  void applyTo_agreedDescriptions_givesTheSessionWhatThePeerTakes() {
    MsrpMedia offer =
        MsrpMedia.offering(Bench.LOCAL_PATH).acceptTypes("text/*").maxSize(10).build();
    MsrpMedia answer = offer.answering(Bench.REMOTE_PATH).acceptTypes("image/png").build();
    start(MsrpAgreement.ofAnswerer(offer, answer)::applyTo);
    isNotSent(message(PNG, 5), MsrpSessionException.Kind.TYPE_NOT_ACCEPTED);
    isNotSent(message(MediaType.TEXT_PLAIN, 11), MsrpSessionException.Kind.TOO_LARGE);
    session.send("ten octets");
    assertThat(peer.takesFrames()).hasSize(1);
  }

  /**
   * The peer's session description is the peer's: what others choked on costs a comparison each.
   */
  @Test
  void message_toAPeerWithAHundredThousandOddTypes_isSentIfOneOfThemFits() {
    String[] odd = new String[100_000];
    Arrays.setAll(odd, i -> ODD_TYPES.get(i % ODD_TYPES.size()));
    odd[99_999] = "text/plain";
    start(builder -> builder.peerAcceptTypes(odd));
    isNotSent(message(PNG, 5), MsrpSessionException.Kind.TYPE_NOT_ACCEPTED);
    session.send("hello");
    assertThat(peer.takesFrames()).hasSize(1);
  }

  @Test
  @Conformance("4975-8.6-13")
  void message_largerThanThePeersMaxSize_isNotSent() {
    start(builder -> builder.peerMaxSize(1_000));
    isNotSent(message(PNG, 1_001), MsrpSessionException.Kind.TOO_LARGE);
    session.send(message(PNG, 1_000));
    assertThat(peer.takesFrames()).hasSize(1);
  }

  @Test
  @Conformance("4975-10.6-01")
  void message_ofATypeAnswered415_isNotSentAgain() {
    start(builder -> builder);
    session.send(message(PNG, 5));
    peer.sends(Bench.response(peer.takesFrame().head().transactionId(), "415 No pictures"));
    isNotSent(message(PNG, 6), MsrpSessionException.Kind.TYPE_NOT_ACCEPTED);
    session.send("hello");
    assertThat(peer.takesFrames()).hasSize(1);
  }

  @Test
  @Conformance("4975-10.3-01")
  void message_answered403_isNotTriedAgain() {
    start(builder -> builder);
    Transfer transfer = session.send(message(PNG, 5));
    peer.sends(Bench.response(peer.takesFrame().head().transactionId(), "403 No"));
    bench.advance(java.time.Duration.ofHours(1));
    assertThat(transfer.delivery().toCompletableFuture().join())
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void maxSize_negative_isRefused() {
    MsrpSessionBuilder builder = MsrpSession.builder(bench.passive().channel());
    assertThatThrownBy(() -> builder.peerMaxSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
