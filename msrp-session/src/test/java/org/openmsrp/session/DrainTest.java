// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.uri.MsrpUri;

/** A server that goes out of service, and one that too many connect to. */
class DrainTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private Bench bench = new Bench();
  private MsrpServer server;

  @BeforeEach
  void listen() {
    server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private MsrpSession bind(Expectation expected) {
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    RawPeer peer = bench.connect();
    peer.sends(Bench.knock("bind0001").replace(Bench.LOCAL, expected.path().toString()));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    MsrpSession session = MsrpSession.builder(bench.simulation.await(channel)).start();
    bench.simulation.runUntilIdle();
    return session;
  }

  @Test
  void drain_letsSessionsGoToTheirEndAndTakesNoNewOnes() {
    MsrpSession session = bind(server.expect(SessionOptions.DEFAULT));
    Expectation announced = server.expect(SessionOptions.DEFAULT);
    CompletionStage<MsrpServer> drained = server.drain(HOUR);
    assertThatThrownBy(() -> server.expect(SessionOptions.DEFAULT))
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            e -> assertThat(e.kind()).isEqualTo(MsrpSessionException.Kind.CLOSED));
    MsrpSession late = bind(announced);
    session.close();
    bench.simulation.runUntilIdle();
    assertThat(drained.toCompletableFuture()).isNotDone();
    late.close();
    assertThat(bench.simulation.await(drained)).isSameAs(server);
    MsrpServer next = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    assertThat(next.uri()).as("the port is free").isEqualTo(server.uri());
  }

  @Test
  void drain_withoutSessions_isDoneAtOnce() {
    assertThat(bench.simulation.await(server.drain(HOUR))).isSameAs(server);
  }

  @Test
  void drain_whoseTimeIsOver_endsWhatIsLeft() {
    MsrpSession session = bind(server.expect(SessionOptions.DEFAULT));
    CompletionStage<MsrpServer> drained = server.drain(HOUR);
    bench.advance(HOUR.minusSeconds(1));
    assertThat(session.state()).isInstanceOf(SessionState.Active.class);
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.simulation.await(session.ended())).isEqualTo(new SessionEnd.ClosedLocally());
    assertThat(drained.toCompletableFuture()).isCompleted();
  }

  @Test
  void connections_beyondTheRoom_takeThePlaceOfTheOneThatWaitsLongest() {
    bench.close();
    bench =
        new Bench(builder -> builder.limits(MsrpLimits.builder().unboundConnections(2).build()));
    listen();
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      peers.add(bench.connect());
    }
    assertThat(peers).allSatisfy(peer -> assertThat(peer.closed()).isEmpty());
    Expectation expected = server.expect(SessionOptions.DEFAULT);
    expected.complete(Bench.REMOTE_PATH);
    peers.get(0).sends(Bench.knock("bind0001").replace(Bench.LOCAL, expected.path().toString()));
    peers.add(bench.connect());
    assertThat(peers).allSatisfy(peer -> assertThat(peer.closed()).isEmpty());
    peers.add(bench.connect());
    assertThat(peers.get(0).closed()).as("the one with a session").isEmpty();
    assertThat(peers.get(1).closed()).as("the one that waits longest").isPresent();
    peers.get(2).breaksOff();
    peers.add(bench.connect());
    assertThat(peers.get(3).closed()).isEmpty();
    assertThat(peers.get(4).closed()).isEmpty();
  }
}
