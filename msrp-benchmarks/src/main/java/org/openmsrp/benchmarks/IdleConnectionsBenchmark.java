// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;

/**
 * Question: what does an idle connection cost in heap over each transport, without MSRP? Both ends
 * are in this process, so the limit of open files must be above twice their number. Arguments:
 * number of connections, names of lines separated by commas.
 */
public final class IdleConnectionsBenchmark {

  private static final int AT_ONCE = 100;

  private IdleConnectionsBenchmark() {}

  /**
   * Measures.
   *
   * @param args number of connections (9000), lines (all)
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 9_000;
    String[] names = args.length > 1 ? args[1].split(",") : new String[0];
    for (BenchedLine line : BenchedLine.values()) {
      if (names.length == 0 || List.of(names).contains(line.name())) {
        measure(line, count);
      }
    }
  }

  private static void measure(BenchedLine line, int count) throws InterruptedException {
    try (Transport transport = line.open()) {
      Binding bound =
          transport
              .acceptor()
              .bind(line.endpoint(), line.binding(), Waiting::new)
              .toCompletableFuture()
              .join();
      List<Connection> kept = new ArrayList<>(count + AT_ONCE);
      connect(line, transport, bound.localEndpoint(), AT_ONCE, kept);
      long before = heap();
      connect(line, transport, bound.localEndpoint(), count, kept);
      System.out.printf(
          Locale.ROOT,
          "%-20s %d connections: %d octets of heap for one end%n",
          line,
          count,
          (heap() - before) / (2 * count));
    }
  }

  private static void connect(
      BenchedLine line, Transport transport, Endpoint there, int count, List<Connection> kept) {
    List<CompletionStage<Connection>> under = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      under.add(transport.connector().connect(there, line.connecting(), new Waiting()));
      if (under.size() == AT_ONCE || i == count - 1) {
        under.forEach(
            stage -> kept.add(stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join()));
        under.clear();
      }
    }
  }

  private static long heap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(100);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Waits for octets that never come. */
  private static final class Waiting implements ConnectionHandler {

    @Override
    public void onOpen(Connection connection) {
      connection.demand();
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {}

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {}
  }
}
