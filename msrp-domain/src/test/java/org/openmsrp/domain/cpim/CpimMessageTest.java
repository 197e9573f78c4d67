// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.cpim.Texts3862.ANN;
import static org.openmsrp.domain.cpim.Texts3862.BOB;
import static org.openmsrp.domain.cpim.Texts3862.IMDN;
import static org.openmsrp.domain.cpim.Texts3862.isRefusedAtHat;
import static org.openmsrp.domain.cpim.Texts3862.octets;
import static org.openmsrp.domain.cpim.Texts3862.parse;
import static org.openmsrp.domain.cpim.Texts3862.withHeaders;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpBody;

/** What a parsed message says (RFC 3862 §2, §4; RFC 4975 §13). */
class CpimMessageTest {

  private static final String[] WHOLE = {
    "From: Ann <im:ann@a.example>",
    "To: <sip:bob@b.example>",
    "To: \"Carl, \\\"the\\\" third\"<tel:+1555>",
    "cc: Dora D. <im:dora@d.example>",
    "DateTime: 2026-11-27T04:05:06.5+01:00",
    "Subject: Rain",
    "Subject:;lang=fr Pluie",
    "NS: imdn <urn:ietf:params:imdn>",
    "Require: imdn.Message-ID",
    "imdn.Message-ID: 34jk324j",
    "X-Foo:;a=\"b c\";d=e  what \\u00e4 \\n",
    "",
    "content-type: text/plain; charset=utf-8",
    "Content-ID: <1@a.example>",
    "Content-Disposition: render",
    "",
    "It rains.\r\n"
  };

  @Test
  @Conformance({"4975-13-04", "3862-4.2-01", "3862-4.4-01"})
  void parse_everyHeader_isReadAsItsType() {
    CpimMessage message = parse(WHOLE);
    assertThat(message.from()).contains(ANN);
    assertThat(message.to())
        .containsExactly(BOB, new CpimAddress("Carl, \"the\" third", "tel:+1555"));
    assertThat(message.cc()).containsExactly(new CpimAddress("Dora D.", "im:dora@d.example"));
    assertThat(message.dateTime()).contains(OffsetDateTime.parse("2026-11-27T04:05:06.5+01:00"));
    assertThat(message.subjects())
        .containsExactly(CpimSubject.of("Rain"), new CpimSubject("Pluie", "fr"));
    assertThat(message.namespaces()).containsExactly(Map.entry("imdn", IMDN));
    assertThat(message.required()).containsExactly(new CpimName(IMDN, "Message-ID"));
  }

  @Test
  @Conformance({"3862-2-01", "3862-2.4-01"})
  void parse_content_isMimeHeadersAndAllTheRest() {
    CpimContent content = parse(WHOLE).content();
    assertThat(content.contentType()).hasToString("text/plain; charset=utf-8");
    assertThat(content.contentId()).contains("<1@a.example>");
    assertThat(content.disposition()).hasToString("Optional[render]");
    assertThat(content.headers())
        .extracting(MimeHeader::name)
        .containsExactly("content-type", "Content-ID", "Content-Disposition");
    assertThat(content.utf8()).isEqualTo("It rains.\r\n");
    assertThat(content).hasToString("11 octets of text/plain; charset=utf-8");
  }

  @Test
  @Conformance({"3862-2.2-07", "3862-6-01"})
  void encode_parsedMessage_isOctetForOctetWhatCame() {
    byte[] octets = octets(WHOLE);
    CpimMessage message = CpimMessage.parse(octets);
    assertThat(message.encode()).isEqualTo(MsrpBody.copyOf(octets));
    assertThat(message.headers())
        .extracting(CpimHeader::toString)
        .containsExactly(Arrays.copyOf(WHOLE, 11));
  }

  @Test
  @Conformance("3862-2.2-06")
  void parse_unknownHeader_isKeptAndChangesNothing() {
    CpimHeader header = parse(WHOLE).headers(CpimName.core("X-Foo")).get(0);
    assertThat(header.writtenName()).isEqualTo("X-Foo");
    assertThat(header.parameter("a")).contains("b c");
    assertThat(header.parameter("d")).contains("e");
    assertThat(header.parameter("A")).isEmpty();
    assertThat(header.encoded()).isEqualTo("what \\u00e4 \\n");
    assertThat(header.text()).isEqualTo("what ä \n");
  }

  @Test
  void parse_ownArrayOrBuffer_isCopiedAndLeftAlone() {
    byte[] octets = octets(WHOLE);
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    List<CpimMessage> copies = List.of(CpimMessage.parse(octets), CpimMessage.parse(buffer));
    assertThat(buffer.position()).isZero();
    octets[6] = 'X';
    assertThat(copies).allMatch(message -> message.encode().utf8().startsWith("From: Ann"));
    assertThat(copies.get(0)).isEqualTo(copies.get(1)).hasSameHashCodeAs(copies.get(1));
    assertThat(copies.get(0)).isNotEqualTo(CpimMessage.parse(octets));
    ByteBuffer body = copies.get(0).content().body();
    assertThatThrownBy(() -> body.put((byte) 'x')).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void toString_message_saysNothingOfWhatIsInIt() {
    assertThat(withHeaders()).hasToString("CPIM message of 87 octets");
  }

  @Test
  @Conformance("3862-2-02")
  void parse_noEmptyLineBeforeContentType_isTakenAsIfThereWereOne() {
    CpimMessage message =
        parse("From: <im:a@x>", "To: <im:b@x>", "Content-type: text/html", "", "<p>\r\n\r\n</p>");
    assertThat(message.headers()).hasSize(2);
    assertThat(message.content().contentType()).hasToString("text/html");
    assertThat(message.content().utf8()).isEqualTo("<p>\r\n\r\n</p>");
  }

  @Test
  void parse_prefixThatBeginsLikeMime_isAHeaderOfItsOwn() {
    CpimMessage message = withHeaders("NS: Content-x <urn:x:y>", "Content-x.Y: z");
    assertThat(message.headers(new CpimName("urn:x:y", "Y"))).hasSize(1);
  }

  @Test
  @Conformance("3862-2.2-01")
  void parse_lineEndsOrOctetsOfAnotherKind_areRefused() {
    isRefusedAtHat("RFC 3862 §3.6", "From: <im:a@x>", "^ Subject: folded", "", "");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>^\nTo: <im:b@x>", "", "");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>^\rTo: <im:b@x>", "", "");
    byte[] latin1 = "Subject: \u00e4\r\n\r\n".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> CpimMessage.parse(latin1)).hasMessageContaining("UTF-8 at octet 9");
  }

  @Test
  void parse_mimeHeaderOverTwoLines_isOne() {
    CpimContent content =
        parse(
                "From: <im:a@x>",
                "",
                "Content-Type: multipart/signed;",
                "\tmicalg=sha1;",
                " b=c",
                "",
                "")
            .content();
    assertThat(content.header("CONTENT-TYPE")).contains("multipart/signed;\tmicalg=sha1; b=c");
    assertThat(content.body().remaining()).isZero();
  }

  @Test
  void parse_multipartSigned_isCarriedUntouched() {
    String signed = "--b\r\nContent-Type: text/plain\r\n\r\nHi\r\n--b\r\n\0\u00ff\r\n--b--";
    CpimMessage message =
        parse("From: <im:a@x>", "", "Content-Type: multipart/signed;boundary=b", "", signed);
    assertThat(message.content().body()).isEqualTo(ByteBuffer.wrap(signed.getBytes(UTF_8)));
  }

  @Test
  @Conformance("3862-2.2-03")
  void parse_anotherNumberOfSpaces_meansTheSame() {
    for (String line : List.of("Subject:a b", "Subject: a b", "Subject:  a b", "Subject: a b  ")) {
      assertThat(withHeaders(line).subjects()).containsExactly(CpimSubject.of("a b"));
    }
    assertThat(withHeaders("Subject:").subjects()).containsExactly(CpimSubject.of(""));
  }

  @Test
  @Conformance("3862-2.2-04")
  void parse_nameInOtherCase_isAnUnknownHeader() {
    CpimMessage message =
        withHeaders("from: x", "TO: y", "CC: z", "Cc: z", "datetime: never", "subject: s");
    assertThat(message.from()).contains(ANN);
    assertThat(message.to()).containsExactly(BOB);
    assertThat(message.cc()).isEmpty();
    assertThat(message.dateTime()).isEmpty();
    assertThat(message.subjects()).isEmpty();
    assertThat(message.headers()).hasSize(8);
  }

  @Test
  @Conformance({"3862-2.2-05", "3862-2.3-02"})
  void parse_controlCharacter_isRefusedWhereItStands() {
    for (String control : List.of("\0", "\t", "\u0001", "\u001f", "\u007f")) {
      isRefusedAtHat("RFC 3862 §2.2", "Subject: ü^" + control, "", "Content-Type: a/b", "", "");
    }
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>", "", "Content-Type: a/b^\u0001", "", "");
  }

  @Test
  @Conformance("4975-13-06")
  void parse_fromOrDateTimeTwice_isRefusedAtTheSecond() {
    isRefusedAtHat("RFC 4975 §13", "From: <im:a@x>", "^From: <im:b@x>", "", "");
    isRefusedAtHat(
        "RFC 4975 §13",
        "DateTime: 2006-05-15T15:02:31Z",
        "^DateTime: 2006-05-15T15:02:31Z",
        "",
        "");
  }

  @Test
  void parse_withoutFromAndTo_isTaken() {
    CpimMessage message = parse("Subject: x", "", "Content-Type: text/plain", "", "");
    assertThat(message.from()).isEmpty();
    assertThat(message.to()).isEmpty();
  }

  @Test
  @Conformance("3862-2.4-01")
  void parse_contentTypeMissingOrTwice_isRefused() {
    isRefusedAtHat("RFC 3862 §2.4", "From: <im:a@x>", "", "Content-ID: <x>", "^", "Hi");
    isRefusedAtHat("RFC 3862 §2.4", "From: <im:a@x>", "", "^", "Hi");
    isRefusedAtHat(
        "RFC 2045", "From: <im:a@x>", "", "Content-Type: a/b", "^content-type: c/d", "", "Hi");
  }

  @Test
  void parse_contentLength_countsForNothing() {
    CpimMessage message =
        parse("From: <im:a@x>", "", "Content-Type: a/b", "Content-length: ...", "", "Hi");
    assertThat(message.content().utf8()).isEqualTo("Hi");
  }

  @Test
  void parse_incomplete_isRefusedAtTheEnd() {
    isRefusedAtHat("RFC 3862 §2.2", "^");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>^");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>\r^");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>", "", "Content-Type: text/plain^");
    isRefusedAtHat("RFC 3862 §2.2", "From: <im:a@x>", "", "Content-Type: text/plain", "^");
    isRefusedAtHat("RFC 3862 §2", "^", "Content-Type: text/plain", "", "Hi");
    isRefusedAtHat("RFC 3862 §2", "^Content-Type: text/plain", "", "Hi");
  }

  @Test
  void parse_malformedLines_areRefusedWhereTheyAreWrong() {
    isRefusedAtHat("RFC 3862 §3.6", "From: <im:a@x>", "^ü: x", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "a^ b: x", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "abc^", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "X:;^ y", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "X:;a^ y", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "X:;a=^ y", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "X:;a=b^/ y", "", "");
    isRefusedAtHat("RFC 3862 §3.6", "X:;a=\"b y^", "", "");
    isRefusedAtHat("RFC 3862 §3.3", "To: <im:b@x>", "Subject:^;a=b;lang=fr_FR", "", "");
  }

  @Test
  void parse_malformedMimeValue_isRefusedWhereItIsWrong() {
    isRefusedAtHat("RFC 4975", "From: <im:a@x>", "", "Content-Type:  text^", "", "Hi");
    isRefusedAtHat("RFC 4975", "From: <im:a@x>", "", "^Content-Type: text;", " a=b", "", "Hi");
    isRefusedAtHat(
        "RFC 2183", "From: <im:a@x>", "", "Content-Type: a/b", "Content-Disposition:^", "", "Hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {": x", "a b", "ä: b", "Content-Type text/plain"})
  void parse_malformedMimeHeader_isRefused(String line) {
    assertThatThrownBy(() -> parse("From: <im:a@x>", "", "Content-Type: a/b", line, "", "Hi"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> parse("From: <im:a@x>", "", line, " b", "Content-Type: a/b", "", ""))
        .isInstanceOf(MsrpSyntaxException.class);
  }
}
