// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.DecoderLimits;

/**
 * What does a head cost, in CPU and garbage (run with {@code -prof gc}), compared with a parser
 * that makes strings of all headers at once and decodes none of their values? One operation is one
 * SEND of an empty body, or one 200; each has a transaction id and Message-ID of its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadParseBenchmark {

  private static final int FRAMES = 256;

  private final byte[][] heads = new byte[FRAMES][];
  private final byte[] frames;
  private final ByteBuffer sends;
  private final ByteBuffer responses;
  private final ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
  private @Nullable BodyCounter sink;

  /** Makes the frames. */
  public HeadParseBenchmark() {
    ByteArrayOutputStream allSends = new ByteArrayOutputStream();
    ByteArrayOutputStream allResponses = new ByteArrayOutputStream();
    for (int i = 0; i < FRAMES; i++) {
      String id = "k3.mQ9+aL" + (100 + i);
      heads[i] = Heads.send(id, "Xk3.mQ9+aLw2T" + (100 + i));
      allSends.writeBytes(heads[i]);
      allSends.writeBytes(("\r\n-------" + id + "$\r\n").getBytes(StandardCharsets.US_ASCII));
      allResponses.writeBytes(Heads.ok(id));
    }
    frames = allSends.toByteArray();
    sends = ByteBuffer.wrap(frames);
    responses = ByteBuffer.wrap(allResponses.toByteArray());
  }

  /** Splits the text into lines and the lines into a map. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void splitAndMap(Blackhole hole) {
    for (byte[] head : heads) {
      Map<String, String> fields = new HashMap<>();
      String[] lines = new String(head, StandardCharsets.UTF_8).split("\r\n");
      for (int i = 1; i < lines.length; i++) {
        String[] pair = lines[i].split(": ", 2);
        fields.put(pair[0], pair[1]);
      }
      hole.consume(lines[0].split(" "));
      hole.consume(fields);
    }
  }

  /** One pass over the octets, a string for every name and value, found by name. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void eagerStrings(Blackhole hole) {
    for (int at = 0; at < frames.length; ) {
      EagerFrame frame = new EagerFrame(frames, at);
      at = frame.parse();
      hole.consume(frame);
    }
  }

  /** The decoder: heads with decoded values, end-lines found. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void decodeSends(Blackhole hole) {
    decoder.decode(sends.clear(), sinkInto(hole));
  }

  /** The decoder on responses. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void decodeResponses(Blackhole hole) {
    decoder.decode(responses.clear(), sinkInto(hole));
  }

  private BodyCounter sinkInto(Blackhole hole) {
    BodyCounter current = sink;
    if (current == null) {
      current = new BodyCounter(hole::consume);
      sink = current;
    }
    return current;
  }
}
