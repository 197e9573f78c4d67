// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each timeout, a moment before, when it has passed, and long after. */
class MsrpTimeoutsBordersTest {

  /** A sixth of it is a whole number: a write is looked at so often. */
  private static final Duration TIME = Duration.ofSeconds(6);

  private static final Duration MOMENT = Duration.ofMillis(1);

  /** A timeout, and what it ends: begun on a stack, and whether it is over. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Border {
    CONNECT("connect", MsrpTimeoutsBuilder::connect, WaitingStack::connecting),
    INCOMING("incoming", MsrpTimeoutsBuilder::incoming, WaitingStack::waitingForThePeer),
    BIND("bind", MsrpTimeoutsBuilder::bind, WaitingStack::knocking),
    TRANSACTION("transaction", MsrpTimeoutsBuilder::transaction, WaitingStack::unanswered),
    SUCCESS_REPORT("successReport", MsrpTimeoutsBuilder::successReport, WaitingStack::unreported),
    MAX_PAUSE("maxPause", MsrpTimeoutsBuilder::maxPause, WaitingStack::paused),
    SHARED_PAUSE("sharedPause", MsrpTimeoutsBuilder::sharedPause, WaitingStack::pausedForARelay),
    WRITE_STALL("writeStall", MsrpTimeoutsBuilder::writeStall, WaitingStack::stalled),
    INCOMPLETE_MESSAGE(
        "incompleteMessage", MsrpTimeoutsBuilder::incompleteMessage, WaitingStack::unfinished),
    CLOSE("close", MsrpTimeoutsBuilder::close, WaitingStack::closing);

    private final String component;
    private final BiFunction<MsrpTimeoutsBuilder, Duration, MsrpTimeoutsBuilder> with;
    private final Function<WaitingStack, BooleanSupplier> begun;

    Border(
        String component,
        BiFunction<MsrpTimeoutsBuilder, Duration, MsrpTimeoutsBuilder> with,
        Function<WaitingStack, BooleanSupplier> begun) {
      this.component = component;
      this.with = with;
      this.begun = begun;
    }
  }

  @ParameterizedTest
  @EnumSource
  void stack_beforeAtAndAfterATimeout_waitsAndGivesUp(Border border) {
    MsrpTimeouts timeouts = border.with.apply(WaitingStack.PATIENT.toBuilder(), TIME).build();
    try (WaitingStack stack = new WaitingStack(timeouts)) {
      BooleanSupplier over = border.begun.apply(stack);
      stack.bench.advance(TIME.minus(MOMENT));
      assertThat(over.getAsBoolean()).as("before").isFalse();
      stack.bench.advance(MOMENT);
      assertThat(over.getAsBoolean()).as("at").isTrue();
      stack.bench.advance(TIME);
      assertThat(over.getAsBoolean()).as("after").isTrue();
    }
  }

  @Test
  void borders_together_areAllTimeouts() {
    Borders.assertAllOf(
        MsrpTimeouts.class, Arrays.stream(Border.values()).map(border -> border.component));
  }
}
