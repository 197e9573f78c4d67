// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openmsrp.integration.lifecycle.Holdings;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.session.MsrpTimeouts;

/**
 * What each attack costs the server, by hand: processor time of all threads but the attackers' own,
 * heap and sockets at the attack's height, and how long it takes until its connections are gone.
 */
class AttackFigures {

  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final MsrpTimeouts TIMES =
      MsrpTimeouts.builder()
          .connect(SHORT)
          .incoming(SHORT)
          .writeStall(SHORT)
          .incompleteMessage(SHORT)
          .build();

  /** A pattern of the attacks' names, if not all are wanted. */
  private static final Optional<String> ONLY =
      Optional.ofNullable(System.getProperty("attack.only"));

  private static final MsrpLimits LIMITS = MsrpLimits.builder().unboundConnections(500).build();

  /**
   * Measures.
   *
   * @param args the scale, such as 1000, and names of grounds; all of them if none is named
   */
  public static void main(String[] args) {
    System.out.println(
        "| ground | attack | CPU ms | peak heap MiB | held KiB | sockets | freed s |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Ground ground : Ground.values()) {
      boolean chosen = args.length == 1 || Arrays.asList(args).contains(ground.name());
      if (chosen && ground.sockets()) {
        measure(ground, Integer.parseInt(args[0]));
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "attack.scale", matches = "\\d+")
  void figures_ofEachAttack_arePrinted() {
    String grounds = System.getProperty("attack.grounds", "NIO,NIO_TLS,NETTY,WEBSOCKET");
    main((System.getProperty("attack.scale") + "," + grounds).split(",", -1));
  }

  private static void measure(Ground ground, int scale) {
    try (Target target = new Target(ground, LIMITS, TIMES)) {
      for (int round = 0; round < 2; round++) {
        boolean warm = round > 0;
        for (Attack attack : Attack.values()) {
          if (attack.possibleOn(ground) && ONLY.map(attack.name()::matches).orElse(true)) {
            String row = new Row(target, warm ? scale : 10).measure(attack);
            System.out.print(warm ? row : "");
          }
        }
      }
    }
  }

  /** Of the threads that are alive, without this one and those that write for the attackers. */
  private static long serverNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      boolean attacker =
          thread == Thread.currentThread() || thread.getName().startsWith("scripted");
      nanos += attacker ? 0 : Math.max(0, threads.getThreadCpuTime(thread.getId()));
    }
    return nanos;
  }

  private static void resetPeak() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** One row of the table. */
  private static final class Row {
    private final Target target;
    private final int scale;
    private Holdings before = new Holdings(0, 0, 0);
    private Holdings height = before;
    private long cpuBefore;
    private long cpu;
    private long peak;
    private long heightAt;

    Row(Target target, int scale) {
      this.target = target;
      this.scale = scale;
    }

    private String measure(Attack attack) {
      long connections = target.connections();
      before = Holdings.now();
      resetPeak();
      cpuBefore = serverNanos();
      try (Field field = new Field(target, scale, Optional.of(this::atHeight))) {
        attack.on(field);
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> target.connections() == connections);
      double freed = (System.nanoTime() - heightAt) / 1e9;
      return "| %s | %s | %d | %d | %d | %d | %.2f |%n"
          .formatted(
              target.ground(),
              attack,
              cpu / 1_000_000,
              peak >> 20,
              Math.max(0, height.heap() - before.heap()) >> 10,
              Math.max(0, height.descriptors() - before.descriptors()) / 2,
              freed);
    }

    private void atHeight() {
      cpu = serverNanos() - cpuBefore;
      peak = peak();
      height = Holdings.now();
      heightAt = System.nanoTime();
    }
  }
}
