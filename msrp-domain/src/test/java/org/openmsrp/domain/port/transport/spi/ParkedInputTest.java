// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;

class ParkedInputTest {

  private final ParkedInput parked = new ParkedInput(4);
  private final AtomicInteger released = new AtomicInteger();
  private final Journal journal = new Journal().on("bytes", Connection::demand);
  private final FakeConnection connection =
      new FakeConnection(journal) {
        @Override
        protected void pull() {
          parked.deliverTo(this);
        }
      };

  private boolean park(String text, boolean endOfFrame) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    return parked.park(bytes, endOfFrame, released::incrementAndGet);
  }

  @Test
  void deliverTo_piecesAndEndParked_bringsTheEndLast() {
    park("ab", false);
    park("", true);
    parked.end(new CloseReason.PeerClose());
    parked.end(new CloseReason.LocalClose());

    connection.opened().demand();
    connection.runAll();

    assertThat(journal.signals())
        .containsExactly("open", "bytes ab", "bytes |", "closed PeerClose");
    assertThat(released).hasValue(2);
    assertThat(parked.isEmpty()).isTrue();
  }

  @Test
  void deliverTo_oneDemand_leavesTheRestParked() {
    journal.on("bytes", any -> {});
    park("a", false);
    park("b", false);

    connection.opened().demand();
    connection.runAll();

    assertThat(journal.signals()).containsExactly("open", "bytes a");
    assertThat(parked.isEmpty()).isFalse();
  }

  @Test
  void park_beyondTheBound_refusesAndReleases() {
    assertThat(park("abcd", false)).isTrue();

    assertThat(park("e", false)).isFalse();

    assertThat(released).hasValue(1);
  }

  @Test
  void park_emptyPieces_countTowardsTheBound() {
    for (int i = 0; i < 4; i++) {
      assertThat(park("", false)).isTrue();
    }

    assertThat(park("", false)).isFalse();
  }

  @Test
  void park_afterDelivery_hasRoomAgain() {
    park("abcd", false);
    connection.opened().demand();
    connection.runAll();

    assertThat(park("efgh", false)).isTrue();
  }

  @Test
  void clear_piecesParkedBeforeAndAfter_releasesAll() {
    park("a", false);
    parked.clear();

    assertThat(park("b", false)).isFalse();
    assertThat(released).hasValue(2);
  }
}
