// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

/** Tests of limits on both sides of each. */
final class Borders {

  private Borders() {}

  /** A component that nobody tests fails the test that calls this. */
  static void assertAllOf(Class<? extends Record> limits, Stream<String> tested) {
    assertThat(tested)
        .as("a limit without a test on both sides of it")
        .containsExactlyElementsOf(
            Arrays.stream(limits.getRecordComponents()).map(RecordComponent::getName).toList());
  }
}
