// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.codec.EndLineScanner;

/**
 * How fast is a body searched for its end-line, compared with the plain loop and with copying the
 * octets, and does any body make it slow? One operation is 128 KiB of body, in the size of a read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EndLineScanBenchmark {

  private static final int SIZE = 128 * 1024;

  /** Enough that a processor can't learn by heart which way the branches go. */
  private static final int PIECES = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] endLine =
      ("\r\n-------" + BodyKind.TRANSACTION_ID + "$\r\n").getBytes(StandardCharsets.US_ASCII);
  private final int[] shifts = new int[256];
  private final byte[] octets = new byte[PIECES * SIZE];
  private final byte[] copy = new byte[SIZE];
  private final ByteBuffer heap = ByteBuffer.wrap(octets);
  private final ByteBuffer direct = ByteBuffer.allocateDirect(PIECES * SIZE);
  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private final BodyCounter sink = new BodyCounter(head -> {});
  private final EndLineScanner scanner = new EndLineScanner("bbbbbbbbbbbb");

  private int from;

  /** The body. */
  @Param public BodyKind body = BodyKind.RANDOM;

  /** Begins a SEND that does not end. */
  @Setup(Level.Trial)
  public void begin() {
    System.arraycopy(body.octets(octets.length), 0, octets, 0, octets.length);
    direct.put(octets);
    Arrays.fill(shifts, endLine.length);
    for (int i = 0; i < endLine.length - 1; i++) {
      shifts[endLine[i] & 255] = endLine.length - 1 - i;
    }
    decoder.decode(ByteBuffer.wrap(Heads.send(BodyKind.TRANSACTION_ID)), sink);
  }

  /** The bound: every octet is read and written once. */
  @Benchmark
  public byte[] memoryCopy() {
    System.arraycopy(octets, next(), copy, 0, SIZE);
    return copy;
  }

  /** Looks at every octet. */
  @Benchmark
  public int naive() {
    int found = 0;
    int to = next() + SIZE - endLine.length;
    for (int i = from; i <= to; i++) {
      if (octets[i] == '\r' && matches(i)) {
        found++;
      }
    }
    return found;
  }

  /** Looks for CR eight octets at a time. */
  @Benchmark
  public int swarCr() {
    int found = 0;
    int to = next() + SIZE - endLine.length;
    for (int i = from; i + 8 <= to; i += 8) {
      long word = (long) LONG.get(octets, i) ^ 0x0d0d0d0d0d0d0d0dL;
      long hits = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
      while (hits != 0) {
        if (matches(i + (Long.numberOfTrailingZeros(hits) >>> 3))) {
          found++;
        }
        hits &= hits - 1;
      }
    }
    return found;
  }

  /** Horspool's algorithm: skips by a table. */
  @Benchmark
  public int horspool() {
    int found = 0;
    int last = endLine.length - 1;
    int to = next() + SIZE;
    for (int i = from + last; i < to; i += shifts[octets[i] & 255]) {
      if (octets[i] == endLine[last] && matches(i - last)) {
        found++;
      }
    }
    return found;
  }

  /** The decoder on a buffer with an array, lending the body to a sink. */
  @Benchmark
  public long decodeHeap() {
    decoder.decode(next(heap), sink);
    return sink.octets;
  }

  /** The decoder on a buffer outside of the heap. */
  @Benchmark
  public long decodeDirect() {
    decoder.decode(next(direct), sink);
    return sink.octets;
  }

  /** The sender's scan before it writes. */
  @Benchmark
  public void scanToSend(Blackhole hole) {
    hole.consume(scanner.scan(next(heap)));
  }

  /** The same for octets outside of the heap, such as a file's. */
  @Benchmark
  public void scanToSendDirect(Blackhole hole) {
    hole.consume(scanner.scan(next(direct)));
  }

  private int next() {
    from = (from + SIZE) % octets.length;
    return from;
  }

  private ByteBuffer next(ByteBuffer buffer) {
    int begin = next();
    return buffer.limit(begin + SIZE).position(begin);
  }

  private boolean matches(int at) {
    for (int k = 0; k < endLine.length; k++) {
      if (octets[at + k] != endLine[k]) {
        return false;
      }
    }
    return true;
  }
}
