// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldTest {

  private final List<String> calls = new ArrayList<>();
  private final Hold hold = new Hold(() -> calls.add("claim"), () -> calls.add("release"));

  @Test
  void take_again_claimsOnce() {
    assertThat(hold.take()).isTrue();
    assertThat(hold.take()).isTrue();
    assertThat(calls).containsExactly("claim");
  }

  @Test
  void close_ofWhatWasTaken_releasesOnce() {
    hold.take();
    hold.close();
    hold.close();
    assertThat(calls).containsExactly("claim", "release");
  }

  @Test
  void close_ofWhatWasNeverTaken_releasesNothing() {
    hold.close();
    assertThat(calls).isEmpty();
  }

  @Test
  void take_afterClose_claimsNothing() {
    hold.close();
    assertThat(hold.take()).isFalse();
    assertThat(calls).isEmpty();
  }
}
