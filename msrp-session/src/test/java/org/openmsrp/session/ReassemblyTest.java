// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** Chunks of any cut, in any order, with overlaps, against an array of octets. */
class ReassemblyTest {

  private record Chunk(int from, String octets, boolean last) {

    int to() {
      return from + octets.length();
    }
  }

  @Property(tries = 150)
  @Conformance({
    "4975-7.1.1-23",
    "4975-7.3.1-02",
    "4975-7.3.1-04",
    "4975-7.3.1-05",
    "4975-7.3.1-06"
  })
  void chunks_ofAnyCutAndOrder_giveWhatTheModelHolds(
      @ForAll long seed,
      @ForAll @IntRange(max = 30_000) int total,
      @ForAll @IntRange(max = 12) int cuts,
      @ForAll @IntRange(max = 6) int extra,
      @ForAll @IntRange(min = 1, max = 5_000) int maxRead) {
    Random random = new Random(seed);
    List<Chunk> chunks = cut(random, total, cuts);
    for (int i = 0; i < extra; i++) {
      int from = random.nextInt(total + 1);
      int to = from + random.nextInt(total - from + 1);
      chunks.add(new Chunk(from, letters(random, to - from), false));
    }
    Collections.shuffle(chunks, random);
    try (Bench bench = new Bench()) {
      bench.simulation.network().conditions(NetworkConditions.PERFECT.withMaxRead(maxRead));
      RawPeer peer = receive(bench);
      byte[] model = new byte[total];
      BitSet there = new BitSet();
      boolean lastSeen = false;
      for (int i = 0; i < chunks.size(); i++) {
        boolean complete = lastSeen && there.nextClearBit(0) >= total;
        assertThat(bench.user.texts).hasSize(complete ? 1 : 0);
        if (complete) {
          break;
        }
        Chunk chunk = chunks.get(i);
        peer.sendsOctets(encode(chunk, i, random.nextBoolean() ? total : -1));
        assertThat(peer.takesFrame().code()).isEqualTo(200);
        byte[] octets = chunk.octets().getBytes(ISO_8859_1);
        System.arraycopy(octets, 0, model, chunk.from(), octets.length);
        there.set(chunk.from(), chunk.to());
        lastSeen |= chunk.last();
      }
      assertThat(bench.user.texts).containsExactly(new String(model, ISO_8859_1));
    }
  }

  private static RawPeer receive(Bench bench) {
    Bench.Bound bound = bench.passive();
    bench.session(bound.channel());
    return bound.peer();
  }

  private static List<Chunk> cut(Random random, int total, int cuts) {
    int[] places = new int[cuts + 2];
    for (int i = 0; i < cuts; i++) {
      places[i] = random.nextInt(total + 1);
    }
    places[cuts] = 0;
    places[cuts + 1] = total;
    Arrays.sort(places);
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i <= cuts; i++) {
      String octets = letters(random, places[i + 1] - places[i]);
      chunks.add(new Chunk(places[i], octets, i == cuts));
    }
    return chunks;
  }

  private static String letters(Random random, int size) {
    StringBuilder octets = new StringBuilder(size);
    for (int i = 0; i < size; i++) {
      octets.append((char) ('a' + random.nextInt(26)));
    }
    return octets.toString();
  }

  private static byte[] encode(Chunk chunk, int number, int total) {
    String end = chunk.octets().length() > 2_048 ? "*" : Integer.toString(chunk.to());
    String range = (chunk.from() + 1) + "-" + end + "/" + (total < 0 ? "*" : total);
    return Bench.send(
            "tran%04d".formatted(number),
            "Message-ID: m001\nByte-Range: " + range + "\n",
            chunk.octets(),
            chunk.last() ? '$' : '+')
        .replace("\n", "\r\n")
        .getBytes(ISO_8859_1);
  }
}
