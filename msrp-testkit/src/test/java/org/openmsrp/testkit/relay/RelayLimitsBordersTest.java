// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.codec.DecoderLimits;

/** Each limit of the embedded relay, with what is just below, at and above it. */
class RelayLimitsBordersTest {

  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** The most that is taken of something, how the limit says so, and whether a relay takes it. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Amount {
    /** One of them stands for all: see the codec's tests. */
    DECODER("decoder", 8, DecoderLimits.DEFAULT::withHeaders, LimitedRelay::takesHeaders),
    FRAGMENT("fragment", 2_000, most -> most, LimitedRelay::passesWhole),
    MAX_BODY("maxBody", 2_000, most -> (long) most, LimitedRelay::takesBody),
    /** At the mark itself nothing more is read. */
    QUEUED_OCTETS("queuedOctets", 2_000, most -> most + 1L, LimitedRelay::readsOnWith),
    PENDING("pending", 5, most -> most, LimitedRelay::readsUnanswered),
    CONNECTIONS("connections", 5, most -> most, LimitedRelay::keeps),
    GRANTS("grants", 5, most -> most, LimitedRelay::grants),
    NONCES("nonces", 5, most -> most, LimitedRelay::remembers),
    /** The last of them closes the connection. */
    FAILED_AUTHS("failedAuths", 5, most -> most + 1, LimitedRelay::bearsWrongPasswords);

    private final String component;
    private final int most;
    private final Function<Integer, Object> limit;
    private final BiFunction<LimitedRelay, Integer, Boolean> takes;

    Amount(
        String component,
        int most,
        Function<Integer, Object> limit,
        BiFunction<LimitedRelay, Integer, Boolean> takes) {
      this.component = component;
      this.most = most;
      this.limit = limit;
      this.takes = takes;
    }

    boolean takes(int size) {
      RelayLimits limits = limits(Map.of(component, limit.apply(most)));
      try (LimitedRelay relay = new LimitedRelay(limits)) {
        return takes.apply(relay, size);
      }
    }
  }

  /** A time, and what it ends: begun at a relay, and whether it is over. */
  @SuppressWarnings("ImmutableEnumChecker") // Functions without state.
  enum Time {
    PROBATION("probation", LimitedRelay::silent),
    TRANSACTION("transaction", LimitedRelay::unanswered),
    WRITE_STALL("writeStall", LimitedRelay::unread),
    NONCE_LIFETIME("nonceLifetime", LimitedRelay::challenged);

    private final String component;
    private final Function<LimitedRelay, BooleanSupplier> begun;

    Time(String component, Function<LimitedRelay, BooleanSupplier> begun) {
      this.component = component;
      this.begun = begun;
    }
  }

  /** The defaults with other values, and an hour for every time that is not named. */
  private static RelayLimits limits(Map<String, Object> values) {
    RecordComponent[] all = RelayLimits.class.getRecordComponents();
    Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Object[] chosen = new Object[all.length];
      for (int i = 0; i < all.length; i++) {
        Object other =
            types[i] == Duration.class ? HOUR : all[i].getAccessor().invoke(RelayLimits.DEFAULT);
        chosen[i] = values.getOrDefault(all[i].getName(), other);
      }
      return RelayLimits.class.getDeclaredConstructor(types).newInstance(chosen);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void relay_belowAtAndAboveALimit_takesTakesAndRefuses(Amount amount) {
    assertThat(amount.takes(amount.most - 1)).as("below").isTrue();
    assertThat(amount.takes(amount.most)).as("at").isTrue();
    assertThat(amount.takes(amount.most + 1)).as("above").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void relay_beforeAndAtATime_waitsAndGivesUp(Time time) {
    try (LimitedRelay relay = new LimitedRelay(limits(Map.of(time.component, TIME)))) {
      BooleanSupplier over = time.begun.apply(relay);
      relay.advance(TIME.minus(MOMENT));
      assertThat(over.getAsBoolean()).as("before").isFalse();
      relay.advance(MOMENT);
      assertThat(over.getAsBoolean()).as("at").isTrue();
    }
  }

  @Test
  void borders_together_areAllLimits() {
    assertThat(
            Stream.concat(
                Arrays.stream(Amount.values()).map(amount -> amount.component),
                Arrays.stream(Time.values()).map(time -> time.component)))
        .as("a limit without a test on both sides of it")
        .containsExactlyElementsOf(
            Arrays.stream(RelayLimits.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }
}
