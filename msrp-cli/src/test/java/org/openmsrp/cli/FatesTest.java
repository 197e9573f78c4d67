// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmsrp.session.SessionEnd;

class FatesTest {

  @Test
  void closed_idleSession_isNotSaidToBeClosedHere() {
    Event.Closed closed = Fates.closed(new SessionEnd.Idle(Duration.ofSeconds(3)));

    assertThat(closed)
        .isEqualTo(new Event.Closed("timed-out", "nothing was sent or received for 3.0 s"));
  }

  @Test
  void closed_silentPeer_isTimedOut() {
    assertThat(Fates.closed(new SessionEnd.PeerSilent()))
        .isEqualTo(new Event.Closed("timed-out", "the peer did not answer a keep-alive"));
  }

  @Test
  void closed_byPeer_saysSo() {
    assertThat(Fates.closed(new SessionEnd.ClosedByPeer()))
        .isEqualTo(new Event.Closed("closed-by-peer", "the peer closed the session"));
  }
}
