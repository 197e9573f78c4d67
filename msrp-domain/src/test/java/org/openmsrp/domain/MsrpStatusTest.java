// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.header.ReportStatus;

class MsrpStatusTest {

  static List<MsrpStatus> registered() {
    return List.of(
        MsrpStatus.OK,
        MsrpStatus.BAD_REQUEST,
        MsrpStatus.UNAUTHORIZED,
        MsrpStatus.FORBIDDEN,
        MsrpStatus.NOT_FOUND,
        MsrpStatus.TIMEOUT,
        MsrpStatus.STOP_SENDING,
        MsrpStatus.UNSUPPORTED_MEDIA_TYPE,
        MsrpStatus.OUT_OF_BOUNDS,
        MsrpStatus.MALFORMED_NICKNAME,
        MsrpStatus.NICKNAME_IN_USE,
        MsrpStatus.NO_PRIVATE_MESSAGES,
        MsrpStatus.NO_SUCH_SESSION,
        MsrpStatus.UNKNOWN_METHOD,
        MsrpStatus.SESSION_IN_USE);
  }

  @Test
  @Conformance({"4975-15.3-01", "4975-10.7-01", "7701-10.3-01", "4976-10.3-01"})
  void constants_always_areTheRegisteredCodes() {
    assertThat(registered())
        .extracting(MsrpStatus::code)
        .containsExactly(200, 400, 401, 403, 404, 408, 413, 415, 423, 424, 425, 428, 481, 501, 506);
  }

  @ParameterizedTest
  @MethodSource("registered")
  @Conformance("4975-9-04")
  void toString_registered_isCodeAndComment(MsrpStatus status) {
    assertThat(status).hasToString(status.code() + " " + status.comment());
    assertThat(status.comment()).isNotEmpty();
    assertThat(status.success()).isEqualTo(status == MsrpStatus.OK);
  }

  @ParameterizedTest
  @CsvSource({"0, 000", "5, 005", "99, 099", "100, 100", "999, 999"})
  @Conformance("4975-9-04")
  void toString_anyCode_hasThreeDigits(int code, String text) {
    assertThat(MsrpStatus.of(code)).hasToString(text);
  }

  @Test
  void toString_localeWithOtherDigits_printsAsciiDigits() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(MsrpStatus.of(7)).hasToString("007");
      assertThat(new ReportStatus(7, MsrpStatus.of(7))).hasToString("007 007");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  @Conformance("4975-9-04")
  void constructor_codeOutOfRange_isRefused(int code) {
    assertThatThrownBy(() -> MsrpStatus.of(code)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "299, true", "300, false", "20, false", "999, false"})
  @Conformance("4975-15.3-01")
  void success_unregisteredCode_countsByItsClass(int code, boolean success) {
    assertThat(MsrpStatus.of(code).success()).isEqualTo(success);
  }

  @Test
  void constructor_vectorsOfResponses_takeTheirCodeAndComment() {
    WireVectors.inFolder("msrp").stream()
        .filter(vector -> vector.isResponse())
        .forEach(
            vector -> {
              int code = vector.status().orElseThrow();
              String comment = vector.comment().orElse("");
              assertThat(new MsrpStatus(code, comment).toString())
                  .isEqualTo((code + " " + comment).strip());
            });
  }
}
