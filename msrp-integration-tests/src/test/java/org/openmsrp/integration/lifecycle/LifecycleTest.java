// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** After many sessions the process holds what it held before. */
class LifecycleTest {

  private static final int WARM_UP = 100;
  private static final int CYCLES = 300;

  /** What a leak of one octet in ten of a session's would exceed by far. */
  private static final long HEAP = 2 << 20;

  /** Well below the time for which a forgotten timer of a session would hold it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What carries the sessions. */
  enum Way {
    NIO(NioTransport::new, "tcp"),
    NETTY(NettyTransport::new, "tcp"),
    WEBSOCKET(
        () -> new WebSocketTransport(WebSocketOptions.builder().plainAllowed(true).build()), "ws");

    private final Supplier<Transport> transports;
    private final String transport;

    Way(Supplier<Transport> transports, String transport) {
      this.transports = transports;
      this.transport = transport;
    }

    Cycles cycles() {
      return new Cycles(transports, MsrpUri.parse("msrp://127.0.0.1:0;" + transport));
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessions_oneAfterTheOther_leaveNothing(Way way) {
    try (Cycles cycles = way.cycles()) {
      cycles.run(WARM_UP, false);
      Holdings before = Holdings.now();
      cycles.run(CYCLES, false);
      await().atMost(PATIENCE).untilAsserted(() -> assertSame(before));
      assertThat(cycles.broken()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessions_whosePlugIsPulled_leaveNothing(Way way) {
    try (Cycles cycles = way.cycles()) {
      cycles.run(WARM_UP, true);
      Holdings before = Holdings.now();
      cycles.run(CYCLES, true);
      await().atMost(PATIENCE).untilAsserted(() -> assertSame(before));
      assertThat(cycles.broken()).isPositive();
    }
  }

  /** Pools of threads may have grown by a few; a leak would be one for each session. */
  private static void assertSame(Holdings before) {
    Holdings now = Holdings.now();
    assertThat(now.heap()).as("heap, %s, then %s", before, now).isLessThan(before.heap() + HEAP);
    assertThat(now.threads()).as("threads").isLessThan(before.threads() + 20);
    assertThat(now.descriptors()).as("descriptors").isLessThan(before.descriptors() + 10);
  }

  /**
   * The long form, by hand.
   *
   * @param args way, cycles, and {@code faults} if there shall be some
   */
  public static void main(String[] args) {
    boolean faults = args.length > 2 && args[2].equals("faults");
    int all = Integer.parseInt(args[1]);
    try (Cycles cycles = Way.valueOf(args[0]).cycles()) {
      cycles.run(1000, faults);
      System.out.println(args[0] + " after 1000: " + Holdings.now());
      long begin = System.nanoTime();
      for (int done = 0; done < all; done += all / 10) {
        cycles.run(all / 10, faults);
        System.out.println((done + all / 10) + " more: " + Holdings.now());
      }
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      System.out.println(time.toSeconds() + " s, " + cycles.broken() + " broken");
    }
  }
}
