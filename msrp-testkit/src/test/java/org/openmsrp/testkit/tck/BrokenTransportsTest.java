// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.Launched;

/** The contract tests are tests themselves: each finds the mistake that it is there for. */
class BrokenTransportsTest {

  @ParameterizedTest
  @EnumSource
  void contract_brokenTransport_isCaughtByTheRuleThatItBreaks(Fault fault) {
    TestExecutionSummary summary =
        Launched.run(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(BrokenSubject.class, fault.test()))
                .configurationParameter(BrokenSubject.FAULT, fault.name()));

    assertThat(summary.getTestsStartedCount()).isOne();
    assertThat(summary.getTestsFailedCount()).as(fault.test()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {Endpoint.TCP, Endpoint.WS})
  void contract_soundTransportInTheSameWrapping_passesTheSameTests(String scheme) {
    List<String> tests =
        Arrays.stream(Fault.values())
            .filter(fault -> fault != Fault.HANDLER_KEPT)
            .filter(fault -> fault.newBreak().scheme().equals(scheme))
            .map(Fault::test)
            .distinct()
            .toList();

    TestExecutionSummary summary =
        Launched.run(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    tests.stream().map(test -> selectMethod(BrokenSubject.class, test)).toList())
                .configurationParameter(BrokenSubject.SCHEME, scheme));

    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(tests.size());
  }
}
