// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;

/** Success-Report, Failure-Report and Status. */
class ReportHeadersTest {

  @ParameterizedTest
  @EnumSource
  @Conformance("4975-9-12")
  void failureReport_anyCase_isReadAndPrintedAsInTheRfc(FailureReport value) {
    String text = value.toString();
    assertThat(text).isEqualTo(value.name().toLowerCase(Locale.ROOT));
    assertThat(FailureReport.parse(text)).isEqualTo(value);
    assertThat(FailureReport.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(value);
  }

  @ParameterizedTest
  @EnumSource
  @Conformance("4975-9-12")
  void successReport_anyCase_isReadAndPrintedAsInTheRfc(SuccessReport value) {
    String text = value.toString();
    assertThat(text).isEqualTo(value.name().toLowerCase(Locale.ROOT));
    assertThat(SuccessReport.parse(text)).isEqualTo(value);
    assertThat(SuccessReport.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "y", "yes ", " yes", "ye\u017f", "true", "yesno", "ye"})
  void reportHeaders_anythingElse_throwSyntaxException(String text) {
    assertThatThrownBy(() -> FailureReport.parse(text)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> SuccessReport.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void successReport_partial_throwsSyntaxException() {
    assertThatThrownBy(() -> SuccessReport.parse("partial"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "YES, true, true", "YES, false, true",
    "NO, true, false", "NO, false, false",
    "PARTIAL, true, false", "PARTIAL, false, true",
  })
  void wantsResponse_byOutcome_followsFailureReport(
      FailureReport value, boolean success, boolean wanted) {
    assertThat(value.wantsResponse(success)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "000 200 OK, 0, 200, OK",
    "000 200, 0, 200, ''",
    "000 413 Stop it now, 0, 413, Stop it now",
    "001 005 x, 1, 5, x",
    "999 999, 999, 999, ''",
  })
  @Conformance({"4975-9-13", "4975-9-25"})
  void status_legal_isReadAndPrintedAsWritten(
      String text, int namespace, int code, String comment) {
    ReportStatus status = ReportStatus.parse(text);
    assertThat(status).isEqualTo(new ReportStatus(namespace, new MsrpStatus(code, comment)));
    assertThat(status).hasToString(text);
  }

  @Test
  void status_commentOfSpaces_isKept() {
    assertThat(ReportStatus.parse("000 200  x ").status().comment()).isEqualTo(" x ");
    assertThat(ReportStatus.parse("000 200 ")).isEqualTo(new ReportStatus(0, MsrpStatus.of(200)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "200",
        "200 OK",
        "000",
        "000 ",
        "000 20",
        "00 200",
        "0000 200",
        "000 2000",
        "000  200",
        "000-200",
        "000 200OK",
        "xxx 200",
        "000 xxx",
        "-01 200",
        "000 +20",
        "000\t200",
        "000 200\tx",
        "000 200 a\rb",
        "\uff10\uff10\uff10 200",
      })
  @Conformance({"4975-9-13", "4975-9-25"})
  void status_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> ReportStatus.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void status_namespaceOutOfRange_throwsSyntaxException(int namespace) {
    assertThatThrownBy(() -> new ReportStatus(namespace, MsrpStatus.OK))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  @Conformance("4975-7.1.3-06")
  void success_namespaceZeroAnd2xx_only() {
    assertThat(ReportStatus.SUCCESS).hasToString("000 200 OK");
    assertThat(ReportStatus.SUCCESS.success()).isTrue();
    assertThat(ReportStatus.parse("000 299").success()).isTrue();
    assertThat(ReportStatus.parse("001 200").success()).isFalse();
    assertThat(ReportStatus.parse("000 413").success()).isFalse();
  }
}
