// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.testkit.tls.TestAuthority;

/** What goes into the own description (RFC 4975 §8, RFC 6135). */
class MsrpMediaBuilderTest {

  private static final MsrpPath PATH = MsrpPath.parse("msrp://a.example:7654/own1;tcp");

  private static MsrpMediaBuilder offering(String path) {
    return MsrpMedia.offering(MsrpPath.parse(path));
  }

  private static MsrpMedia offerOf(Setup setup) {
    String text = MsrpMedia.offering(PATH).build().text();
    return MsrpMedia.parse(text.replace("setup:actpass", "setup:" + setup));
  }

  @Test
  @Conformance({
    "4975-8-02",
    "4975-8.1-02",
    "4975-8.1-03",
    "4975-8.1-04",
    "4975-8.1-05",
    "4975-8.6-05",
    "4975-15.6-01",
    "6135-4.2.1-01",
    "6135-4.2.2-03"
  })
  void build_offerWithDefaults_isTheseLines() {
    assertThat(MsrpMedia.offering(PATH).build().text())
        .isEqualTo(
            """
            m=message 7654 TCP/MSRP *
            c=IN IP4 a.example
            a=accept-types:*
            a=path:msrp://a.example:7654/own1;tcp
            a=setup:actpass
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void build_offerWithEverything_isTheseLines() {
    MsrpMedia media =
        offering("msrp://192.0.2.1:1/own1;tcp")
            .acceptTypes("message/cpim", "text/plain")
            .acceptWrappedTypes("image/*")
            .maxSize(1000)
            .direction(Direction.SENDONLY)
            .setup(Setup.ACTIVE)
            .cema(AddressMatch.AS_WRITTEN)
            .attribute(SdpAttribute.of("chatroom", "nickname"))
            .attribute(SdpAttribute.flag("file-selector"))
            .build();
    assertThat(media.text())
        .isEqualTo(
            """
            m=message 1 TCP/MSRP *
            c=IN IP4 192.0.2.1
            a=accept-types:message/cpim text/plain
            a=accept-wrapped-types:image/*
            a=max-size:1000
            a=path:msrp://192.0.2.1:1/own1;tcp
            a=setup:active
            a=msrp-cema
            a=sendonly
            a=chatroom:nickname
            a=file-selector
            """
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "msrp://a.example:1/s;tcp, IN IP4 a.example",
    "msrp://192.0.2.1:1/s;tcp, IN IP4 192.0.2.1",
    "msrp://[2001:db8::1]:1/s;tcp, IN IP6 2001:db8::1",
    "msrp://r.example:9/r;tcp msrp://a.example:1/s;tcp, IN IP4 a.example",
  })
  @Conformance("4975-8.1-01")
  void build_path_namesTheHostOfItsLastUri(String path, String connection) {
    assertThat(offering(path).build().text())
        .startsWith("m=message 1 TCP/MSRP *\r\nc=" + connection + "\r\n");
  }

  @Test
  @Conformance("4976-11-01")
  void build_pathThroughARelay_namesTheEndpointAndItsOwnProtection() {
    MsrpMedia media = offering("msrps://r.example:9/r;tcp msrps://a.example:1/s;tcp").build();
    assertThat(media.text())
        .startsWith("m=message 1 TCP/TLS/MSRP *\r\nc=IN IP4 a.example\r\n")
        .contains("a=path:msrps://r.example:9/r;tcp msrps://a.example:1/s;tcp\r\n");
    assertThat(media.relayed()).isTrue();
    assertThat(offering("msrps://r.example:9/r;tcp msrp://a.example:1/s;tcp").build().secure())
        .isFalse();
  }

  @Test
  @Conformance("7977-5.2.2-01")
  void build_ownUriOverWebSocket_appearsInThePathAlone() {
    String path = "msrps://r.example:9/r;tcp msrps://x1.invalid:2855/s;ws";
    String text = offering(path).build().text();
    assertThat(text).startsWith("m=message 2855 TCP/TLS/MSRP *\r\n").contains("a=path:" + path);
    assertThat(text.replace(path, "")).doesNotContainIgnoringCase("ws");
  }

  @Test
  @Conformance("4145-4.1-02")
  void offering_pathThatOffersNothing_isRefused() {
    assertThatThrownBy(() -> offering("msrp://a.example:0/s;tcp"))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("port 0");
    assertThatThrownBy(() -> offering("msrp://a.example/s;tcp"))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("needs a port");
  }

  @Test
  @Conformance("4975-8.6-08")
  void acceptWrappedTypes_thatAreAcceptedAnyway_areLeftOut() {
    MsrpMedia media =
        MsrpMedia.offering(PATH)
            .acceptTypes("message/cpim", "text/plain")
            .acceptWrappedTypes("text/plain", "text/html", "text/html")
            .build();
    assertThat(media.acceptWrappedTypes()).containsExactly("text/html");
  }

  @Test
  void acceptTypes_notOneEntryEach_areRefused() {
    MsrpMediaBuilder builder = MsrpMedia.offering(PATH);
    assertThatThrownBy(builder::acceptTypes).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> builder.acceptTypes("text/plain image/png"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> builder.acceptWrappedTypes("a/b\r\na=x"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> builder.acceptWrappedTypes("a/b;c=d "))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance({"6135-4.2.2-05", "6135-4.2.1-03"})
  void setup_ofAnOffer_isNeverPassiveOrHoldconn() {
    assertThatThrownBy(() -> MsrpMedia.offering(PATH).setup(Setup.PASSIVE))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("6135");
    assertThat(Setup.values()).extracting(Setup::toString).doesNotContain("holdconn");
    MsrpMedia answer = offerOf(Setup.PASSIVE).answering(PATH).build();
    assertThat(answer.setup()).contains(Setup.ACTIVE);
  }

  @Test
  @Conformance({"6135-4.2.2-02", "6135-4.2.2-04"})
  void setup_ofWhoCannotBeReached_isActiveWithThePortOfItsPath() {
    MsrpMedia media =
        offering("msrp://a.example:" + MsrpMedia.ACTIVE_PORT + "/s;tcp")
            .setup(Setup.ACTIVE)
            .build();
    assertThat(media.text()).startsWith("m=message 9 ").contains(":9/s;tcp", "a=setup:active");
  }

  @Test
  void attribute_withAMethodOfItsOwn_isRefused() {
    for (String name : new String[] {"path", "setup", "connection", "sendonly", "msrp-cema"}) {
      assertThatThrownBy(() -> MsrpMedia.offering(PATH).attribute(SdpAttribute.flag(name)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Conformance({"6135-4.2.1-01", "6135-4.2.2-06", "6135-4.2.2-07", "6135-4.2.2-08"})
  void answering_eachOffer_answersPassiveWhereItMay() {
    assertThat(offerOf(Setup.ACTPASS).answering(PATH).build().setup()).contains(Setup.PASSIVE);
    assertThat(offerOf(Setup.ACTPASS).answering(PATH).setup(Setup.ACTIVE).build().setup())
        .contains(Setup.ACTIVE);
    assertThat(offerOf(Setup.ACTIVE).answering(PATH).build().setup()).contains(Setup.PASSIVE);
    assertThat(offerOf(Setup.PASSIVE).answering(PATH).build().setup()).contains(Setup.ACTIVE);
    String silent = offerOf(Setup.ACTIVE).text().replace("a=setup:active\r\n", "");
    MsrpMediaBuilder answer = MsrpMedia.parse(silent).answering(PATH);
    assertThat(answer.build().setup()).contains(Setup.PASSIVE);
    assertThatThrownBy(() -> answer.setup(Setup.ACTIVE)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void answering_directionOfTheOffer_isReversed() {
    MsrpMedia offer = MsrpMedia.offering(PATH).direction(Direction.SENDONLY).build();
    assertThat(offer.answering(PATH).build().direction()).isEqualTo(Direction.RECVONLY);
  }

  @Test
  @Conformance({"4975-8.1-05", "4975-8.6-09"})
  void rejection_offerOfUnknownTypes_isPortZero() {
    MsrpMedia offer = MsrpMedia.offering(PATH).acceptTypes("x/unknown").build();
    assertThat(offer.accepts(MediaType.TEXT_PLAIN)).isFalse();
    MsrpMedia rejection = offer.rejection();
    assertThat(rejection.text()).isEqualTo("m=message 0 TCP/MSRP *\r\n");
    assertThat(MsrpMedia.parse(rejection.text()).rejected()).isTrue();
  }

  @Test
  @Conformance({"4975-14.4-02", "6135-4.3-02"})
  void build_selfSignedCertificate_isPromisedByItsFingerprint() {
    TlsCredentials credentials =
        TestAuthority.selfSigned("alice").issue().credentials().trustPromisedFingerprints().build();
    MsrpMedia media =
        offering("msrps://a.example:1/s;tcp").fingerprints(credentials.fingerprints()).build();
    assertThat(media.text())
        .contains("a=fingerprint:sha-256 " + credentials.fingerprints().get(0).hex() + "\r\n");
    assertThat(media.promised().map(set -> set.fingerprints().size())).isEqualTo(Optional.of(1));
  }

  @Test
  @Conformance("4975-8.4-03")
  void changes_onlyWhereSomethingIsSaidAnew() {
    MsrpMedia before = MsrpMedia.offering(PATH).maxSize(1000).build();
    assertThat(MsrpMedia.offering(PATH).maxSize(1000).build().changes(before)).isFalse();
    assertThat(MsrpMedia.offering(PATH).maxSize(1001).build().changes(before)).isTrue();
    assertThat(
            offering(PATH.toString().replace("a.ex", "A.ex")).maxSize(1000).build().changes(before))
        .isTrue();
  }
}
