// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract tests are tests themselves: each finds the mistake that it is there for. */
class BrokenTransportsTest {

  @ParameterizedTest
  @EnumSource
  void contract_brokenTransport_isCaughtByTheRuleThatItBreaks(Fault fault) {
    TestExecutionSummary summary =
        run(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(BrokenSubject.class, fault.test()))
                .configurationParameter(BrokenSubject.FAULT, fault.name()));

    assertThat(summary.getTestsStartedCount()).isOne();
    assertThat(summary.getTestsFailedCount()).as(fault.test()).isOne();
  }

  @Test
  void contract_soundTransportInTheSameWrapping_passesTheSameTests() {
    List<String> tests = Arrays.stream(Fault.values()).map(Fault::test).distinct().toList();
    tests = tests.stream().filter(test -> !test.equals(Fault.HANDLER_KEPT.test())).toList();

    TestExecutionSummary summary =
        run(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    tests.stream().map(test -> selectMethod(BrokenSubject.class, test)).toList()));

    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(tests.size());
  }

  private static TestExecutionSummary run(LauncherDiscoveryRequestBuilder request) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), listener);
    return listener.getSummary();
  }
}
