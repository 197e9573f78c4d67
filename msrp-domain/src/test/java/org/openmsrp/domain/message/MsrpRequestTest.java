// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.uri.MsrpPath;

class MsrpRequestTest {

  private static final MsrpPath BOB = MsrpPath.parse("msrp://bob.example:8888/9di4eae923wzd;tcp");
  private static final MsrpPath ALICE = MsrpPath.parse("msrp://alice.example:7777/iau39;tcp");
  private static final MsrpBody HELLO = MsrpBody.utf8("Hello");

  private static MsrpRequestBuilder request(MsrpMethod method) {
    return MsrpRequest.builder(method, "d93kswow", BOB, ALICE);
  }

  private static MsrpRequestBuilder send() {
    return request(MsrpMethod.SEND).header(HeaderName.MESSAGE_ID, "12339sdqwer");
  }

  private static void refused(MsrpRequestBuilder builder) {
    assertThatThrownBy(builder::build).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void build_sendWithBody_holdsWhatWasGiven() {
    MsrpRequest sent =
        send()
            .header(HeaderName.BYTE_RANGE, ByteRange.of(1, 5, 5))
            .body(MediaType.TEXT_PLAIN, HELLO)
            .flag(ContinuationFlag.MORE)
            .build();
    assertThat(sent.method()).isEqualTo(MsrpMethod.SEND);
    assertThat(sent.transactionId()).isEqualTo("d93kswow");
    assertThat(sent.toPath()).isEqualTo(BOB);
    assertThat(sent.fromPath()).isEqualTo(ALICE);
    assertThat(sent.headers().byteRange()).contains(ByteRange.of(1, 5, 5));
    assertThat(sent.body()).contains(HELLO);
    assertThat(sent.size()).isEqualTo(5);
    assertThat(sent.flag()).isEqualTo(ContinuationFlag.MORE);
  }

  @Test
  void toBuilder_nothingChanged_buildsEqualRequest() {
    MsrpRequest sent = send().body(MediaType.TEXT_PLAIN, HELLO).flag(ContinuationFlag.MORE).build();
    assertThat(sent.toBuilder().build()).isEqualTo(sent);
  }

  @Test
  void toBuilder_everyFieldChanged_leavesOriginal() {
    MsrpRequest sent = send().build();
    MsrpRequest other =
        sent.toBuilder()
            .transactionId("other001")
            .toPath(ALICE)
            .fromPath(BOB)
            .header(Header.of(HeaderName.EXPIRES, 5L))
            .build();
    assertThat(other.transactionId()).isEqualTo("other001");
    assertThat(other.toPath()).isEqualTo(ALICE);
    assertThat(other.fromPath()).isEqualTo(BOB);
    assertThat(other.headers().value(HeaderName.EXPIRES)).contains(5L);
    assertThat(sent.headers().value(HeaderName.EXPIRES)).isEmpty();
    assertThat(sent.transactionId()).isEqualTo("d93kswow");
  }

  @Test
  @Conformance("4975-7.1-05")
  void build_bodyWithoutContentType_isRefused() {
    RequestHead head = send().build().head();
    assertThatThrownBy(() -> new MsrpRequest(head, Optional.of(HELLO), ContinuationFlag.COMPLETE))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("4975-7.1-10")
  void build_mimeHeaderWithoutBody_isRefused() {
    refused(send().header(HeaderName.CONTENT_TYPE, MediaType.TEXT_PLAIN));
    refused(send().header(HeaderName.CONTENT_ID, "<a@b>"));
    refused(send().header(HeaderName.CONTENT_DISPOSITION, ContentDisposition.parse("render")));
    refused(send().header(HeaderName.extension("Content-Language"), "fr"));
    assertThat(send().header(HeaderName.extension("X-Foo"), "fr").build().body()).isEmpty();
  }

  @Test
  @Conformance("4975-7.1-13")
  void build_emptyBody_differsFromNoBody() {
    MsrpRequest empty = send().body(MediaType.TEXT_PLAIN, MsrpBody.EMPTY).build();
    MsrpRequest bodiless = empty.toBuilder().noBody().build();
    assertThat(empty.body()).contains(MsrpBody.EMPTY);
    assertThat(bodiless.body()).isEmpty();
    assertThat(bodiless.headers().contentType()).isEmpty();
    assertThat(empty).isNotEqualTo(bodiless);
    assertThat(empty.size()).isEqualTo(bodiless.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "COMPLETE")
  @Conformance({"4975-7.1-08", "4975-7.1.2-06"})
  void build_interruptedRequestOtherThanSend_isRefused(ContinuationFlag flag) {
    for (MsrpMethod method :
        new MsrpMethod[] {MsrpMethod.REPORT, MsrpMethod.AUTH, MsrpMethod.of("OTHER")}) {
      refused(request(method).flag(flag));
    }
    assertThat(send().flag(flag).build().flag()).isEqualTo(flag);
  }

  @Test
  @Conformance("4975-7.1-09")
  void build_bodyOfRequestOtherThanSend_hasAtMost10240Octets() {
    MsrpBody limit = MsrpBody.copyOf(new byte[10_240]);
    MsrpBody above = MsrpBody.copyOf(new byte[10_241]);
    MsrpRequestBuilder report = request(MsrpMethod.REPORT);
    assertThat(report.body(MediaType.CPIM, limit).build().size()).isEqualTo(10_240);
    refused(report.body(MediaType.CPIM, above));
    assertThat(send().body(MediaType.CPIM, above).build().size()).isEqualTo(10_241);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-abcd", "a b c d", "abcd\r\n", "abcd\u00e9"})
  @Conformance("4975-9-14")
  void build_transactionIdThatIsNoIdent_isRefused(String id) {
    refused(send().transactionId(id));
    refused(send().transactionId("a".repeat(33)));
    assertThat(send().transactionId("a".repeat(32)).build().transactionId()).hasSize(32);
  }

  @Test
  void verify_send_needsMessageId() {
    send().build().verify();
    MsrpRequest anonymous = request(MsrpMethod.SEND).build();
    assertThatThrownBy(anonymous::verify)
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("Message-ID");
  }

  @Test
  @Conformance({"4975-7.1.2-01", "4975-7.1.2-02", "4975-7.1.2-03"})
  void verify_report_needsMessageIdAndStatusAndNoReportHeaders() {
    MsrpRequest report =
        request(MsrpMethod.REPORT)
            .header(HeaderName.MESSAGE_ID, "12339sdqwer")
            .header(HeaderName.STATUS, ReportStatus.SUCCESS)
            .build();
    report.verify();
    invalid(report.toBuilder().header(HeaderName.SUCCESS_REPORT, SuccessReport.NO));
    invalid(report.toBuilder().header(HeaderName.FAILURE_REPORT, FailureReport.NO));
    invalid(request(MsrpMethod.REPORT).header(HeaderName.STATUS, ReportStatus.SUCCESS));
    invalid(request(MsrpMethod.REPORT).header(HeaderName.MESSAGE_ID, "12339sdqwer"));
  }

  @Test
  @Conformance({"7701-7.1-02", "7701-7.1-03"})
  void verify_nickname_needsUseNicknameAndNoReportHeaders() {
    MsrpRequest nickname =
        request(MsrpMethod.NICKNAME).header(HeaderName.USE_NICKNAME, Nickname.NONE).build();
    nickname.verify();
    invalid(request(MsrpMethod.NICKNAME));
    invalid(nickname.toBuilder().header(HeaderName.SUCCESS_REPORT, SuccessReport.YES));
    invalid(nickname.toBuilder().header(HeaderName.FAILURE_REPORT, FailureReport.YES));
  }

  @Test
  @Conformance("4976-5.1-13")
  void verify_authOrExtension_needsNothing() {
    request(MsrpMethod.AUTH).build().verify();
    request(MsrpMethod.of("OTHER")).build().verify();
    assertThat(request(MsrpMethod.AUTH).build().headers().all()).isEmpty();
  }

  private static void invalid(MsrpRequestBuilder builder) {
    MsrpRequest request = builder.build();
    assertThatThrownBy(request::verify).isInstanceOf(MsrpSyntaxException.class);
  }
}
