// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Question: what does MSRP cost over each transport, with and without TLS, against a raw copy on
 * the same engine?
 *
 * <p>Usage: {@code java -cp benchmarks.jar org.openmsrp.benchmarks.TransportBenchmark [MiB [ROUNDS
 * [LINE,…]]]}. Both ends are in this process. Each round copies the file raw, by MSRP in chunks of
 * 64 KiB, and raw again; a ratio compares neighbours, and the last column shows the noise.
 */
public final class TransportBenchmark {

  private static final long CHUNK = 64 * 1024;
  private static final int WINDOW = 64;
  private static final int MESSAGES = Integer.getInteger("messages", 50_000);
  private static final int ROUND_TRIPS = Integer.getInteger("roundtrips", 10_000);
  private static final int WARM_UP_ROUNDS = Integer.getInteger("warmup", 4);

  private final Path file;
  private final int rounds;

  private TransportBenchmark(Path file, int rounds) {
    this.file = file;
    this.rounds = rounds;
  }

  /**
   * Runs the benchmark and prints a table.
   *
   * @param args size in MiB (256), rounds (5), names of lines separated by commas (all)
   * @throws Exception if a copy fails
   */
  public static void main(String[] args) throws Exception {
    long mebibytes = args.length > 0 ? Long.parseLong(args[0]) : 256;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    BenchedLine[] lines =
        args.length > 2
            ? Arrays.stream(args[2].split(","))
                .map(BenchedLine::valueOf)
                .toArray(BenchedLine[]::new)
            : BenchedLine.values();
    Path file = randomFile(mebibytes);
    try {
      System.out.printf(
          "| %-19s | %7s | %7s | %7s | %9s | %8s | %8s | %8s |%n",
          "", "raw ns", "MSRP ns", "ratio", "msg/CPU s", "p50 us", "p99 us", "raw/raw");
      TransportBenchmark benchmark = new TransportBenchmark(file, rounds);
      for (BenchedLine line : lines) {
        benchmark.measure(line);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void measure(BenchedLine line) throws Exception {
    RawCopy raw = line.raw();
    try (BenchedSession session = new BenchedSession(line, CHUNK)) {
      double[][] figures = bulk(raw, session);
      session.messages(MESSAGES, WINDOW);
      long before = CpuClock.nanos();
      session.messages(MESSAGES, WINDOW);
      double perSecond = MESSAGES * 1e9 / (CpuClock.nanos() - before);
      session.roundTrips(ROUND_TRIPS);
      long[] trips = session.roundTrips(ROUND_TRIPS);
      System.out.printf(
          Locale.ROOT,
          "| %-19s | %7.3f | %7.3f | %7.2f | %9.0f | %8.1f | %8.1f | %8.2f |%n",
          line,
          median(figures[0]),
          median(figures[1]),
          median(figures[2]),
          perSecond,
          trips[trips.length / 2] / 1e3,
          trips[trips.length * 99 / 100] / 1e3,
          median(figures[3]));
    } finally {
      if (raw instanceof AutoCloseable open) {
        open.close();
      }
    }
  }

  /** Raw cost, MSRP's cost, their ratio, and the ratio of both raw copies, of each round. */
  private double[][] bulk(RawCopy raw, BenchedSession session) throws Exception {
    double[][] figures = new double[4][rounds];
    for (int i = -WARM_UP_ROUNDS; i < rounds; i++) {
      double before = cost(raw);
      double ours = cost(session::copy);
      double after = cost(raw);
      if (i >= 0) {
        figures[0][i] = (before + after) / 2;
        figures[1][i] = ours;
        figures[2][i] = figures[0][i] / ours;
        figures[3][i] = before / after;
      }
    }
    return figures;
  }

  /** Nanoseconds of CPU for an octet, both ends. */
  private double cost(RawCopy copy) throws Exception {
    long before = CpuClock.nanos();
    long octets = copy.copy(file);
    long spent = CpuClock.nanos() - before;
    if (octets != Files.size(file)) {
      throw new IOException("octets are missing: " + octets);
    }
    return (double) spent / octets;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static Path randomFile(long mebibytes) throws IOException {
    Path path = Files.createTempFile("msrp-benchmark", ".bin");
    byte[] block = new byte[1024 * 1024];
    Random random = new Random(4975);
    try (var out = Files.newOutputStream(path)) {
      for (long i = 0; i < mebibytes; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return path;
  }
}
