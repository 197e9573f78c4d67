// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.nio.NioOptions;
import org.openmsrp.transport.websocket.WebSocketOptions;

/** Each bound in the options of a transport, on both sides of it, over sockets. */
@Timeout(60)
@ExtendWith(NothingLeft.class)
class TransportBordersTest {

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, long.class, OptionalInt.class, Duration.class);

  /** How much Netty is given at a time is seen by Netty alone: {@code SlicesTest} of its module. */
  private static final String UNSEEN = "NettyOptions.writeBufferSize";

  static Stream<Arguments> borders() {
    return Arrays.stream(TransportBorder.values())
        .flatMap(
            border ->
                Arrays.stream(Ground.values())
                    .filter(border::isSeenOn)
                    .map(ground -> Arguments.of(border, ground)));
  }

  @ParameterizedTest
  @MethodSource("borders")
  void transport_aroundABound_takesAndRefuses(TransportBorder border, Ground ground) {
    border.showOn(ground);
  }

  @Test
  void borders_together_areAllBoundsOfTransports() {
    Stream<Class<? extends Record>> options =
        Stream.of(
            SocketOptions.class,
            ConnectOptions.class,
            BindOptions.class,
            NioOptions.class,
            NettyOptions.class,
            WebSocketOptions.class);
    assertThat(
            Stream.concat(
                Arrays.stream(TransportBorder.values()).map(TransportBorder::component),
                Stream.of(UNSEEN)))
        .as("a bound without a test on both sides of it")
        .containsExactlyInAnyOrderElementsOf(
            options.flatMap(TransportBordersTest::bounds).toList());
  }

  private static Stream<String> bounds(Class<? extends Record> options) {
    return Arrays.stream(options.getRecordComponents())
        .filter(component -> NUMBERS.contains(component.getType()))
        .map(component -> options.getSimpleName() + "." + component.getName());
  }
}
