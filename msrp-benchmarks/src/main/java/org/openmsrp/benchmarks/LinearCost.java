// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;

/**
 * Does any body, however hostile, cost more than its length? Nanoseconds of CPU for each octet, for
 * every kind of body over sizes, over the cuts of reads, and for each chunk over sizes of chunks.
 */
public final class LinearCost {

  private static final int READ = 64 * 1024;
  private static final int RUNS = 9;
  private static final long LEAST_OCTETS = 32 << 20;

  private LinearCost() {}

  /**
   * Prints the tables.
   *
   * @param args none
   */
  public static void main(String[] args) {
    bodies();
    cuts();
    chunks();
  }

  private static void bodies() {
    int[] sizes = {64 << 10, 1 << 20, 16 << 20, 64 << 20};
    System.out.println("| body, ns per octet | 64 KiB | 1 MiB | 16 MiB | 64 MiB |");
    System.out.println("|---|---|---|---|---|");
    for (BodyKind kind : BodyKind.values()) {
      StringBuilder row = new StringBuilder("| ").append(kind).append(" |");
      for (int size : sizes) {
        row.append(" %.3f |".formatted(perOctet(kind.octets(size), READ)));
      }
      System.out.println(row);
    }
  }

  private static void cuts() {
    int[] cuts = {1, 2, 7, 64, 1460, READ};
    System.out.println("| read of octets, ns per octet | 1 | 2 | 7 | 64 | 1460 | 65536 |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (BodyKind kind : BodyKind.values()) {
      StringBuilder row = new StringBuilder("| ").append(kind).append(" |");
      byte[] body = kind.octets(256 << 10);
      for (int cut : cuts) {
        row.append(" %.2f |".formatted(perOctet(body, cut)));
      }
      System.out.println(row);
    }
  }

  private static void chunks() {
    System.out.println("| chunks of | 1 | 10 | 100 | 1000 | 10000 |");
    System.out.println("|---|---|---|---|---|---|");
    StringBuilder perChunk = new StringBuilder("| ns per chunk |");
    StringBuilder perWire = new StringBuilder("| ns per octet on the wire |");
    for (int size : new int[] {1, 10, 100, 1_000, 10_000}) {
      byte[] chunk = chunk(size);
      byte[] many = new byte[chunk.length * (int) (LEAST_OCTETS / 8 / chunk.length)];
      for (int at = 0; at < many.length; at += chunk.length) {
        System.arraycopy(chunk, 0, many, at, chunk.length);
      }
      double octet = least(() -> decode(new byte[0], many, READ), many.length, LEAST_OCTETS);
      perChunk.append(" %.0f |".formatted(octet * chunk.length));
      perWire.append(" %.2f |".formatted(octet));
    }
    System.out.println(perChunk);
    System.out.println(perWire);
  }

  private static byte[] chunk(int size) {
    String head = new String(Heads.send(BodyKind.TRANSACTION_ID), StandardCharsets.US_ASCII);
    String end = "\r\n-------" + BodyKind.TRANSACTION_ID + "+\r\n";
    return (head + "x".repeat(size) + end).getBytes(StandardCharsets.US_ASCII);
  }

  private static double perOctet(byte[] body, int read) {
    byte[] head = Heads.send(BodyKind.TRANSACTION_ID);
    long enough = read < 64 ? LEAST_OCTETS / 32 : LEAST_OCTETS;
    return least(() -> decode(head, body, read), body.length, enough);
  }

  private static void decode(byte[] head, byte[] octets, int read) {
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    BodyCounter sink = new BodyCounter(one -> {});
    decoder.decode(ByteBuffer.wrap(head), sink);
    ByteBuffer all = ByteBuffer.wrap(octets);
    for (int from = 0; from < octets.length; from += read) {
      all.limit(Math.min(octets.length, from + read)).position(from);
      decoder.decode(all, sink);
    }
  }

  /** The least of several runs, each long enough for the clock. */
  private static double least(Runnable run, int octets, long enough) {
    int times = (int) Math.max(1, enough / octets);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int k = 0; k < times; k++) {
        run.run();
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      least = Math.min(least, (double) nanos / times / octets);
    }
    return least;
  }
}
