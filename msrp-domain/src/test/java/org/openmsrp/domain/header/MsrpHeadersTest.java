// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

class MsrpHeadersTest {

  private static final HeaderName<String> FOO = HeaderName.extension("X-Foo");
  private static final HeaderName<String> LANGUAGE = HeaderName.extension("Content-Language");

  private static final MsrpHeaders FULL =
      MsrpHeaders.builder()
          .set(HeaderName.CONTENT_TYPE, MediaType.TEXT_PLAIN)
          .add(Header.of(LANGUAGE, "fr"))
          .add(Header.of(FOO, "1"))
          .set(HeaderName.BYTE_RANGE, ByteRange.NOTHING)
          .set(HeaderName.STATUS, ReportStatus.SUCCESS)
          .add(Header.of(FOO, "2"))
          .set(HeaderName.CONTENT_DISPOSITION, ContentDisposition.parse("render"))
          .set(HeaderName.FAILURE_REPORT, FailureReport.PARTIAL)
          .set(HeaderName.SUCCESS_REPORT, SuccessReport.YES)
          .set(HeaderName.MESSAGE_ID, "12339sdqwer")
          .build();

  static List<HeaderName<?>> uniqueNames() {
    return List.of(
        HeaderName.MESSAGE_ID,
        HeaderName.SUCCESS_REPORT,
        HeaderName.FAILURE_REPORT,
        HeaderName.BYTE_RANGE,
        HeaderName.STATUS,
        HeaderName.CONTENT_TYPE,
        HeaderName.CONTENT_DISPOSITION);
  }

  @Test
  @Conformance({"4975-7.1-06", "4975-9-15"})
  void all_anyOrderOfSetting_isInOrderOfTheRfcWithContentTypeLast() {
    assertThat(FULL.all())
        .extracting(Header::toString)
        .containsExactly(
            "Message-ID: 12339sdqwer",
            "Success-Report: yes",
            "Failure-Report: partial",
            "Byte-Range: 1-0/0",
            "X-Foo: 1",
            "Status: 000 200 OK",
            "X-Foo: 2",
            "Content-Language: fr",
            "Content-Disposition: render",
            "Content-Type: text/plain");
  }

  @Test
  void accessors_everythingSet_giveIt() {
    assertThat(FULL.messageId()).contains("12339sdqwer");
    assertThat(FULL.successReport()).isEqualTo(SuccessReport.YES);
    assertThat(FULL.failureReport()).isEqualTo(FailureReport.PARTIAL);
    assertThat(FULL.byteRange()).contains(ByteRange.NOTHING);
    assertThat(FULL.status()).contains(ReportStatus.SUCCESS);
    assertThat(FULL.contentType()).contains(MediaType.TEXT_PLAIN);
    assertThat(FULL.others()).hasSize(5);
  }

  @Test
  @Conformance({"4975-7.1.1-10", "4975-7.1.1-11"})
  void accessors_nothingSet_giveDefaults() {
    assertThat(MsrpHeaders.NONE.successReport()).isEqualTo(SuccessReport.NO);
    assertThat(MsrpHeaders.NONE.failureReport()).isEqualTo(FailureReport.YES);
    assertThat(MsrpHeaders.NONE.messageId()).isEmpty();
    assertThat(MsrpHeaders.NONE.byteRange()).isEmpty();
    assertThat(MsrpHeaders.NONE.contentType()).isEmpty();
    assertThat(MsrpHeaders.NONE.status()).isEmpty();
    assertThat(MsrpHeaders.NONE.all()).isEmpty();
    assertThat(MsrpHeaders.NONE.value(HeaderName.SUCCESS_REPORT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("uniqueNames")
  <T> void value_everyWayToAsk_agrees(HeaderName<T> name) {
    T value = FULL.value(name).orElseThrow();
    assertThat(FULL.values(name)).containsExactly(value);
    assertThat(FULL.all()).contains(Header.of(name, value));
    assertThat(MsrpHeaders.NONE.values(name)).isEmpty();
  }

  @Test
  void values_repeatedExtension_keepOrderAndFirstIsTheValue() {
    assertThat(FULL.values(FOO)).containsExactly("1", "2");
    assertThat(FULL.value(HeaderName.extension("x-foo"))).contains("1");
  }

  @ParameterizedTest
  @MethodSource("uniqueNames")
  <T> void add_uniqueHeaderTwice_isRefused(HeaderName<T> name) {
    Header<T> header = Header.of(name, FULL.value(name).orElseThrow());
    MsrpHeadersBuilder builder = MsrpHeaders.builder().add(header);
    assertThatThrownBy(() -> builder.add(header))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining(name.toString());
    assertThat(builder.remove(name).add(header).build().all()).containsExactly(header);
  }

  @Test
  void add_otherUniqueHeaders_areKeptSideBySide() {
    MsrpHeaders headers =
        MsrpHeaders.builder()
            .add(Header.of(HeaderName.EXPIRES, 5L))
            .add(Header.of(HeaderName.STATUS, ReportStatus.SUCCESS))
            .build();
    assertThat(headers.all()).hasSize(2);
  }

  @Test
  void add_challengesOfSeveralSchemes_keepsAll() {
    MsrpHeaders headers =
        MsrpHeaders.builder()
            .add(Header.parse(HeaderName.WWW_AUTHENTICATE, "Basic realm=\"a\""))
            .add(Header.parse(HeaderName.WWW_AUTHENTICATE, "Digest realm=\"a\", nonce=\"b\""))
            .build();
    assertThat(headers.values(HeaderName.WWW_AUTHENTICATE)).hasSize(2);
  }

  @Test
  void addOrSet_path_isRefusedSinceItHasItsOwnPlace() {
    MsrpHeadersBuilder builder = MsrpHeaders.builder();
    for (HeaderName<?> name : List.of(HeaderName.TO_PATH, HeaderName.FROM_PATH)) {
      Header<?> header = Header.parse(name, "msrp://a:1/x;tcp");
      assertThatThrownBy(() -> builder.add(header)).isInstanceOf(MsrpSyntaxException.class);
      assertThatThrownBy(() -> set(builder, header)).isInstanceOf(MsrpSyntaxException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("uniqueNames")
  <T> void set_presentHeader_replacesIt(HeaderName<T> name) {
    T value = FULL.value(name).orElseThrow();
    assertThat(FULL.toBuilder().set(name, value).build().values(name)).containsExactly(value);
  }

  @ParameterizedTest
  @MethodSource("uniqueNames")
  void remove_presentHeader_leavesTheOthers(HeaderName<?> name) {
    MsrpHeaders rest = FULL.toBuilder().remove(name).build();
    assertThat(rest.value(name)).isEmpty();
    assertThat(rest.all()).hasSize(FULL.all().size() - 1);
    assertThat(MsrpHeaders.builder().remove(name).build()).isEqualTo(MsrpHeaders.NONE);
  }

  @ParameterizedTest
  @MethodSource("uniqueNames")
  @SuppressWarnings("DataFlowIssue")
  <T> void set_null_isRefusedAtOnce(HeaderName<T> name) {
    MsrpHeadersBuilder builder = FULL.toBuilder();
    assertThatThrownBy(() -> builder.set(name, null)).isInstanceOf(NullPointerException.class);
    assertThat(builder.build()).isEqualTo(FULL);
  }

  @Test
  @Conformance("4975-9-11")
  void set_messageIdThatIsNoIdent_isRefused() {
    MsrpHeadersBuilder builder = MsrpHeaders.builder();
    assertThatThrownBy(() -> builder.set(HeaderName.MESSAGE_ID, "abc"))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> builder.set(HeaderName.MESSAGE_ID, "abcd\r\nX: y"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void set_refusedValue_leavesPresentHeader() {
    MsrpHeadersBuilder builder = FULL.toBuilder();
    assertThatThrownBy(() -> builder.set(FOO, "\n")).isInstanceOf(MsrpSyntaxException.class);
    assertThat(builder.build()).isEqualTo(FULL);
  }

  @Test
  void build_builderUsedOn_leavesFirstHeadersUnchanged() {
    MsrpHeadersBuilder builder = MsrpHeaders.builder().add(Header.of(FOO, "1"));
    MsrpHeaders first = builder.build();
    MsrpHeaders second = builder.add(Header.of(FOO, "2")).remove(HeaderName.STATUS).build();
    assertThat(first.values(FOO)).containsExactly("1");
    assertThat(second.values(FOO)).containsExactly("1", "2");
    assertThat(first.toBuilder().set(FOO, "3").build().values(FOO)).containsExactly("3");
    assertThat(first.values(FOO)).containsExactly("1");
  }

  @Test
  void equals_sameHeaders_dependsOnTextOnly() {
    assertThat(FULL.toBuilder().build()).isEqualTo(FULL).hasSameHashCodeAs(FULL);
    assertThat(FULL.hashCode()).isNotEqualTo(MsrpHeaders.NONE.hashCode());
    assertThat(FULL).isNotEqualTo(MsrpHeaders.NONE).isNotEqualTo("headers");
    assertThat(FULL.toString()).contains("Message-ID: 12339sdqwer");
  }

  private static <T> void set(MsrpHeadersBuilder builder, Header<T> header) {
    builder.set(header.name(), header.value());
  }
}
