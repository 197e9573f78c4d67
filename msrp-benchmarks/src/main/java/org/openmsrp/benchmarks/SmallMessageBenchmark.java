// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.Transfer;

/**
 * How long does a small message and its answer take, on the session and on the connection of a file
 * that is under way, and without one? Arguments: {@code nio} or {@code netty}, mebibytes of the
 * file, messages of each kind. The file is sent again until all messages were: at 50, 200 and 500
 * MB/s, and as fast as it goes, which leaves no processor free where there are only two.
 */
public final class SmallMessageBenchmark {

  private static final int WARM_UP_SECONDS = Integer.getInteger("warmup", 20);
  private static final long[] OCTETS_PER_SECOND = {
    50_000_000, 200_000_000, 500_000_000, Long.MAX_VALUE
  };

  private SmallMessageBenchmark() {}

  /**
   * Measures.
   *
   * @param args transport, size of the file in MiB, number of messages
   * @throws IOException if the file can't be made
   */
  public static void main(String[] args) throws IOException {
    String transport = args.length > 0 ? args[0] : "nio";
    long mebibytes = args.length > 1 ? Long.parseLong(args[1]) : 1024;
    int messages = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    Path file = Files.createTempFile("msrp-benchmark", ".bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(mebibytes << 20);
      try (TwoStacks stacks = TwoStacks.over(transport, UnaryOperator.identity())) {
        run(stacks, file, messages);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void run(TwoStacks stacks, Path file, int messages) throws IOException {
    MsrpSession busy = stacks.session();
    MsrpSession other = stacks.session();
    roundTrips(busy, messages);
    roundTrips(other, messages);
    FileLoop files = new FileLoop(busy, file);
    files.start();
    warmUp(busy);
    busy.limitRate(1);
    report("same session, no file", roundTrips(busy, messages));
    report("other session, no file", roundTrips(other, messages));
    for (long rate : OCTETS_PER_SECOND) {
      busy.limitRate(rate);
      files.restart();
      report("same session, with file", roundTrips(busy, messages));
      report("other session, with file", roundTrips(other, messages));
      files.report();
    }
    files.stop();
  }

  /**
   * The compilers need some seconds of transfer; until then they take a processor for themselves.
   */
  private static void warmUp(MsrpSession busy) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
    while (System.nanoTime() < until) {
      roundTrips(busy, 100);
    }
  }

  /** Nanoseconds from each message to its answer, one message at a time. */
  private static long[] roundTrips(MsrpSession session, int messages) {
    long[] nanos = new long[messages];
    for (int i = 0; i < messages; i++) {
      nanos[i] = TwoStacks.roundTrip(session);
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(String what, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "%-26s p50 %8.1f us   p99 %8.1f us   max %8.1f us%n",
        what,
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        sorted[sorted.length - 1] / 1e3);
  }

  /** Sends the file again and again. */
  private static final class FileLoop {

    private final MsrpSession session;
    private final Path file;
    private volatile long begun;
    private volatile long before;
    private volatile long octets;
    private volatile Transfer current;
    private volatile boolean stopped;

    FileLoop(MsrpSession session, Path file) throws IOException {
      this.session = session;
      this.file = file;
      this.current = session.send(OutgoingFile.of(file));
    }

    void start() {
      var unused = current.delivery().thenAccept(this::again);
    }

    private void again(Delivery fate) {
      octets = sent();
      if (stopped) {
        return;
      }
      if (!fate.successful()) {
        System.out.println("the file failed: " + fate);
        return;
      }
      try {
        current = session.send(OutgoingFile.of(file));
        start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Counts from now on. */
    void restart() {
      before = sent();
      begun = System.nanoTime();
    }

    void report() {
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT, "files meanwhile: %.0f MB/s%n", (sent() - before) / 1e6 / seconds);
    }

    void stop() {
      stopped = true;
    }

    private long sent() {
      return octets + current.progress().sent();
    }
  }
}
