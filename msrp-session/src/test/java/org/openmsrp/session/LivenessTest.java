// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;

/** Keep-alive by empty SEND, and the end of sessions that nobody uses. */
class LivenessTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bench bench = new Bench();
  private RawPeer peer;
  private MsrpSession session;

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private void start(UnaryOperator<MsrpSessionBuilder> settings) {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = settings.apply(MsrpSession.builder(bound.channel()).handler(bench.user)).start();
    bench.simulation.runUntilIdle();
  }

  @Test
  @Conformance("4975-12-03")
  void session_byDefault_asksThePeerNothing() {
    start(builder -> builder);
    bench.advance(Duration.ofHours(10));
    assertThat(peer.takes()).isEmpty();
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
  }

  @Test
  void keepAlive_answeredWithAnything_goesOn() {
    start(builder -> builder.keepAlive(MINUTE));
    for (String answer : new String[] {"200 OK", "400 What", "501 Never heard of it"}) {
      bench.advance(MINUTE);
      RawPeer.Frame question = peer.takesFrame();
      assertThat(question.range()).contains("1-0/0");
      assertThat(question.head().headers().contentType()).isEmpty();
      peer.sends(Bench.response(question.head().transactionId(), answer));
    }
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
  }

  @Test
  void keepAlive_unanswered_endsTheSession() {
    start(builder -> builder.keepAlive(MINUTE));
    bench.advance(MINUTE.plusSeconds(29));
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.user.ends).containsExactly(new SessionEnd.PeerSilent());
    assertThat(peer.closed()).isPresent();
  }

  @Test
  void keepAlive_whileThePeerIsHeard_isNotNeeded() {
    start(builder -> builder.keepAlive(MINUTE));
    for (int i = 0; i < 5; i++) {
      bench.advance(Duration.ofSeconds(40));
      peer.sends(Bench.text("text000" + i, "m00" + i, "hello"));
      assertThat(peer.takesFrame().code()).isEqualTo(200);
    }
  }

  @Test
  void keepAlive_refused481_endsTheSession() {
    start(builder -> builder.keepAlive(MINUTE));
    bench.advance(MINUTE);
    peer.sends(Bench.response(peer.takesFrame().head().transactionId(), "481 Gone"));
    assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.Refused.class);
  }

  @Test
  void idleTimeout_withoutTraffic_endsTheSessionThoughItIsKeptAlive() {
    start(builder -> builder.keepAlive(MINUTE).idleTimeout(Duration.ofMinutes(5)));
    for (int i = 0; i < 4; i++) {
      bench.advance(MINUTE);
      peer.sends(Bench.response(peer.takesFrame().head().transactionId(), "200 OK"));
    }
    bench.advance(MINUTE);
    assertThat(bench.user.ends).containsExactly(new SessionEnd.Idle(Duration.ofMinutes(5)));
  }

  @Test
  void idleTimeout_withTrafficEitherWay_beginsAnew() {
    start(builder -> builder.idleTimeout(MINUTE));
    bench.advance(Duration.ofSeconds(50));
    session.send("hello");
    String id = peer.takesFrame().head().transactionId();
    peer.sends(Bench.response(id, "200 OK"));
    bench.advance(Duration.ofSeconds(50));
    peer.sends(Bench.text("text0001", "m001", "hello"));
    bench.advance(Duration.ofSeconds(50));
    assertThat(bench.user.ends).isEmpty();
    bench.advance(Duration.ofSeconds(11));
    assertThat(bench.user.ends).hasSize(1);
  }

  @Test
  void intervals_thatAreNotPositive_areRefused() {
    MsrpSessionBuilder builder = MsrpSession.builder(bench.passive().channel());
    assertThatThrownBy(() -> builder.keepAlive(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.idleTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
