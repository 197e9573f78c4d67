// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.cpim.Texts3862.builder;
import static org.openmsrp.domain.cpim.Texts3862.isRefusedAtHat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

/** RFC 3339 §5.6. */
class CpimDateTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2006-05-15T15:02:31-03:00, 2006-05-15T15:02:31-03:00",
    "2006-05-15t15:02:31z, 2006-05-15T15:02:31Z",
    "2006-05-15T15:02:31.25Z, 2006-05-15T15:02:31.250Z",
    "2006-05-15T15:02:31.1234567891Z, 2006-05-15T15:02:31.123456789Z",
    "2006-05-15T15:02:31-00:00, 2006-05-15T15:02:31Z",
    "1990-12-31T23:59:60Z, 1990-12-31T23:59:59Z",
    "0000-02-29T00:00:00Z, 0000-02-29T00:00Z"
  })
  @Conformance("3862-4.4-01")
  void parse_dateTime_isRead(String text, String expected) {
    assertThat(CpimDateTime.parse(text)).isEqualTo(OffsetDateTime.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2006-05-15",
        "2006-05-15T15:02Z",
        "2006-05-15 15:02:31Z",
        "2006-05-15T15:02:31",
        "2006-02-30T15:02:31Z",
        "2006-05-15T25:02:31Z",
        "2006-05-15T15:02:61Z",
        "2006-05-15T15:02:31.Z",
        "2006-05-15T15:02:31+3:00",
        "+12006-05-15T15:02:31Z",
        "2006-05-15T15:02:31+23:00",
        "2006-05-15T15:02:31Z ",
        "200\uff16-05-15T15:02:31Z"
      })
  @Conformance("3862-4.4-01")
  void parse_other_isRefused(String text) {
    assertThatThrownBy(() -> CpimDateTime.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void parse_malformedInMessage_isRefusedWhereItBegins() {
    isRefusedAtHat("RFC 3339 §5.6", "From: <im:a@x>", "DateTime: ^soon", "", "");
  }

  @Test
  @Conformance("3862-4.4-01")
  void build_time_isWrittenWithSecondsAndOffset() {
    OffsetDateTime noon = OffsetDateTime.of(2026, 1, 2, 12, 0, 0, 0, ZoneOffset.ofHours(2));
    CpimMessage message = builder().dateTime(noon).build();
    assertThat(message.headers(CpimName.DATE_TIME).get(0))
        .hasToString("DateTime: 2026-01-02T12:00:00+02:00");
    assertThat(message.dateTime()).contains(noon);
  }

  @Test
  void build_timeThatRfc3339HasNot_isRefused() {
    OffsetDateTime late = OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    OffsetDateTime odd = late.withYear(1900).withOffsetSameLocal(ZoneOffset.ofTotalSeconds(1172));
    for (OffsetDateTime time : List.of(late, odd)) {
      CpimMessageBuilder builder = builder().dateTime(time);
      assertThatThrownBy(builder::build).isInstanceOf(MsrpSyntaxException.class);
    }
  }
}
