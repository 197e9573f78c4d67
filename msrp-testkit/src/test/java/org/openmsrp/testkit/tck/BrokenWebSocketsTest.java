// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.openmsrp.testkit.Launched;

/** The contract of WebSockets is tested in turn: each test finds the flaw that it is there for. */
class BrokenWebSocketsTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void contract_flawedTransport_isCaughtByTheRuleThatItBreaks(ToyFlaw flaw) {
    TestExecutionSummary summary =
        Launched.run(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(ToySubject.class, flaw.test()))
                .configurationParameter(ToySubject.FLAW, flaw.name()));

    assertThat(summary.getTestsStartedCount()).isOne();
    assertThat(summary.getTestsFailedCount()).as(flaw.test()).isOne();
  }

  @Test
  void contract_soundTransport_passesAndHasAFlawForEachTestThatItHas() {
    ClassSelector all = selectClass(ToySubject.class);

    TestExecutionSummary summary =
        Launched.run(LauncherDiscoveryRequestBuilder.request().selectors(all));

    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount())
        .isEqualTo(Arrays.stream(ToyFlaw.values()).skip(1).map(ToyFlaw::test).distinct().count())
        .isEqualTo(
            Arrays.stream(WebSocketContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .collect(Collectors.counting()));
  }
}
