// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.MsrpStatistics;

/**
 * What do observers and loggers cost for each small message, and what their absence? Arguments:
 * messages of a round (100,000), rounds (7). In each round every kind has its turn; both ends are
 * in this process and have the same kind. The median of each kind's rounds is told.
 */
public final class ObserverBenchmark {

  private static final int WINDOW = 64;
  private static final com.sun.management.ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);

  /** A logger whose levels are off, but which is there. */
  private static final MsrpLogger SILENT = new MsrpLogger() {};

  private static final Map<String, UnaryOperator<MsrpStackBuilder>> KINDS =
      Map.of(
          "nobody looks",
          UnaryOperator.identity(),
          "nobody looks, again",
          UnaryOperator.identity(),
          "statistics",
          builder -> builder.observer(new MsrpStatistics()),
          "a silent logger",
          builder -> builder.logger(SILENT));

  private ObserverBenchmark() {}

  /**
   * Measures and prints a table.
   *
   * @param args messages of a round, rounds
   */
  public static void main(String[] args) {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    Kind[] kinds =
        KINDS.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(kind -> new Kind(kind.getKey(), kind.getValue(), rounds))
            .toArray(Kind[]::new);
    for (int round = -2; round < rounds; round++) {
      for (Kind kind : kinds) {
        kind.play(round, messages);
      }
    }
    for (Kind kind : kinds) {
      kind.report();
    }
  }

  private static long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).sum();
  }

  /** One kind, and what its rounds have cost. */
  private static final class Kind {

    private final String name;
    private final TwoStacks stacks;
    private final MsrpSession session;
    private final double[] nanos;
    private final double[] octets;

    Kind(String name, UnaryOperator<MsrpStackBuilder> change, int rounds) {
      this.name = name;
      this.stacks = TwoStacks.over("nio", change);
      this.session = stacks.session();
      this.nanos = new double[rounds];
      this.octets = new double[rounds];
    }

    /** Plays a round; those below zero warm up and count for nothing. */
    void play(int round, int messages) {
      long allocatedBefore = allocated();
      long before = CpuClock.nanos();
      TwoStacks.send(session, messages, WINDOW);
      if (round >= 0) {
        nanos[round] = (double) (CpuClock.nanos() - before) / messages;
        octets[round] = (double) (allocated() - allocatedBefore) / messages;
      }
    }

    void report() {
      Arrays.sort(nanos);
      Arrays.sort(octets);
      System.out.printf(
          Locale.ROOT,
          "%-20s %7.0f ns of CPU, %6.1f octets of heap for a message%n",
          name,
          nanos[nanos.length / 2],
          octets[octets.length / 2]);
      stacks.close();
    }
  }
}
