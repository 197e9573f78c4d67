// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.cpim.Texts3862.ANN;
import static org.openmsrp.domain.cpim.Texts3862.BOB;
import static org.openmsrp.domain.cpim.Texts3862.IMDN;
import static org.openmsrp.domain.cpim.Texts3862.builder;
import static org.openmsrp.domain.cpim.Texts3862.parse;
import static org.openmsrp.domain.cpim.Texts3862.text;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/** What is composed (RFC 3862 §2, RFC 4975 §13). */
class CpimMessageBuilderTest {

  private static final CpimName MESSAGE_ID = new CpimName(IMDN, "Message-ID");

  @Test
  @Conformance({
    "3862-2-01",
    "3862-2.2-01",
    "3862-2.2-03",
    "3862-2.4-01",
    "3862-3.3-01",
    "3862-3.4-01",
    "3862-4.2-01",
    "3862-4.7-01",
    "4975-13-06"
  })
  void build_everything_isWrittenInOrder() {
    CpimMessage message =
        builder()
            .to(CpimAddress.of("tel:+1555"))
            .cc(new CpimAddress("D, E", "im:d@d.example"))
            .dateTime(OffsetDateTime.parse("2026-11-27T04:05:06Z"))
            .subject(new CpimSubject("Pluie\n\"", "fr"))
            .namespace("imdn", IMDN)
            .namespace("x", "urn:x:y")
            .require(MESSAGE_ID)
            .require(new CpimName("urn:x:y", "z"))
            .header(MESSAGE_ID, "34jk324j")
            .encodedHeader(CpimName.core("X"), "\"a\\\"\"")
            .content(MediaType.parse("text/html"), MsrpBody.utf8("<p>"))
            .mimeHeader("Content-ID", "<1@a.example>")
            .build();
    assertThat(text(message))
        .isEqualTo(
            String.join(
                "\r\n",
                "From: Ann <im:ann@a.example>",
                "To: <sip:bob@b.example>",
                "To: <tel:+1555>",
                "cc: \"D, E\"<im:d@d.example>",
                "DateTime: 2026-11-27T04:05:06Z",
                "Subject:;lang=fr Pluie\\n\"",
                "NS: imdn <urn:ietf:params:imdn>",
                "NS: x <urn:x:y>",
                "Require: imdn.Message-ID,x.z",
                "imdn.Message-ID: 34jk324j",
                "X: \"a\\\"\"",
                "",
                "Content-Type: text/html",
                "Content-ID: <1@a.example>",
                "",
                "<p>"));
  }

  @Test
  @Conformance("4975-13-05")
  void build_nothingSet_hasFromAndTo() {
    assertThat(text(builder().build()))
        .isEqualTo(
            "From: Ann <im:ann@a.example>\r\nTo: <sip:bob@b.example>\r\n\r\n"
                + "Content-Type: text/plain\r\n\r\n");
  }

  @Test
  @Conformance("4975-13-05")
  @SuppressWarnings("DataFlowIssue")
  void builder_withoutFromOrTo_throwsNullPointerException() {
    assertThatThrownBy(() -> CpimMessage.builder(null, BOB))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> CpimMessage.builder(ANN, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  @Conformance("4975-13-06")
  void build_subjectAndTimeSetTwice_haveTheLastOnly() {
    OffsetDateTime time = OffsetDateTime.parse("2026-11-27T04:05:06Z");
    CpimMessage message =
        builder()
            .subject(CpimSubject.of("a"))
            .subject(CpimSubject.of("b"))
            .dateTime(time)
            .dateTime(time.plusDays(1))
            .build();
    assertThat(message.subjects()).containsExactly(CpimSubject.of("b"));
    assertThat(message.dateTime()).contains(time.plusDays(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a ", " "})
  @Conformance("3862-2.2-02")
  void build_valueWithSpaceAtAnEnd_isRefused(String text) {
    CpimMessageBuilder subject = builder().subject(CpimSubject.of(text));
    assertThatThrownBy(subject::build).isInstanceOf(MsrpSyntaxException.class);
    CpimName name = CpimName.core("X");
    assertThatThrownBy(() -> builder().header(name, text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance({"3862-2.2-05", "3862-2.3.1-01"})
  void build_lineEndsInText_stayWithinTheHeader() {
    String injected = "x\r\nFrom: <im:mallory@m.example>\r\n\r\nContent-Type: text/html";
    CpimMessage message =
        CpimMessage.builder(new CpimAddress(injected, "im:ann@a.example"), BOB)
            .subject(CpimSubject.of(injected))
            .header(CpimName.core("X"), injected)
            .text(injected)
            .build();
    assertThat(message.headers()).hasSize(4);
    assertThat(message.from()).contains(new CpimAddress(injected, "im:ann@a.example"));
    assertThat(message.subjects()).containsExactly(CpimSubject.of(injected));
    assertThat(message.headers(CpimName.core("X")).get(0).text()).isEqualTo(injected);
    assertThat(message.content().utf8()).isEqualTo(injected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "To", "cc", "DateTime", "Subject", "NS", "Require", "CONTENT-X"})
  void header_thatHasAMethodOfItsOwnOrIsMime_isRefused(String name) {
    CpimName core = CpimName.core(name);
    assertThatThrownBy(() -> builder().header(core, "x")).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void build_namesThatLookLikeMimeInOtherNamespaces_areHeaders() {
    CpimName name = new CpimName("urn:x:y", "Content-Type");
    CpimMessage message = builder().namespace("Content-a", "urn:x:y").header(name, "b").build();
    assertThat(message.headers(name)).hasSize(1);
    assertThat(message.content().contentType()).isEqualTo(MediaType.TEXT_PLAIN);
  }

  @Test
  @Conformance("3862-3.4-01")
  void build_namespaceThatIsNotDeclared_isRefused() {
    CpimMessageBuilder header = builder().header(MESSAGE_ID, "x");
    assertThatThrownBy(header::build).isInstanceOf(MsrpSyntaxException.class);
    CpimMessageBuilder required = builder().require(MESSAGE_ID);
    assertThatThrownBy(required::build).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void mimeHeader_contentType_isRefused() {
    assertThatThrownBy(() -> builder().mimeHeader("content-TYPE", "text/html"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance({"3862-6-01", "4975-14.5-03"})
  void chain_wrappedTwice_namesWhoPassedItOnFromTheOutside() {
    CpimMessage inner = parse("From:<im:a@x>", "x: y", "Content-type:text/plain", "", "Hi");
    CpimMessage middle = CpimMessage.builder(BOB, ANN).content(inner).build();
    CpimMessage outer = CpimMessage.builder(ANN, BOB).content(middle).build();
    assertThat(outer.chain(3)).containsExactly(outer, middle, inner);
    assertThat(outer.chain(CpimMessage.MAX_CHAIN))
        .extracting(message -> message.from().orElseThrow().uri())
        .containsExactly("im:ann@a.example", "sip:bob@b.example", "im:a@x");
    assertThat(outer.chain(2)).containsExactly(outer, middle);
    assertThat(outer.chain(1)).containsExactly(outer);
    assertThat(inner.nested()).isEmpty();
    assertThat(middle.nested().orElseThrow().encode()).isEqualTo(inner.encode());
  }

  @Test
  void chain_innerMalformed_isRefusedWhenItIsOpened() {
    CpimMessage outer = builder().content(MediaType.CPIM, MsrpBody.utf8("no")).build();
    assertThat(outer.chain(1)).containsExactly(outer);
    assertThatThrownBy(() -> outer.chain(2)).isInstanceOf(MsrpSyntaxException.class);
  }
}
