// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.testkit.tck.NothingLeft;

/**
 * Attacks over real sockets, one after the other on each ground: each is fended off as it should
 * be, an honest session on the same server goes on meanwhile, and nothing is left of the attacker's
 * connections.
 */
@Timeout(300)
@ExtendWith(NothingLeft.class)
class AttackTest {

  private static final int SCALE = 30;
  private static final MsrpLimits LIMITS =
      MsrpLimits.builder().unboundConnections(15).sessionInMemory(4 << 20).build();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOOPBACK")
  void server_underEachAttack_defendsItselfAndServesOthers(Ground ground) {
    try (Target target = new Target(ground, LIMITS, MsrpTimeouts.DEFAULT)) {
      Stream<Attack> attacks =
          Arrays.stream(Attack.values()).filter(attack -> attack.possibleOn(ground));
      attacks.forEach(attack -> fendOff(attack, target));
    }
  }

  private static void fendOff(Attack attack, Target target) {
    long before = target.connections();
    target.exchange();
    try (Field field = new Field(target, SCALE, Optional.empty())) {
      attack.on(field);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(attack + ": " + e.getMessage(), e);
    }
    target.exchange();
    await(attack + " has left nothing")
        .atMost(Target.PATIENCE)
        .pollInterval(Target.LOOK)
        .untilAsserted(() -> assertThat(target.connections()).isEqualTo(before));
  }
}
