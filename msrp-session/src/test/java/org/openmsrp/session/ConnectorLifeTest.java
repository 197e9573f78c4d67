// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;

/** The calls of connectors and acceptors out of order, and their end at every step. */
class ConnectorLifeTest {

  private final Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Nested
  class Order {

    @Test
    @Conformance("4975-3-01")
    void connectorComplete_beforePrepare_throwsWrongState() {
      DirectConnector connector = bench.stack.connector();
      assertThatThrownBy(() -> connector.complete(Bench.REMOTE_PATH))
          .isInstanceOfSatisfying(MsrpSessionException.class, Order::isWrongState);
    }

    @Test
    void connectorPrepare_twice_throwsWrongState() {
      DirectConnector connector = bench.connector();
      assertThatThrownBy(connector::prepare)
          .isInstanceOfSatisfying(MsrpSessionException.class, Order::isWrongState);
    }

    @Test
    void acceptorComplete_beforePrepare_throwsWrongState() {
      DirectAcceptor acceptor = bench.stack.acceptor();
      assertThatThrownBy(() -> acceptor.complete(Bench.REMOTE_PATH))
          .isInstanceOfSatisfying(MsrpSessionException.class, Order::isWrongState);
    }

    @Test
    void acceptorComplete_twice_throwsWrongState() {
      DirectAcceptor acceptor = bench.acceptor();
      acceptor.complete(Bench.REMOTE_PATH);
      assertThatThrownBy(() -> acceptor.complete(Bench.REMOTE_PATH))
          .isInstanceOfSatisfying(MsrpSessionException.class, Order::isWrongState);
    }

    private static void isWrongState(MsrpSessionException failure) {
      assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.WRONG_STATE);
    }
  }

  @Nested
  class Closing {

    @Test
    void connectorClose_prepared_refusesComplete() {
      DirectConnector connector = bench.connector();
      connector.close();
      assertThatThrownBy(() -> connector.complete(Bench.REMOTE_PATH))
          .isInstanceOf(MsrpSessionException.class);
    }

    @Test
    void connectorClose_connecting_failsCompleteAndLeavesNoConnection() {
      DirectConnector connector = bench.connector();
      CompletionStage<MsrpChannel> channel = connector.complete(Bench.REMOTE_PATH);
      connector.close();
      assertThat(bench.failure(channel).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
      assertThat(bench.accepted).allSatisfy(peer -> assertThat(peer.takes()).isEmpty());
    }

    @Test
    void connectorClose_binding_failsCompleteAndClosesConnection() {
      DirectConnector connector = bench.connector();
      CompletionStage<MsrpChannel> channel = connector.complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      connector.close();
      assertThat(bench.failure(channel).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
      assertThat(peer.closed()).isPresent();
    }

    @Test
    void connectorClose_bound_leavesChannelAlone() {
      DirectConnector connector = bench.connector();
      CompletionStage<MsrpChannel> channel = connector.complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.accepted();
      peer.sends(Bench.response("tid0001", "200 OK"));
      bench.simulation.await(channel);
      connector.close();
      assertThat(peer.closed()).isEmpty();
    }

    @Test
    void acceptorClose_beforePrepare_failsPrepare() {
      DirectAcceptor acceptor = bench.stack.acceptor();
      acceptor.close();
      assertThat(bench.failure(acceptor.prepare()).kind())
          .isEqualTo(MsrpSessionException.Kind.CLOSED);
      assertThat(bench.simulation.network().listening()).isZero();
    }

    @Test
    void acceptorClose_prepared_stopsListening() {
      bench.acceptor().close();
      bench.simulation.runUntilIdle();
      assertThat(bench.simulation.network().listening()).isZero();
    }

    @Test
    void acceptorClose_waiting_failsComplete() {
      DirectAcceptor acceptor = bench.acceptor();
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      acceptor.close();
      assertThat(bench.failure(channel).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
    }

    @Test
    void acceptorClose_knockWaiting_refusesIt481() {
      DirectAcceptor acceptor = bench.acceptor();
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001"));
      acceptor.close();
      assertThat(peer.takesFrame().code()).isEqualTo(481);
      assertThat(peer.closed()).isPresent();
    }

    @Test
    void acceptorClose_bound_leavesChannelAlone() {
      DirectAcceptor acceptor = bench.acceptor();
      CompletionStage<MsrpChannel> channel = acceptor.complete(Bench.REMOTE_PATH);
      RawPeer peer = bench.connect();
      peer.sends(Bench.knock("bind0001"));
      bench.simulation.await(channel);
      acceptor.close();
      acceptor.close();
      assertThat(peer.closed()).isEmpty();
    }
  }
}
