// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.port.tls.HashFunction;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Connector;
import org.openmsrp.session.MsrpChannel;

/** Who connects, where to, and what may be sent (RFC 4975 §8, RFC 4145 §4, RFC 6135 §4). */
class MsrpAgreementTest {

  private static final MsrpPath ALICE = MsrpPath.parse("msrp://a.example:7001/alice;tcp");
  private static final MsrpPath BOB = MsrpPath.parse("msrp://b.example:7002/bob;tcp");
  private static final MsrpMedia OFFER = MsrpMedia.offering(ALICE).build();

  /** The same with another setup, as a peer may write it; none for a hyphen. */
  private static MsrpMedia with(MsrpMedia media, String setup) {
    String said = "a=setup:" + media.setup().orElseThrow() + "\r\n";
    String instead = setup.equals("-") ? "" : "a=setup:" + setup + "\r\n";
    return MsrpMedia.parse(media.text().replace(said, instead));
  }

  private static MsrpMedia answer(String setup) {
    return with(OFFER.answering(BOB).build(), setup);
  }

  @ParameterizedTest
  @CsvSource({
    "active,   passive,  true",
    "active,   holdconn, true",
    "active,   -,        true",
    "passive,  active,   false",
    "passive,  -,        false",
    "actpass,  active,   false",
    "actpass,  passive,  true",
    "actpass,  -,        true",
    "holdconn, passive,  true",
    "-,        passive,  true",
    "-,        -,        true",
  })
  @Conformance({
    "4975-5.4-03",
    "6135-3-01",
    "6135-4.2.1-02",
    "6135-4.2.1-04",
    "6135-4.2.2-07",
    "6135-4.2.2-08",
    "4145-4.1-03"
  })
  void active_offerAndAnswer_isOneOfThem(String offered, String answered, boolean offererActive) {
    MsrpMedia offer = with(OFFER, offered);
    MsrpAgreement alice = MsrpAgreement.ofOfferer(offer, answer(answered));
    MsrpAgreement bob = MsrpAgreement.ofAnswerer(offer, answer(answered));
    assertThat(alice.active()).isEqualTo(offererActive);
    assertThat(bob.active()).isEqualTo(!offererActive);
  }

  @ParameterizedTest
  @CsvSource({
    "active, active",
    "active, actpass",
    "passive, passive",
    "actpass, actpass",
    "-, active"
  })
  void ofOfferer_answerThatDoesNotFit_isRefused(String offered, String answered) {
    assertThatThrownBy(() -> MsrpAgreement.ofOfferer(with(OFFER, offered), answer(answered)))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("RFC 4145 §4.1");
  }

  @Test
  void ofOfferer_rejection_isNoAgreement() {
    assertThatThrownBy(() -> MsrpAgreement.ofOfferer(OFFER, OFFER.rejection()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Conformance("4975-8.4-02")
  void active_newOfferOfTheFormerAnswerer_givesItTheOfferersRole() {
    MsrpMedia first = with(OFFER, "-");
    assertThat(MsrpAgreement.ofAnswerer(first, answer("-")).active()).isFalse();
    MsrpMedia again = with(MsrpMedia.offering(BOB).build(), "-");
    MsrpMedia reply = with(again.answering(ALICE).build(), "-");
    assertThat(MsrpAgreement.ofOfferer(again, reply).active()).isTrue();
    assertThat(MsrpAgreement.ofAnswerer(again, reply).active()).isFalse();
  }

  @Test
  @Conformance("4975-8.1-07")
  void remotePath_addressOfTheLinesDiffers_isThePathAlone() {
    MsrpMedia moved =
        MsrpMedia.parse(
            answer("passive")
                .text()
                .replace("c=IN IP4 b.example", "c=IN IP4 192.0.2.9")
                .replace("m=message 7002", "m=message 9999"));
    MsrpAgreement agreement = MsrpAgreement.ofOfferer(OFFER, moved);
    assertThat(agreement.remotePath()).isEqualTo(BOB);
    assertThat(agreement.connectAt(AddressMatch.AS_WRITTEN)).isEmpty();
    assertThat(agreement.route(AddressMatch.AS_WRITTEN)).isEqualTo(Route.PATH);
  }

  /** Remembers what it was completed with. */
  private static final class Asked implements Connector {

    private final List<Object> given = new ArrayList<>();

    @Override
    public CompletionStage<MsrpPath> prepare() {
      throw new AssertionError("is prepared");
    }

    @Override
    public CompletionStage<MsrpPath> prepare(MsrpUri local) {
      throw new AssertionError("is prepared");
    }

    @Override
    public CompletionStage<MsrpChannel> complete(MsrpPath remote) {
      given.add(remote);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<MsrpChannel> complete(MsrpPath remote, FingerprintSet promised) {
      given.add(promised);
      return complete(remote);
    }

    @Override
    public void close() {}
  }

  private static List<Object> completed(MsrpPath ownPath, MsrpPath peersPath) {
    Fingerprint fingerprint = new Fingerprint(HashFunction.SHA_1, "00" + ":11".repeat(19));
    MsrpMedia offer = MsrpMedia.offering(ownPath).build();
    MsrpMedia reply = offer.answering(peersPath).fingerprints(List.of(fingerprint)).build();
    Asked connector = new Asked();
    MsrpAgreement.ofOfferer(offer, reply).complete(connector);
    return connector.given;
  }

  @Test
  void complete_fingerprintsOfThePeer_countUnlessARelayIsBetween() {
    MsrpPath relayed = MsrpPath.parse("msrp://r.example:9/r;tcp").followedBy(BOB);
    assertThat(completed(ALICE, BOB)).hasSize(2).last().isEqualTo(BOB);
    assertThat(completed(ALICE, relayed)).containsExactly(relayed);
    assertThat(completed(relayed, ALICE)).containsExactly(ALICE);
  }

  @Test
  @Conformance("4975-8.9-01")
  void direction_restricted_isSoForRegularMessagesAlone() {
    MsrpMedia offer = MsrpMedia.offering(ALICE).direction(Direction.RECVONLY).build();
    MsrpMedia reply = offer.answering(BOB).build();
    Direction alice = MsrpAgreement.ofOfferer(offer, reply).direction();
    assertThat(alice.maySend(MsrpMethod.SEND, MediaType.TEXT_PLAIN)).isFalse();
    assertThat(alice.maySend(MsrpMethod.REPORT, MediaType.TEXT_PLAIN)).isTrue();
    assertThat(alice.maySend(MsrpMethod.SEND, MediaType.parse("message/imdn+xml"))).isTrue();
    Direction bob = MsrpAgreement.ofAnswerer(offer, reply).direction();
    assertThat(bob.maySend(MsrpMethod.SEND, MediaType.TEXT_PLAIN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SENDRECV, SENDRECV, SENDRECV",
    "SENDRECV, SENDONLY, RECVONLY",
    "SENDONLY, SENDRECV, SENDONLY",
    "SENDONLY, SENDONLY, INACTIVE",
    "RECVONLY, SENDONLY, RECVONLY",
    "INACTIVE, SENDRECV, INACTIVE",
  })
  void agreedWith_twoDirections_isWhatBothAllow(Direction own, Direction peer, Direction both) {
    assertThat(own.agreedWith(peer)).isEqualTo(both);
  }
}
