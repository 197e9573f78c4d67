// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.codec.DecoderLimits;

/** Each limit of a stack, with what is just below, at and above it. */
class MsrpLimitsBordersTest {

  /** A limit, a value for it, and whether a stack takes what is of a size that it bounds. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Border {
    /** One of them stands for all: see the codec's tests. */
    DECODER(
        "decoder",
        8,
        (limits, size) -> limits.decoder(DecoderLimits.DEFAULT.withHeaders(size)),
        LimitedStack::takesHeaders),
    INBOUND_WINDOW(
        "inboundWindow", 8_000, MsrpLimitsBuilder::inboundWindow, LimitedStack::readsUntaken),
    MESSAGE_IN_MEMORY(
        "messageInMemory", 100, MsrpLimitsBuilder::messageInMemory, LimitedStack::takesMessage),
    SESSION_IN_MEMORY(
        "sessionInMemory",
        30_000,
        MsrpLimitsBuilder::sessionInMemory,
        LimitedStack::takesTwoMessagesAtOnce),
    MESSAGES_IN_FLIGHT(
        "messagesInFlight", 5, MsrpLimitsBuilder::messagesInFlight, LimitedStack::takesUnfinished),
    RANGES_PER_MESSAGE(
        "rangesPerMessage", 5, MsrpLimitsBuilder::rangesPerMessage, LimitedStack::takesRanges),
    OUTBOUND_OCTETS(
        "outboundOctets", 100, MsrpLimitsBuilder::outboundOctets, LimitedStack::queuesOctets),
    OUTBOUND_MESSAGES(
        "outboundMessages", 5, MsrpLimitsBuilder::outboundMessages, LimitedStack::queuesMessages),
    OUTSTANDING_TRANSACTIONS(
        "outstandingTransactions",
        5,
        MsrpLimitsBuilder::outstandingTransactions,
        LimitedStack::writesUnanswered),
    QUEUED_ANSWERS(
        "queuedAnswers", 5, MsrpLimitsBuilder::queuedAnswers, LimitedStack::readsThoughUnread),
    UNBOUND_CONNECTIONS(
        "unboundConnections", 5, MsrpLimitsBuilder::unboundConnections, LimitedStack::keepsUnbound),
    GRANTS("grants", 5, MsrpLimitsBuilder::grants, LimitedStack::grants);

    private final String component;
    private final int limit;
    private final BiFunction<MsrpLimitsBuilder, Integer, MsrpLimitsBuilder> with;
    private final BiFunction<LimitedStack, Integer, Boolean> takes;

    Border(
        String component,
        int limit,
        BiFunction<MsrpLimitsBuilder, Integer, MsrpLimitsBuilder> with,
        BiFunction<LimitedStack, Integer, Boolean> takes) {
      this.component = component;
      this.limit = limit;
      this.with = with;
      this.takes = takes;
    }

    boolean takes(int size) {
      MsrpLimits limits = with.apply(MsrpLimits.builder(), limit).build();
      try (LimitedStack stack = new LimitedStack(limits)) {
        return takes.apply(stack, size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void stack_belowAtAndAboveALimit_takesTakesAndRefuses(Border border) {
    assertThat(border.takes(border.limit - 1)).as("below").isTrue();
    assertThat(border.takes(border.limit)).as("at").isTrue();
    assertThat(border.takes(border.limit + 1)).as("above").isFalse();
  }

  @Test
  void borders_together_areAllLimits() {
    Borders.assertAllOf(
        MsrpLimits.class, Arrays.stream(Border.values()).map(border -> border.component));
  }
}
