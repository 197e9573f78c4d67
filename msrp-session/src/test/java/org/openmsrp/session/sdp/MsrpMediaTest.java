// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.HashFunction;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;

/** What is read of a peer's description (RFC 4975 §8). */
class MsrpMediaTest {

  private static final MediaType PLAIN = MediaType.parse("text/plain;charset=utf-8");
  private static final MediaType PNG = MediaType.parse("image/png");
  private static final String SHA_1 = "11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:".repeat(2);
  private static final String HASH = SHA_1.substring(0, 20 * 3 - 1);

  /** A section with a path and these attributes. */
  private static String section(String... attributes) {
    StringBuilder text =
        new StringBuilder("m=message 7000 TCP/MSRP *\r\na=path:msrp://a.example:7000/s1;tcp\r\n");
    for (String attribute : attributes) {
      text.append("a=").append(attribute).append("\r\n");
    }
    return text.toString();
  }

  private static MsrpMedia accepting(String formats) {
    return MsrpMedia.parse(section("accept-types:" + formats));
  }

  private static void assertRefused(ThrowingCallable reading, String problem, String rule) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            MsrpSyntaxException.class,
            e -> {
              assertThat(e.problem()).contains(problem);
              assertThat(e.rule()).isEqualTo(rule);
              assertThat(e.offset()).isPresent();
            });
  }

  @Test
  void parse_wholeDescription_seesItsOneSection() {
    MsrpMedia media =
        MsrpMedia.parse(
            "v=0\r\no=u 1 1 IN IP4 u.example\r\ns= -\r\nc=IN IP4 u.example\r\nt=0 0\r\n"
                + "m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n"
                + "m=message 7394 TCP/MSRP *\r\ni=words\r\n"
                + "a=accept-types:message/cpim text/plain\r\n"
                + "a=path:msrp://u.example:7394/s2s;tcp\r\n"
                + "a=file-selector:name:\"a b.jpg\" size:5\r\n");
    assertThat(media.port()).isEqualTo(7394);
    assertThat(media.secure()).isFalse();
    assertThat(media.address()).contains(MsrpHost.parse("u.example"));
    assertThat(media.path()).contains(MsrpPath.parse("msrp://u.example:7394/s2s;tcp"));
    assertThat(media.acceptTypes()).containsExactly("message/cpim", "text/plain");
    assertThat(media.direction()).isEqualTo(Direction.SENDRECV);
    assertThat(media.attributes())
        .containsExactly(SdpAttribute.of("file-selector", "name:\"a b.jpg\" size:5"));
  }

  @Test
  @Conformance("4975-8.1-06")
  void allOf_twoSectionsOfOnePort_areTwo() {
    String other = section("accept-types:*").replace("s1", "s2");
    List<MsrpMedia> all = MsrpMedia.allOf(section("accept-types:*") + other);
    assertThat(all).hasSize(2).doesNotHaveDuplicates();
    assertThat(all).extracting(MsrpMedia::port).containsOnly(7000);
    assertRefused(
        () -> MsrpMedia.parse(section("accept-types:*") + other),
        "2 media sections",
        "RFC 4975 §8.1");
    assertThat(MsrpMedia.allOf("m=audio 1 RTP/AVP 0\r\n")).isEmpty();
  }

  @Test
  @Conformance({"4975-8-01", "4975-8.2-01"})
  void parse_pathMissingOrEmptyOrTwice_isRefused() {
    assertRefused(
        () -> MsrpMedia.parse("m=message 7 TCP/MSRP *\na=accept-types:*\n"),
        "without path",
        "RFC 4975 §8.2");
    assertRefused(
        () -> MsrpMedia.parse("m=message 7 TCP/MSRP *\na=accept-types:*\na=path: \n"),
        "at least one URI",
        "RFC 4975 §9");
    assertRefused(
        () -> MsrpMedia.parse(section("accept-types:*", "path:msrp://b.example:1/x;tcp")),
        "twice",
        "RFC 8866 §5");
  }

  @Test
  @Conformance("4975-8.2-02")
  void parse_uriWithoutPort_isRefusedAtItsPlace() {
    String head = "m=message 7 TCP/MSRP *\r\na=path:";
    String first = "msrp://r.example:9/r;tcp ";
    assertThatThrownBy(() -> MsrpMedia.parse(head + first + "msrp://a.example/s;tcp\r\n"))
        .isInstanceOfSatisfying(
            MsrpSyntaxException.class,
            e -> assertThat(e.offset()).hasValue(head.length() + first.length()));
  }

  @Test
  @Conformance("4975-8.6-01")
  void parse_withoutAcceptTypes_isRefused() {
    assertRefused(() -> MsrpMedia.parse(section()), "without accept-types", "RFC 4975 §8.6");
  }

  @Test
  @Conformance("4976-11-02")
  void parse_spacesInFormatList_areSkipped() {
    assertThat(accepting(" message/cpim  text/plain").acceptTypes())
        .containsExactly("message/cpim", "text/plain");
  }

  @Test
  @Conformance("4975-8.6-16")
  void acceptTypes_everyFormOfEntry_isReadAndPrintedAlike() {
    String formats = "text/plain;charset=utf-8 image/* a/b;c=\"d \\\" e\";f=g *";
    MsrpMedia media = accepting(formats);
    assertThat(media.acceptTypes())
        .containsExactly("text/plain;charset=utf-8", "image/*", "a/b;c=\"d \\\" e\";f=g", "*");
    assertThat(media.text()).contains("a=accept-types:" + formats + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "text", "/", "text/", "a/b;c=\"d", "tëxt/plain", "a/b,c/d"})
  @Conformance("4975-8.6-16")
  void acceptTypes_malformed_areRefused(String formats) {
    assertThatThrownBy(() -> accepting(formats)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void accepts_typeWithParameters_isThatWithoutThem() {
    assertThat(accepting("text/plain;format=flowed").accepts(PLAIN)).isTrue();
    assertThat(accepting("TEXT/*").accepts(PLAIN)).isTrue();
    assertThat(accepting("image/png *").accepts(PLAIN)).isTrue();
    assertThat(accepting("image/png").accepts(PLAIN)).isFalse();
  }

  @Test
  @Conformance({"4975-8.6-06", "4975-8.6-07"})
  void acceptsWithin_containerAndContent_followBothLists() {
    MsrpMedia media =
        MsrpMedia.parse(
            section("accept-types:message/cpim image/png", "accept-wrapped-types:text/plain"));
    assertThat(media.accepts(PLAIN)).isFalse();
    assertThat(media.acceptsWithin(PLAIN, MediaType.CPIM)).isTrue();
    assertThat(media.acceptsWithin(PNG, MediaType.CPIM)).isTrue();
    assertThat(media.acceptsWithin(MediaType.parse("text/html"), MediaType.CPIM)).isFalse();
    MsrpMedia without =
        MsrpMedia.parse(section("accept-types:image/png", "accept-wrapped-types:text/plain"));
    assertThat(without.accepts(MediaType.CPIM)).isFalse();
    assertThat(without.acceptsWithin(PLAIN, MediaType.CPIM)).isFalse();
  }

  @Test
  @Conformance({"4975-8.6-12", "4975-8.6-17"})
  void maxSize_numbers_areReadAsOctets() {
    assertThat(accepting("*").maxSize()).isEmpty();
    for (long size : new long[] {0, 1000, 1L << 31, Long.MAX_VALUE}) {
      assertThat(MsrpMedia.parse(section("accept-types:*", "max-size:" + size)).maxSize())
          .isEqualTo(OptionalLong.of(size));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-1", "+1", " 1", "9223372036854775808", "1e3", "١"})
  @Conformance("4975-8.6-17")
  void maxSize_noNumber_isRefused(String size) {
    assertRefused(
        () -> MsrpMedia.parse(section("accept-types:*", "max-size:" + size)),
        "max-size",
        "RFC 4975 §8.6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message 7 TCP/MSRP",
        "message 7 TCP/MSRP 0",
        "message 7 TCP/MSRP * *",
        "message 65536 TCP/MSRP *",
        "message -1 TCP/MSRP *",
        "message 7/2 TCP/MSRP *",
        "message 7 UDP/MSRP *",
        "message  7 TCP/MSRP *"
      })
  @Conformance({"4975-8.1-02", "4975-8.1-04", "4975-15.6-01"})
  void parse_otherMediaLine_isRefused(String media) {
    String text = section("accept-types:*").replace("message 7000 TCP/MSRP *", media);
    assertRefused(() -> MsrpMedia.parse(text), "", "RFC 4975 §8.1");
  }

  @Test
  @Conformance({"4975-8.1-05", "4145-4.1-02"})
  void parse_portZero_isARejectionAndNeedsNothingElse() {
    MsrpMedia media =
        MsrpMedia.parse("m=message 0 TCP/MSRP *\r\na=max-size:20\r\na=setup:active\r\n");
    assertThat(media.rejected()).isTrue();
    assertThat(media.path()).isEmpty();
    assertThatThrownBy(() -> media.answering(MsrpPath.parse("msrp://a.example:1/x;tcp")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Conformance({"6135-4.2.1-04", "6135-4.4-01"})
  void parse_holdconnAndConnection_areAsIfTheyWereNotThere() {
    MsrpMedia media =
        MsrpMedia.parse(section("accept-types:*", "setup:holdconn", "connection:existing"));
    assertThat(media).isEqualTo(accepting("*"));
    assertThat(media.setup()).isEmpty();
    assertThat(media.attributes()).isEmpty();
  }

  @Test
  @Conformance("6135-4.2.1-02")
  void parse_eachSetup_isRead() {
    for (Setup setup : Setup.values()) {
      assertThat(MsrpMedia.parse(section("accept-types:*", "setup:" + setup)).setup())
          .contains(setup);
    }
  }

  @Test
  @Conformance({"8122-5-02", "8122-5.1-01"})
  void fingerprints_severalInAnyCase_areKeptInOrder() {
    MsrpMedia media =
        MsrpMedia.parse(
            section("accept-types:*", "fingerprint:SHA-1 " + HASH, "fingerprint:md5 00:11"));
    assertThat(media.fingerprints())
        .containsExactly(new Fingerprint(HashFunction.SHA_1, HASH.toUpperCase(Locale.ROOT)));
    assertThat(media.text()).contains("a=fingerprint:sha-1 11:22:33:44:55:66:77:88:99:AA:BB:");
    assertThatThrownBy(
            () -> MsrpMedia.parse(section("accept-types:*", "fingerprint:sha-256 " + HASH)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("8122-5-03")
  void promised_onlyForbiddenFunctions_isNothing() {
    assertThat(MsrpMedia.parse(section("accept-types:*", "fingerprint:md5 00:11")).promised())
        .isEmpty();
  }

  @Test
  @Conformance("8122-5-04")
  void fingerprints_ofTheWholeDescription_holdWhereTheSectionHasNone() {
    String session = "a=fingerprint:sha-1 " + HASH + "\r\na=setup:active\r\na=recvonly\r\n";
    MsrpMedia plain = MsrpMedia.parse(session + section("accept-types:*"));
    assertThat(plain.fingerprints()).hasSize(1);
    assertThat(plain.setup()).contains(Setup.ACTIVE);
    assertThat(plain.direction()).isEqualTo(Direction.RECVONLY);
    MsrpMedia own =
        MsrpMedia.parse(
            session
                + section(
                    "accept-types:*",
                    "fingerprint:sha-1 " + HASH.replace("11", "00"),
                    "setup:passive",
                    "sendonly"));
    assertThat(own.fingerprints()).singleElement().asString().startsWith("sha-1 00:22");
    assertThat(own.setup()).contains(Setup.PASSIVE);
    assertThat(own.direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  @Conformance("6714-5.2-01")
  void cema_flagOfTheSection_isReadAndNothingElseIs() {
    assertThat(MsrpMedia.parse(section("accept-types:*", "msrp-cema")).cema()).isTrue();
    assertThat(MsrpMedia.parse(section("accept-types:*", "msrp-cema:x")).cema()).isFalse();
    assertThat(MsrpMedia.parse("a=msrp-cema\r\n" + section("accept-types:*")).cema()).isFalse();
  }

  @Test
  void toString_media_hidesTheSessionId() {
    MsrpMedia media = MsrpMedia.parse(section("accept-types:*").replace("s1", "secret99"));
    assertThat(media.text()).contains("secret99");
    assertThat(media.toString()).doesNotContain("secret99").contains("a=path:msrp://a.example");
  }

  @Test
  void attribute_thatWouldEndItsLine_cannotBeBuilt() {
    assertThatThrownBy(() -> SdpAttribute.of("x", "1\r\na=path:msrp://e.example:1/e;tcp"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> new SdpAttribute("x y", Optional.empty()))
        .isInstanceOf(MsrpSyntaxException.class);
  }
}
