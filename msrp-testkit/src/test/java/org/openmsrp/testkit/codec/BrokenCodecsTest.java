// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.openmsrp.testkit.Launched;

/** The contract of codecs is tested in turn: each property finds the flaw that it is there for. */
class BrokenCodecsTest {

  @ParameterizedTest
  @EnumSource
  void contract_flawedCodec_isCaughtByTheLawThatItBreaks(CodecFlaw flaw) {
    BrokenCodec.CODEC.set(flaw.newCodec());
    try {
      TestExecutionSummary summary =
          Launched.run(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectMethod(BrokenCodec.class, flaw.property()))
                  .configurationParameter("jqwik.database", "")
                  .configurationParameter("jqwik.shrinking.default", "OFF")
                  .configurationParameter("jqwik.reporting.usejunitplatform", "true"));

      assertThat(summary.getTestsStartedCount()).isOne();
      assertThat(summary.getTestsFailedCount()).as(flaw.property()).isOne();
    } finally {
      BrokenCodec.CODEC.remove();
    }
  }

  @Test
  void flaws_together_coverEveryLaw() {
    assertThat(Arrays.stream(CodecFlaw.values()).map(CodecFlaw::property))
        .containsExactlyInAnyOrderElementsOf(laws().toList());
  }

  private static Stream<String> laws() {
    return Arrays.stream(CodecContract.class.getMethods())
        .filter(
            method ->
                method.isAnnotationPresent(Property.class)
                    || method.isAnnotationPresent(Example.class))
        .map(method -> method.getName());
  }
}
