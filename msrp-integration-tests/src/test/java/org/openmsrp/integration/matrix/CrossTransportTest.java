// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.matrix.Pair.get;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.testkit.tck.NothingLeft;

/** Each transport against each other: what one writes the other reads. */
class CrossTransportTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int LONG = 300_000;

  static Stream<Arguments> pairs() {
    return Stream.of(Side.values())
        .flatMap(active -> Stream.of(Side.values()).map(passive -> Arguments.of(active, passive)))
        .filter(pair -> pair.get()[0] != pair.get()[1])
        .filter(
            pair -> ((Side) pair.get()[0]).parameter().equals(((Side) pair.get()[1]).parameter()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void exchange_overTcp_bothWays(Side active, Side passive) {
    assertExchange(active, passive, false);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Conformance("9325-3.1.1-01")
  void exchange_overTls_bothWaysInVersion13(Side active, Side passive) {
    assertExchange(active, passive, true);
  }

  private static void assertExchange(Side active, Side passive, boolean tls) {
    try (Pair pair = new Pair(active, passive, tls)) {
      var there = pair.alice.send("a".repeat(LONG));
      var back = pair.bob.send("b".repeat(LONG));
      assertThat(get(pair.atBob().text())).isEqualTo("a".repeat(LONG));
      assertThat(get(pair.atAlice().text())).isEqualTo("b".repeat(LONG));
      assertThat(get(there).successful()).isTrue();
      assertThat(get(back).successful()).isTrue();
      assertThat(pair.alice.connection().tls().map(TlsInfo::protocol))
          .isEqualTo(tls ? Optional.of("TLSv1.3") : Optional.empty());
    }
  }
}
