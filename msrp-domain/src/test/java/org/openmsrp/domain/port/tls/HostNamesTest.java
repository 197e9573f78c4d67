// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;

/** RFC 4975 §5.4 and RFC 9525 §6: which hosts a certificate is for. */
class HostNamesTest {

  @ParameterizedTest
  @CsvSource({
    "host.example, host.example, true",
    "HOST.example, host.EXAMPLE, true",
    "host.example., host.example, true",
    "host.example, host.example., true",
    "host.example, other.example, false",
    "host.example, x.host.example, false",
    "*.host.example, x.host.example, true",
    "*.host.example, x.y.host.example, false",
    "*.host.example, host.example, false",
    "*.host.example, .host.example, false",
    "x*.host.example, xy.host.example, false",
    "x.*.example, x.y.example, false",
    "*.*.example, x.y.example, false",
    "*.example, host.example, false",
    "*, host, false",
    "'', '', false"
  })
  void matches_presentedName_asTheRfcSays(String presented, String host, boolean expected) {
    assertThat(HostNames.matches(presented, host)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host.example", "a.wild.example", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"})
  @Conformance("4975-5.4-08")
  void check_hostInSubjectAltName_passes(String host) {
    assertThatCode(() -> HostNames.check(Fixtures.certificate("rsa.pem"), host))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "127.0.0.2", "::2", "wild.example", "", "a b", "127.0.0.1."})
  @Conformance("4975-5.4-08")
  void check_hostElsewhere_saysWhatItIsFor(String host) {
    assertThatThrownBy(() -> HostNames.check(Fixtures.certificate("rsa.pem"), host))
        .isInstanceOfSatisfying(
            TlsVerificationException.class,
            e -> assertThat(e.failure()).isEqualTo(TlsFailure.WRONG_NAME))
        .hasMessageContainingAll("CN=rsa", "CN=Fixture CA", "host.example, *.wild.example");
  }

  /** The common name is no host's name (RFC 9525 §2). */
  @Test
  void check_hostOnlyInCommonName_isRefused() {
    assertThatThrownBy(() -> HostNames.check(Fixtures.certificate("nameless.pem"), "host.example"))
        .hasMessageContaining("no host at all");
  }
}
