// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Cost grows no faster than the input, however hostile. Counted are signals and allocated octets,
 * which are exact on a busy machine; time is the benchmarks' matter.
 */
class LinearCostTest {

  private static final int SIZE = 1 << 20;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<String> units() {
    return Stream.of(
        "x",
        "\r",
        "\n",
        "\r\n",
        "\n\r",
        "-",
        "\n-",
        "\r\n-------",
        "\r\n-------tid",
        "\r\n-------tid1",
        "\r\n-------tid1x",
        "\r\n-------tid1$\r",
        "t",
        "tid1",
        "\r\n-------tid2$\r\n");
  }

  @ParameterizedTest
  @MethodSource("units")
  void decode_bodyOfOneRepeatedUnit_costsInProportion(String unit) {
    byte[] once = body(unit, SIZE);
    byte[] twice = body(unit, 2 * SIZE);
    cost(once, 4096);

    Counter half = cost(once, 4096);
    Counter whole = cost(twice, 4096);

    assertThat(half.octets).isEqualTo(once.length);
    assertThat(whole.octets).isEqualTo(twice.length);
    assertThat(half.signals).isLessThanOrEqualTo(2 * (SIZE / 4096) + 2);
    assertThat(whole.signals).isLessThanOrEqualTo(2 * half.signals + 2);
    assertThat(whole.allocated).isLessThanOrEqualTo(2 * half.allocated + 4096);
    assertThat(half.allocated).isLessThan(SIZE / 8);
  }

  @ParameterizedTest
  @MethodSource("units")
  void decode_bodyInTinyPieces_costsInProportion(String unit) {
    Counter half = cost(body(unit, SIZE / 16), 3);
    Counter whole = cost(body(unit, SIZE / 8), 3);

    assertThat(whole.signals).isLessThanOrEqualTo(2 * half.signals + 2);
    assertThat(half.signals).isLessThanOrEqualTo(2 * (SIZE / 16 / 3) + 4);
  }

  private static byte[] body(String unit, int size) {
    return Wire.octets(unit.repeat(size / unit.length()));
  }

  private static Counter cost(byte[] body, int piece) {
    Counter counter = new Counter();
    ChunkDecoder decoder = new ChunkDecoder(DecoderLimits.DEFAULT);
    decoder.decode(ByteBuffer.wrap(Wire.octets(Wire.send("Content-Type: a/b") + "\r\n")), counter);
    ByteBuffer octets = ByteBuffer.wrap(body);
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int from = 0; from < body.length; from += piece) {
      octets.limit(Math.min(body.length, from + piece)).position(from);
      decoder.decode(octets, counter);
    }
    counter.allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    decoder.decode(ByteBuffer.wrap(Wire.octets("\r\n" + Wire.end("$"))), counter);
    assertThat(decoder.idle()).isTrue();
    return counter;
  }

  private static final class Counter implements ChunkSink {

    private long octets;
    private long signals;
    private long allocated;

    @Override
    public void onRequest(RequestHead head) {}

    @Override
    public void onResponse(ResponseHead head) {}

    @Override
    public void onBody(ByteBuffer slice) {
      octets += slice.remaining();
      signals++;
    }

    @Override
    public void onEnd(ContinuationFlag flag) {}

    @Override
    public void onMalformed(MalformedChunk chunk) {}
  }
}
