// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;

class SrvValuesTest {

  @Test
  @Conformance("2782-Format-01")
  void name_ofServiceProtocolAndDomain_hasUnderscores() {
    assertThat(new SrvName("msrps", "tcp", "example.com"))
        .hasToString("_msrps._tcp.example.com.")
        .isEqualTo(new SrvName("msrps", "tcp", "example.com."));
  }

  @ParameterizedTest
  @CsvSource({
    "_msrps, tcp, example.com",
    "msrps, 't.p', example.com",
    "msrps, tcp, ''",
    "msrps, tcp, .",
    "msrps, tcp, a..b",
    "msrps, tcp, 'a b'",
    "msrps, tcp, grün.example"
  })
  void name_partNotForDns_isRefused(String service, String proto, String domain) {
    assertThatThrownBy(() -> new SrvName(service, proto, domain))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void name_longerThanDnsAllows_isRefused() {
    String domain = "a.".repeat(124) + "b";
    assertThatThrownBy(() -> new SrvName("msrps", "tcp", domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void record_targetWithDotAtEnd_losesIt() {
    assertThat(new SrvRecord(1, 2, 3, "relay.example.").target()).isEqualTo("relay.example");
    assertThat(new SrvRecord(1, 2, 3, "relay.example").hasTarget()).isTrue();
    assertThat(new SrvRecord(1, 2, 3, ".").hasTarget()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, a", "0, 65536, 0, a", "0, 0, 65536, a", "0, 0, 0, ''", "0, 0, 0, 'a b'"})
  void record_componentOutOfRange_isRefused(int priority, int weight, int port, String target) {
    assertThatThrownBy(() -> new SrvRecord(priority, weight, port, target))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65535})
  void record_ends_areAllowed(int value) {
    assertThat(new SrvRecord(value, value, value, "a").port()).isEqualTo(value);
  }
}
