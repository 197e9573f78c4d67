// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MessageEvent;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionEvent;
import org.openmsrp.session.TransactionEvent;
import org.openmsrp.session.TransactionResult;
import org.openmsrp.testkit.loopback.Simulation;

class MicrometerObserverTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerObserver observer =
      new MicrometerObserver(registry, Tags.of("service", "test"));

  @Test
  void meters_ofAConversation_tellWhatHappened() {
    try (Simulation world = Simulation.inOrder();
        MsrpStack stack = stack(world)) {
      MsrpSession session = session(world, stack);
      world.await(session.send("hello"));
      assertThat(gauge("msrp.connections.open")).isEqualTo(2);
      assertThat(gauge("msrp.sessions.open")).isEqualTo(2);
      assertThat(gauge("msrp.messages.queued")).isZero();
      assertThat(counter("msrp.messages.sent", "fate", "accepted")).isEqualTo(1);
      assertThat(counter("msrp.messages.received", "outcome", "whole")).isEqualTo(1);
      double in = counter("msrp.octets", "direction", "in");
      assertThat(in).isPositive().isEqualTo(counter("msrp.octets", "direction", "out"));
      world.await(session.shutdown(Duration.ofSeconds(5)));
      world.advance(Duration.ofSeconds(5));
      assertThat(gauge("msrp.connections.open")).isZero();
      assertThat(gauge("msrp.sessions.open")).isZero();
      assertThat(counter("msrp.sessions.ended", "reason", "closed-locally")).isEqualTo(1);
      assertThat(counter("msrp.sessions.ended", "reason", "closed-by-peer")).isEqualTo(1);
    }
  }

  private MsrpStack stack(Simulation world) {
    return MsrpStack.builder()
        .transport(world.newTransport())
        .timers(world.time())
        .callbackExecutor(world.executor())
        .blockingExecutor(world.executor())
        .observer(observer)
        .build();
  }

  private static MsrpSession session(Simulation world, MsrpStack stack) {
    DirectAcceptor acceptor = stack.acceptor();
    DirectConnector connector = stack.connector();
    MsrpPath bob = world.await(acceptor.prepare(MsrpUri.parse("msrp://bob.example:2855;tcp")));
    CompletionStage<MsrpChannel> accepted =
        acceptor.complete(world.await(connector.prepare(MsrpUri.parse("msrp://a.example;tcp"))));
    MsrpChannel channel = world.await(connector.complete(bob));
    MsrpSession.builder(world.await(accepted)).handler(IncomingMessage::discard).start();
    return MsrpSession.builder(channel).start();
  }

  @Test
  void queue_ofMessagesWithoutFate_isAGauge() {
    observer.onMessage(new MessageEvent.Queued(500));
    observer.onMessage(new MessageEvent.Queued(70));
    observer.onMessage(new MessageEvent.Settled(500, new Delivery.TimedOut()));
    assertThat(gauge("msrp.messages.queued")).isEqualTo(1);
    assertThat(gauge("msrp.messages.queued.octets")).isEqualTo(70);
    assertThat(counter("msrp.messages.sent", "fate", "timed-out")).isEqualTo(1);
  }

  @Test
  void transactions_byOutcome_haveTheirRoundTrip() {
    for (int millis : List.of(10, 30)) {
      observer.onTransaction(event(MsrpStatus.OK, TransactionResult.Source.PEER, millis));
    }
    observer.onTransaction(event(MsrpStatus.FORBIDDEN, TransactionResult.Source.PEER, 5));
    observer.onTransaction(event(MsrpStatus.TIMEOUT, TransactionResult.Source.LOCAL, 30_000));
    observer.onTransaction(event(MsrpStatus.OK, TransactionResult.Source.LOCAL, 30_000));
    var accepted = registry.get("msrp.transactions").tag("outcome", "accepted").timer();
    assertThat(accepted.count()).isEqualTo(2);
    assertThat(accepted.mean(TimeUnit.MILLISECONDS)).isEqualTo(20);
    assertThat(registry.get("msrp.transactions").tag("outcome", "rejected").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("msrp.transactions.timeouts").counter().count()).isEqualTo(1);
  }

  @Test
  void outcomes_ofSessionsAndMessages_areNamedInTheirOwnWords() {
    observer.onSession(new SessionEvent.Bound("session-1"));
    observer.onSession(new SessionEvent.Ended("session-1", new SessionEnd.PeerSilent()));
    observer.onMessage(new MessageEvent.Incomplete(3, Optional.of(MsrpStatus.STOP_SENDING)));
    observer.onMessage(new MessageEvent.Incomplete(3, Optional.empty()));
    assertThat(counter("msrp.sessions.ended", "reason", "peer-silent")).isEqualTo(1);
    assertThat(counter("msrp.messages.received", "outcome", "refused")).isEqualTo(1);
    assertThat(counter("msrp.messages.received", "outcome", "incomplete")).isEqualTo(1);
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getTag("service")).isEqualTo("test"));
  }

  private static TransactionEvent event(
      MsrpStatus status, TransactionResult.Source source, int millis) {
    return new TransactionEvent(new TransactionResult(status, source), Duration.ofMillis(millis));
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double counter(String name, String key, String value) {
    return registry.get(name).tag(key, value).counter().count();
  }
}
