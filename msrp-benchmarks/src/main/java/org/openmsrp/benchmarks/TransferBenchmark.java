// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Question: how much CPU does a file over one plain TCP connection cost, both ends, against a raw
 * copy of the same file between the same two processes?
 *
 * <p>Usage: {@code java -cp benchmarks.jar org.openmsrp.benchmarks.TransferBenchmark [MiB [ROUNDS
 * [CHUNK_KIB,…]]]}. Each round runs raw, then each chunk size with a raw run after it, so that a
 * ratio compares neighbours; the raw/raw ratio shows the noise.
 */
public final class TransferBenchmark implements AutoCloseable {

  private static final int KIB = 1024;

  /** Until the compilers have settled: before that, they take more CPU than the transfers. */
  private static final int WARM_UP_ROUNDS = Integer.getInteger("warmup", 10);

  private final Path file;
  private final Peer receiver;
  private final Peer sender;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  private TransferBenchmark(long mebibytes) throws IOException {
    file = randomFile(mebibytes);
    receiver = new Peer(file);
    sender = new Peer(file);
  }

  /**
   * Runs the benchmark and prints a table.
   *
   * @param args size in MiB (512), rounds (7), chunk sizes in KiB (1024,64,16,2)
   * @throws IOException if a process or the file fails
   */
  public static void main(String[] args) throws IOException {
    long mebibytes = args.length > 0 ? Long.parseLong(args[0]) : 512;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    String chunks = args.length > 2 ? args[2] : "1024,64,16,2";
    long[] sizes = Arrays.stream(chunks.split(",")).mapToLong(Long::parseLong).toArray();
    try (TransferBenchmark benchmark = new TransferBenchmark(mebibytes)) {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        benchmark.round(sizes);
      }
      benchmark.runs.clear();
      for (int i = 0; i < rounds; i++) {
        benchmark.round(sizes);
      }
      benchmark.print();
    }
  }

  private void round(long[] sizes) throws IOException {
    double before = raw();
    double again = raw();
    note("raw / raw", before, again);
    for (long size : sizes) {
      double ours = msrp(size * KIB);
      double after = raw();
      note("raw / msrp " + size + " KiB", (again + after) / 2, ours);
      again = after;
    }
  }

  private void note(String name, double raw, double other) {
    runs.computeIfAbsent(name, key -> new ArrayList<>()).add(new Run(raw / other, other));
  }

  private double raw() throws IOException {
    receiver.say("raw-receive");
    sender.say("raw-send " + receiver.answer("at"));
    return perOctet();
  }

  private double msrp(long chunk) throws IOException {
    receiver.say("msrp-receive");
    sender.say("msrp-send " + chunk + " " + receiver.answer("at"));
    return perOctet();
  }

  private double perOctet() throws IOException {
    long size = Files.size(file);
    return (double) (cpu(sender, size) + cpu(receiver, size)) / size;
  }

  private static long cpu(Peer peer, long size) throws IOException {
    String[] words = peer.answer("cpu").split(" ");
    if (Long.parseLong(words[2]) != size) {
      throw new IOException("octets are missing: " + String.join(" ", words));
    }
    return Long.parseLong(words[0]);
  }

  private void print() {
    System.out.printf(
        "| %-20s | %8s | %8s | %8s | %9s |%n", "CPU", "median", "min", "max", "ns/octet");
    System.out.println("|----------------------|----------|----------|----------|-----------|");
    runs.forEach(
        (name, values) -> {
          double[] ratios = values.stream().mapToDouble(Run::ratio).sorted().toArray();
          double[] costs = values.stream().mapToDouble(Run::nanosPerOctet).sorted().toArray();
          System.out.printf(
              Locale.ROOT,
              "| %-20s | %8.2f | %8.2f | %8.2f | %9.3f |%n",
              name,
              ratios[ratios.length / 2],
              ratios[0],
              ratios[ratios.length - 1],
              costs[costs.length / 2]);
        });
  }

  private record Run(double ratio, double nanosPerOctet) {}

  private static Path randomFile(long mebibytes) throws IOException {
    Path path = Files.createTempFile("msrp-benchmark", ".bin");
    byte[] block = new byte[KIB * KIB];
    Random random = new Random(4975);
    try (var out = Files.newOutputStream(path)) {
      for (long i = 0; i < mebibytes; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return path;
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
    Files.deleteIfExists(file);
  }

  /** A process that does one side of each run. */
  private static final class Peer implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    Peer(Path file) throws IOException {
      String java = ProcessHandle.current().info().command().orElse("java");
      process =
          new ProcessBuilder(
                  java,
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  TransferPeer.class.getName(),
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      output = process.inputReader();
    }

    void say(String command) {
      try {
        process.outputWriter().write(command + "\n");
        process.outputWriter().flush();
      } catch (IOException e) {
        throw new UncheckedIOException("a benchmark process has ended", e);
      }
    }

    String answer(String kind) throws IOException {
      String line = output.readLine();
      if (line == null || !line.startsWith(kind + " ")) {
        throw new IOException("expected " + kind + ", got " + line);
      }
      return line.substring(kind.length() + 1);
    }

    @Override
    public void close() throws IOException {
      process.outputWriter().close();
      process.destroy();
    }
  }
}
