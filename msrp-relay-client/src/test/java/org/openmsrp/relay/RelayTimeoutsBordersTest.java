// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.RelayFault;

/** Each timeout on the way to a grant, a moment before and when it has passed. */
class RelayTimeoutsBordersTest {

  private static final Duration TIME = Duration.ofSeconds(6);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** A timeout, and the way that it ends. */
  enum Border {
    LOOKUP("lookup", new RelayTimeouts(TIME, HOUR, HOUR)) {
      @Override
      RelaySettings settings(RelayBench bench) {
        return RelaySettings.builder("silent.example")
            .credentials("alice", RelayBench.PASSWORD.toCharArray())
            .build();
      }
    },
    ATTEMPT("attempt", new RelayTimeouts(HOUR, TIME, HOUR)),
    TOTAL("total", new RelayTimeouts(HOUR, HOUR, TIME));

    private final String component;
    private final RelayTimeouts timeouts;

    Border(String component, RelayTimeouts timeouts) {
      this.component = component;
      this.timeouts = timeouts;
    }

    /** A relay that answers no AUTH, unless the domain's servers don't even answer. */
    RelaySettings settings(RelayBench bench) {
      EmbeddedRelay relay = bench.relay("relay.example");
      relay.inject(RelayFault.SILENT_AUTH);
      return RelayBench.settings(relay, "alice");
    }
  }

  @ParameterizedTest
  @EnumSource
  void prepare_beforeAndAtATimeout_waitsAndGivesUp(Border border) {
    try (RelayBench bench = new RelayBench()) {
      bench.client =
          RelayClient.builder(bench.stack)
              .resolver(new SilentResolver())
              .timeouts(border.timeouts)
              .build();
      CompletableFuture<?> prepared =
          bench
              .client
              .connector(border.settings(bench), RelayMode.ACTIVE)
              .prepare()
              .toCompletableFuture();
      bench.advance(TIME.minus(MOMENT));
      assertThat(prepared).as("before").isNotDone();
      bench.advance(MOMENT);
      bench.world.runUntilIdle();
      assertThat(prepared).as("at").isCompletedExceptionally();
    }
  }

  @Test
  void borders_together_areAllTimeouts() {
    assertThat(Arrays.stream(Border.values()).map(border -> border.component))
        .containsExactlyElementsOf(
            Arrays.stream(RelayTimeouts.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  private static final class SilentResolver implements SrvResolver {
    @Override
    public CompletionStage<List<SrvRecord>> lookup(String service, String proto, String domain) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }
}
