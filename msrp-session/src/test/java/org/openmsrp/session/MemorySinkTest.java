// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A message in memory costs what came of it, wherever its octets lie. */
class MemorySinkTest {

  @Test
  void octets_farAhead_takeAPageEachAndNotTheRoomBefore() {
    MemorySink sink = sink(16 << 20);
    sink.write((16 << 20) - 1, ByteBuffer.allocate(1));
    sink.write(8 << 20, ByteBuffer.allocate(1));
    assertThat(sink.held()).isLessThanOrEqualTo(16 * 1024);
    sink.write(0, ByteBuffer.allocate(100));
    assertThat(sink.held()).isLessThanOrEqualTo(16 * 1024);
  }

  @Test
  void octets_beyondTheLimit_areRefused() {
    MemorySink sink = sink(1_000);
    assertThatThrownBy(() -> sink.write(999, ByteBuffer.allocate(2)))
        .isInstanceOf(MsrpSessionException.class);
  }

  @Property(tries = 300)
  void message_inAnyPieces_isWhatAnArrayWouldHold(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400_000) int size) {
    Random random = new Random(seed);
    byte[] model = new byte[size];
    MemorySink sink = sink(size);
    int largest = 1 + random.nextInt(1 + size / 3);
    for (int i = 0; i < 50; i++) {
      piece(random, largest, model, sink);
    }
    byte[] rest = new byte[size];
    random.nextBytes(rest);
    for (int from = size; from > 0; ) {
      int to = from;
      from = Math.max(0, from - 1 - random.nextInt(largest));
      System.arraycopy(rest, from, model, from, to - from);
      sink.write(from, ByteBuffer.wrap(rest, from, to - from));
    }
    for (int i = 0; i < 20; i++) {
      piece(random, largest, model, sink);
    }
    sink.complete(size);
    sink.tell(size);
    assertThat(Arrays.equals(sink.result().join(), model)).isTrue();
  }

  private static MemorySink sink(int limit) {
    return new MemorySink(new MemoryAllowance(limit, Long.MAX_VALUE, new AtomicLong()));
  }

  private static void piece(Random random, int largest, byte[] model, MemorySink sink) {
    int from = random.nextInt(model.length);
    byte[] octets = new byte[Math.min(1 + random.nextInt(largest), model.length - from)];
    random.nextBytes(octets);
    System.arraycopy(octets, 0, model, from, octets.length);
    sink.write(from, ByteBuffer.wrap(octets));
  }
}
