// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ranges of all numbers and times with which a user bounds something: the least and the most
 * that can be set, and what is just outside. What a bound does has tests of its own, {@code
 * …BordersTest}.
 */
class BoundsTest {

  private static final String NAMES = ".*(Options|Limits|Timeouts)";

  /** Those with a least value other than 1, or 1 ns, or with a most value. */
  private static final Map<String, Range> RANGES =
      Map.of(
          "NioOptions.loops", new Range(1, 1_024),
          "NettyOptions.threads", new Range(1, 1_024),
          "NettyOptions.writeBufferSize", new Range(1_024, 16 << 20),
          "WebSocketOptions.threads", new Range(8, 10_000),
          "WebSocketOptions.maxMessageSize", new Range(1_024, Integer.MAX_VALUE),
          // Beside a timeout of 90 s and an interval of 30 s.
          "WebSocketOptions.pingInterval", new Range(0, Duration.ofSeconds(90).toNanos()),
          "WebSocketOptions.peerTimeout",
              new Range(Duration.ofSeconds(30).toNanos(), Long.MAX_VALUE));

  /** Numbers, or nanoseconds. */
  private record Range(long least, long most) {}

  /** A component of some options, and the options that it is taken from. */
  record Bound(Record defaults, RecordComponent component) {
    private Object valueOf(long number) {
      Class<?> type = component.getType();
      if (type == Duration.class) {
        return Duration.ofNanos(number);
      }
      return type == OptionalInt.class
          ? OptionalInt.of((int) number)
          : type == int.class ? (Object) (int) number : (Object) number;
    }

    private long highest() {
      return component.getType() == int.class || component.getType() == OptionalInt.class
          ? Integer.MAX_VALUE
          : Long.MAX_VALUE;
    }

    private Range range() {
      return RANGES.getOrDefault(toString(), new Range(1, highest()));
    }

    /** The defaults with another value here. */
    private Object with(long number) throws Throwable {
      RecordComponent[] all = defaults.getClass().getRecordComponents();
      Object[] values = new Object[all.length];
      for (int i = 0; i < all.length; i++) {
        boolean here = all[i].getName().equals(component.getName());
        values[i] = here ? valueOf(number) : all[i].getAccessor().invoke(defaults);
      }
      Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = defaults.getClass().getDeclaredConstructor(types);
      try {
        return canonical.newInstance(values);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    @Override
    public String toString() {
      return defaults.getClass().getSimpleName() + "." + component.getName();
    }
  }

  static Stream<Bound> bounds() {
    return options().flatMap(BoundsTest::boundsOf);
  }

  private static Stream<Class<?>> options() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(Room.ALL.stream().map(Room::name).toList())
            .stream()
            .filter(type -> type.isRecord() && type.getSimpleName().matches(NAMES))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::reflect);
  }

  private static Stream<Bound> boundsOf(Class<?> options) {
    Record defaults;
    try {
      defaults = (Record) options.getField("DEFAULT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(options + " has no defaults", e);
    }
    List<Class<?>> types = List.of(int.class, long.class, OptionalInt.class, Duration.class);
    return Arrays.stream(options.getRecordComponents())
        .filter(component -> types.contains(component.getType()))
        .map(component -> new Bound(defaults, component));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void options_valueAtTheEndsOfItsRange_isTaken(Bound bound) throws Throwable {
    assertThat(bound.with(bound.range().least())).isNotNull();
    assertThat(bound.with(bound.range().most())).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void options_valueOutsideOfItsRange_isRefused(Bound bound) {
    assertThatThrownBy(() -> bound.with(bound.range().least() - 1))
        .isInstanceOf(IllegalArgumentException.class);
    if (bound.range().most() < bound.highest()) {
      assertThatThrownBy(() -> bound.with(bound.range().most() + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Who has what is tested where; a record that is not here has no test of what its bounds do. */
  @Test
  void options_withBounds_haveTestsOfWhatTheyDo() {
    Map<String, Integer> found = new TreeMap<>();
    bounds()
        .map(bound -> bound.toString().replaceFirst("\\..*", ""))
        .forEach(name -> found.merge(name, 1, Integer::sum));
    assertThat(found.keySet())
        .isEqualTo(
            new TreeSet<>(
                List.of(
                    "BindOptions", // TransportBordersTest
                    "ConnectOptions", // TransportBordersTest
                    "DecoderLimits", // DecoderBordersTest
                    "MsrpLimits", // MsrpLimitsBordersTest
                    "MsrpTimeouts", // MsrpTimeoutsBordersTest
                    "NettyOptions", // TransportBordersTest
                    "NioOptions", // TransportBordersTest
                    "RelayLimits", // RelayLimitsBordersTest
                    "RelayTimeouts", // RelayTimeoutsBordersTest
                    "SocketOptions", // TransportBordersTest
                    "SrvOptions", // SrvLookupTest
                    "WebSocketOptions"))); // TransportBordersTest
  }
}
