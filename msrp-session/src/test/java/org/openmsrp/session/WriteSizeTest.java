// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** How much of a file goes with one write, and so how long a word behind it waits. */
class WriteSizeTest {

  private static final int LONG = 14_000_000;
  private static final int FULL = OutboundScheduler.QUANTUM;
  private static final int AMONG_WORDS = 32 * 1024;

  /** Heads and end-lines. */
  private static final int ROOM = 2_048;

  private final List<Integer> writes = new ArrayList<>();
  private final Pair pair = new Pair(builder -> builder.observer(new Sizes()));

  /** Notes the size of each write of a long message. */
  private final class Sizes implements MsrpObserver {
    @Override
    public void onTraffic(Direction direction, int octets) {
      if (direction == Direction.OUT && octets > ROOM) {
        writes.add(octets);
      }
    }
  }

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void write_longMessageAlone_growsToTheFullSize() {
    MsrpSession session = longMessage();
    runUntilWrites(20);
    assertThat(writes.get(writes.size() - 1)).isBetween(FULL - ROOM, FULL + ROOM);
    session.close();
  }

  @Test
  void write_longMessageAmongWords_isSmall() {
    MsrpSession session = longMessage();
    runUntilWrites(20);
    for (int i = 0; i < 10; i++) {
      session.send("word");
      runUntilWrites(writes.size() + 5);
    }
    writes.clear();
    session.send("word");
    runUntilWrites(20);
    assertThat(writes).allMatch(octets -> octets <= AMONG_WORDS + ROOM);
    session.close();
  }

  @Test
  void write_longMessageWhenWordsHaveStopped_isFullAgain() {
    MsrpSession session = longMessage();
    runUntilWrites(20);
    session.send("word");
    runUntilWrites(120);
    assertThat(writes.get(writes.size() - 1)).isGreaterThan(FULL - ROOM);
    session.close();
  }

  /** The first writes go into an empty buffer, so they look fast. */
  @Test
  void write_longMessageAmongWordsOnASlowLine_shrinks() {
    MsrpSession session = longMessage(20_000);
    for (int i = 0; i < 40; i++) {
      session.send("word");
      runUntilWrites(writes.size() + 2);
    }
    assertThat(writes.get(writes.size() - 1)).isLessThan(AMONG_WORDS / 4 + ROOM);
    session.close();
  }

  private MsrpSession longMessage() {
    return longMessage(1_000_000_000);
  }

  private MsrpSession longMessage(long octetsPerSecond) {
    pair.simulation
        .network()
        .conditions(
            NetworkConditions.PERFECT.withBuffer(300_000).withOctetsPerSecond(octetsPerSecond));
    MsrpSession session = pair.sessions().get(0);
    session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG])));
    return session;
  }

  private void runUntilWrites(int count) {
    pair.simulation.runUntil(() -> writes.size() >= count);
  }
}
