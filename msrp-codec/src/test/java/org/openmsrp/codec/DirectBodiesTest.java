// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Bodies outside of the heap are searched in blocks; that changes nothing of what they are. */
class DirectBodiesTest {

  /** What a body is made of: much that looks like its end-line and is none. */
  private static final String[] LOOKS_LIKE_IT = {
    "\r\n",
    "-",
    "-------",
    "\r\n-------tid1",
    "\r\n-------tid1!\r\n",
    "\n-------tid1$\r\n",
    "\r\n-------tid1$\r\r",
    "------tid1",
    "tid1",
    "d",
    "\r\n-------tid2$\r\n",
    "\r",
    "\n"
  };

  @Property(tries = 500)
  @Conformance("4975-7.1-19")
  void decode_bodiesFullOfNearEndLinesOutsideOfTheHeap_areWhatTheyAreOnIt(
      @ForAll long seed, @ForAll @IntRange(max = 40) int lookalikes) {
    Random random = new Random(seed);
    byte[] stream = Wire.octets(frame(random, lookalikes) + frame(random, 0) + frame(random, 3));
    int[] cuts = random.ints(random.nextInt(3), 0, stream.length).sorted().toArray();

    List<String> direct = Trace.of(DecoderLimits.DEFAULT, Trace.Memory.DIRECT, stream, cuts);

    assertThat(direct).isEqualTo(Trace.of(stream));
  }

  @Test
  void decode_longBodyOutsideOfTheHeap_comesInFewPieces() {
    byte[] body = new byte[100_000];
    new Random(7).nextBytes(body);
    Sizes sizes = new Sizes();
    String head = Wire.send("Message-ID: msg1", "Content-Type: a/b") + "\r\n";
    byte[] frame = Wire.octets(head + text(body) + "\r\n" + Wire.end("$"));

    new ChunkDecoder(DecoderLimits.DEFAULT)
        .decode(ByteBuffer.allocateDirect(frame.length).put(frame).flip(), sizes);

    assertThat(sizes.pieces.stream().mapToInt(size -> size).sum()).isEqualTo(body.length);
    assertThat(sizes.pieces).hasSizeLessThan(10);
  }

  private static String frame(Random random, int lookalikes) {
    byte[] body = new byte[1024 + random.nextInt(6000)];
    random.nextBytes(body);
    StringBuilder text = new StringBuilder(text(body));
    for (int i = 0; i < lookalikes; i++) {
      String piece = LOOKS_LIKE_IT[random.nextInt(LOOKS_LIKE_IT.length)];
      int at = random.nextInt(text.length() - 40);
      text.replace(at, at + piece.length(), piece);
    }
    return Wire.sendOf(text.toString());
  }

  private static String text(byte[] body) {
    StringBuilder text = new StringBuilder(body.length);
    for (byte octet : body) {
      text.append((char) (octet & 0xff));
    }
    return text.toString();
  }

  /** How large the pieces of a body were. */
  private static final class Sizes implements ChunkSink {

    private final List<Integer> pieces = new ArrayList<>();

    @Override
    public void onRequest(RequestHead head) {}

    @Override
    public void onResponse(ResponseHead head) {}

    @Override
    public void onBody(ByteBuffer octets) {
      pieces.add(octets.remaining());
    }

    @Override
    public void onEnd(ContinuationFlag flag) {}

    @Override
    public void onMalformed(MalformedChunk chunk) {
      throw new AssertionError(chunk.toString());
    }
  }
}
