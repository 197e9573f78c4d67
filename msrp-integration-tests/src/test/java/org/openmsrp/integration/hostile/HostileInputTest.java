// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.testkit.arbitrary.Malformation;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/**
 * Every input that hurt another stack, sent on a bound session, to a server on every ground: what
 * comes back, and whether the session of somebody else on the same server goes on.
 */
@Timeout(60)
class HostileInputTest {

  private static final Map<Ground, Target> TARGETS = new EnumMap<>(Ground.class);

  @AfterAll
  static void close() {
    TARGETS.values().forEach(Target::exchange);
    TARGETS.values().forEach(Target::close);
    TARGETS.clear();
  }

  static Stream<Arguments> inputs() {
    return Arrays.stream(Ground.values())
        .flatMap(
            ground ->
                Arrays.stream(HostileInput.values()).map(input -> Arguments.of(ground, input)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void server_givenHostileInput_answersAsTheTableSaysAndServesOthers(
      Ground ground, HostileInput input) {
    Target target = TARGETS.computeIfAbsent(ground, Target::new);
    try (Target.Prey prey = target.prey();
        ScriptedPeer peer = prey.bind(target.peer())) {
      peer.send(input.octets(prey.frames()));
      target.exchange();
      switch (input.outcome()) {
        case HostileInput.Outcome.ENDS -> {
          peer.expectEnd();
          assertThat(Target.join(prey.session().ended()))
              .isInstanceOf(SessionEnd.ProtocolError.class);
        }
        case HostileInput.Outcome.SILENCE -> {}
        default -> peer.expectResponse(Frames.ID, input.outcome());
      }
      if (input.outcome() != HostileInput.Outcome.ENDS) {
        peer.send(prey.frames().knock("after001")).expectResponse("after001", 200).expectNoOther();
      }
    }
  }

  static Stream<Arguments> malformations() {
    return Arrays.stream(Ground.values())
        .flatMap(
            ground -> Arrays.stream(Malformation.values()).map(way -> Arguments.of(ground, way)));
  }

  /** What of it is answered stands above; here nothing of it is taken, on any ground. */
  @ParameterizedTest
  @MethodSource("malformations")
  void server_givenMalformedMessage_takesNothingOfItAndServesOthers(
      Ground ground, Malformation malformation) {
    Target target = TARGETS.computeIfAbsent(ground, Target::new);
    AtomicInteger taken = new AtomicInteger();
    try (Target.Prey prey = target.prey(message -> discard(message, taken));
        ScriptedPeer peer = prey.bind(target.peer())) {
      peer.send(malformation.frame(prey.path, MsrpPath.parse(prey.from), "hello"));
      target.exchange();
      if (ground.sockets()) {
        peer.halfClose().expectEnd();
      } else {
        peer.close();
      }
      // Behind this, nothing of the session waits for its user any more.
      assertThat(Target.join(prey.session().ended())).isNotNull();
      target.exchange();
    }
    assertThat(taken).hasValue(0);
  }

  private static void discard(IncomingMessage message, AtomicInteger taken) {
    taken.incrementAndGet();
    message.discard();
  }
}
