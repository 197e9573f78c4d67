// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.TransportException;

class MembersTest {

  private final Members members = new Members("connector");
  private final List<TransportException> given = new ArrayList<>();

  @Test
  void giveUp_members_areToldWhyOnce() {
    members.add(given::add);
    members.giveUp();
    assertThat(given).hasSize(1);
    assertThat(given.get(0).kind()).isEqualTo(TransportException.Kind.TRANSPORT_CLOSED);
    assertThat(given.get(0)).hasMessage("connector is closed");
  }

  @Test
  void giveUp_whoEndedBefore_isToldNothing() {
    Members.Member ended = given::add;
    members.add(ended);
    members.remove(ended);
    members.giveUp();
    assertThat(given).isEmpty();
  }

  @Test
  void add_afterTheOthersWereGivenUp_isGivenUpAtOnce() {
    members.giveUp();
    members.add(given::add);
    assertThat(given).hasSize(1);
  }
}
