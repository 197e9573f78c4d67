// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;

/** Middleboxes that change the c- and m-line on its way (RFC 6714 §4). */
class MiddleboxAgreementTest {

  private static final AddressMatch AS_WRITTEN = AddressMatch.AS_WRITTEN;
  private static final MsrpPath ALICE = MsrpPath.parse("msrp://192.0.2.1:7001/alice;tcp");
  private static final MsrpPath BOB = MsrpPath.parse("msrp://192.0.2.2:7002/bob;tcp");
  private static final MsrpPath RELAY_ALICE =
      MsrpPath.parse("msrp://192.0.2.11:9001/r1;tcp msrp://192.0.2.1:7001/alice;tcp");
  private static final MsrpPath RELAY_BOB =
      MsrpPath.parse("msrp://192.0.2.12:9002/r2;tcp msrp://192.0.2.2:7002/bob;tcp");
  private static final InetSocketAddress BOX = InetSocketAddress.createUnresolved("192.0.2.99", 99);

  private static MsrpMedia offer(MsrpPath path) {
    return MsrpMedia.offering(path).cema(AS_WRITTEN).build();
  }

  private static MsrpMedia answer(MsrpMedia offer, MsrpPath path) {
    return offer.answering(path).cema(AS_WRITTEN).build();
  }

  /** As a middlebox passes it on. */
  private static MsrpMedia through(MsrpMedia media) {
    return MsrpMedia.parse(
        media
            .text()
            .replaceFirst("m=message [0-9]+", "m=message 99")
            .replaceFirst("c=[^\r]+", "c=IN IP4 192.0.2.99"));
  }

  private static MsrpMedia without(MsrpMedia media, String attribute) {
    return MsrpMedia.parse(media.text().replace("a=" + attribute + "\r\n", ""));
  }

  private static MsrpMedia with(MsrpMedia media, Setup setup) {
    return MsrpMedia.parse(media.text().replaceFirst("a=setup:[a-z]+", "a=setup:" + setup));
  }

  @Test
  @Conformance({"6714-4.2-01", "6714-4.2-02", "6714-4.5-01"})
  void build_offerWithCema_saysSoAndWhoConnects() {
    assertThat(offer(ALICE).text())
        .startsWith("m=message 7001 TCP/MSRP *\r\nc=IN IP4 192.0.2.1\r\n")
        .contains("a=msrp-cema\r\n", "a=setup:actpass\r\n");
    assertThat(MsrpMedia.offering(ALICE).build().cema()).isFalse();
  }

  @Test
  @Conformance("6714-4.2-03")
  void build_offerWithCemaAndRelay_namesTheRelay() {
    assertThat(offer(RELAY_ALICE).text())
        .startsWith("m=message 9001 TCP/MSRP *\r\nc=IN IP4 192.0.2.11\r\n")
        .contains("a=msrp-cema\r\n", "a=setup:actpass\r\n");
  }

  @Test
  @Conformance("6714-4.2-07")
  void build_offerAgainWithoutCema_namesTheEndpointAndSaysNothingOfIt() {
    assertThat(MsrpMedia.offering(RELAY_ALICE).build().text())
        .startsWith("m=message 7001 TCP/MSRP *\r\nc=IN IP4 192.0.2.1\r\n")
        .doesNotContain("msrp-cema");
  }

  @Test
  void connectAt_bothKnowCema_isTheMiddlebox() {
    MsrpMedia offer = offer(ALICE);
    MsrpAgreement alice = MsrpAgreement.ofOfferer(offer, through(answer(offer, BOB)));
    assertThat(alice.route(AS_WRITTEN)).isEqualTo(Route.MIDDLEBOX);
    assertThat(alice.connectAt(AS_WRITTEN)).contains(BOX);
    assertThat(alice.remotePath()).isEqualTo(BOB);
    MsrpMedia active = through(offer).answering(BOB).setup(Setup.ACTIVE).cema(AS_WRITTEN).build();
    MsrpAgreement bob = MsrpAgreement.ofAnswerer(through(offer), active);
    assertThat(bob.connectAt(AS_WRITTEN)).contains(BOX);
  }

  @Test
  @Conformance("6714-3-01")
  void connectAt_noMiddleboxOrNoCema_isThePath() {
    MsrpMedia offer = offer(ALICE);
    MsrpAgreement direct = MsrpAgreement.ofOfferer(offer, answer(offer, BOB));
    assertThat(direct.connectAt(AS_WRITTEN)).isEmpty();
    MsrpMedia plain = MsrpMedia.offering(ALICE).build();
    MsrpAgreement off = MsrpAgreement.ofOfferer(plain, through(plain.answering(BOB).build()));
    assertThat(off.connectAt(AS_WRITTEN)).isEmpty();
  }

  @Test
  @Conformance("6714-4.2-04")
  void route_answerWithoutCemaThatConnects_needsANewOffer() {
    MsrpMedia offer = offer(ALICE);
    MsrpMedia answer = through(offer.answering(BOB).setup(Setup.ACTIVE).build());
    assertThat(MsrpAgreement.ofOfferer(offer, answer).route(AS_WRITTEN)).isEqualTo(Route.NEW_OFFER);
  }

  @Test
  @Conformance("6714-4.2-05")
  void route_answerWithoutCemaAndOwnRelay_needsANewOffer() {
    MsrpMedia offer = offer(RELAY_ALICE);
    MsrpMedia answer = through(offer.answering(BOB).build());
    assertThat(MsrpAgreement.ofOfferer(offer, answer).route(AS_WRITTEN)).isEqualTo(Route.NEW_OFFER);
  }

  @Test
  @Conformance("6714-4.2-06")
  void route_answerWithoutCemaAndPeersRelay_needsANewOffer() {
    MsrpMedia offer = offer(ALICE);
    MsrpMedia answer = through(offer.answering(RELAY_BOB).build());
    assertThat(MsrpAgreement.ofOfferer(offer, answer).route(AS_WRITTEN)).isEqualTo(Route.NEW_OFFER);
  }

  @Test
  void route_answerWithoutCemaAndNoRelay_isTheMiddlebox() {
    MsrpMedia offer = offer(ALICE);
    MsrpAgreement alice = MsrpAgreement.ofOfferer(offer, through(offer.answering(BOB).build()));
    assertThat(alice.connectAt(AS_WRITTEN)).contains(BOX);
  }

  @Test
  @Conformance("6714-4.2-09")
  void route_peersRelayIsNamedByTheLines_isThePath() {
    MsrpMedia offer = offer(ALICE);
    MsrpMedia answer = answer(offer, RELAY_BOB);
    assertThat(answer.port()).isEqualTo(9002);
    for (MsrpMedia each : List.of(answer, without(answer, "msrp-cema"))) {
      MsrpAgreement alice = MsrpAgreement.ofOfferer(offer, each);
      assertThat(alice.route(AS_WRITTEN)).isEqualTo(Route.PATH);
    }
  }

  @Test
  @Conformance("6714-4.3-01")
  void answering_offerChangedWithoutCema_isRejected() {
    MsrpMedia changed = through(MsrpMedia.offering(ALICE).build());
    assertThat(answer(changed, BOB)).isEqualTo(changed.rejection());
    assertThat(changed.answering(BOB).build().rejected()).isFalse();
    assertThat(answer(MsrpMedia.offering(ALICE).build(), BOB).rejected()).isFalse();
  }

  @Test
  @Conformance({"6714-4.3-02", "6714-4.3-03", "6714-4.3-04"})
  void answering_relaysThatRuleItOut_saysNothingOfCema() {
    assertThat(answer(offer(RELAY_ALICE), RELAY_BOB).cema()).isFalse();
    assertThat(answer(with(offer(RELAY_ALICE), Setup.ACTIVE), BOB).cema()).isFalse();
    assertThat(answer(without(offer(RELAY_ALICE), "setup:actpass"), BOB).cema()).isFalse();
    assertThat(answer(with(offer(ALICE), Setup.PASSIVE), RELAY_BOB).cema()).isFalse();
  }

  @Test
  @Conformance("6714-4.3-05")
  void answering_allOtherOffers_saysCemaAndWhoConnects() {
    assertThat(answer(offer(ALICE), BOB).text())
        .startsWith("m=message 7002 TCP/MSRP *\r\nc=IN IP4 192.0.2.2\r\n")
        .contains("a=msrp-cema\r\n", "a=setup:passive\r\n");
    assertThat(answer(offer(ALICE), RELAY_BOB).text())
        .startsWith("m=message 9002 TCP/MSRP *\r\nc=IN IP4 192.0.2.12\r\n")
        .contains("a=msrp-cema\r\n", "a=setup:passive\r\n");
    assertThat(answer(offer(RELAY_ALICE), BOB).cema()).isTrue();
    assertThat(answer(with(offer(ALICE), Setup.PASSIVE), BOB).cema()).isTrue();
  }

  @Test
  @Conformance("6714-4.4-01")
  void holds_names_areLookedUpAndOneOfTheirAddressesIsEnough() {
    MsrpMedia named =
        MsrpMedia.parse(
            MsrpMedia.offering(MsrpPath.parse("msrp://a.example:7001/alice;tcp"))
                .build()
                .text()
                .replace("c=IN IP4 a.example", "c=IN IP4 192.0.2.1"));
    MsrpHost one = MsrpHost.parse("192.0.2.1");
    MsrpHost other = MsrpHost.parse("192.0.2.77");
    assertThat(new AddressMatch(name -> List.of(other, one)).holds(named)).isTrue();
    assertThat(new AddressMatch(name -> List.of(other)).holds(named)).isFalse();
    assertThat(AS_WRITTEN.holds(named)).isFalse();
    MsrpMedia port = MsrpMedia.parse(named.text().replace("message 7001", "message 7009"));
    assertThat(new AddressMatch(name -> List.of(one)).holds(port)).isFalse();
  }

  @Test
  @Conformance("6714-4.4-02")
  void holds_oneIpv6AddressInTwoForms_isOne() {
    MsrpMedia media = MsrpMedia.offering(MsrpPath.parse("msrp://[2001:db8::1]:1/s;tcp")).build();
    MsrpMedia longer =
        MsrpMedia.parse(media.text().replace("IP6 2001:db8::1", "IP6 2001:0DB8:0::0:1"));
    assertThat(longer).isNotEqualTo(media);
    assertThat(AS_WRITTEN.holds(longer)).isTrue();
  }
}
