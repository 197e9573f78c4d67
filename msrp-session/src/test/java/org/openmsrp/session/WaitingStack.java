// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** A stack that waits for something that does not come. */
final class WaitingStack implements AutoCloseable {

  private static final Duration HOUR = Duration.ofHours(1);

  /** Timeouts of an hour each. */
  static final MsrpTimeouts PATIENT =
      new MsrpTimeouts(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR);

  final Bench bench;

  WaitingStack(MsrpTimeouts timeouts) {
    bench = new Bench(builder -> builder.timeouts(timeouts));
  }

  private BooleanSupplier ended(CompletionStage<?> stage) {
    return () -> {
      bench.simulation.runUntilIdle();
      return stage.toCompletableFuture().isDone();
    };
  }

  private MsrpSession session() {
    return requireNonNull(bench.lastSession);
  }

  private RawPeer bound() {
    Bench.Bound bound = bench.passive();
    bench.session(bound.channel());
    return bound.peer();
  }

  BooleanSupplier connecting() {
    DirectConnector connector = bench.connector();
    bench
        .simulation
        .network()
        .conditions(NetworkConditions.PERFECT.withBuffer(1_000).withDelay(HOUR, Duration.ZERO));
    return ended(connector.complete(Bench.REMOTE_PATH));
  }

  BooleanSupplier waitingForThePeer() {
    return ended(bench.acceptor().complete(Bench.REMOTE_PATH));
  }

  BooleanSupplier knocking() {
    CompletionStage<MsrpChannel> channel = bench.connector().complete(Bench.REMOTE_PATH);
    bench.accepted();
    return ended(channel);
  }

  BooleanSupplier unanswered() {
    bound();
    return ended(session().send("hello"));
  }

  BooleanSupplier unreported() {
    RawPeer peer = bound();
    ReportRequest both = new ReportRequest(SuccessReport.YES, FailureReport.YES);
    Transfer transfer = session().send(OutgoingMessage.text("hello").withReports(both));
    peer.sends(Bench.response(peer.takesFrame().head().transactionId(), "200 OK"));
    return ended(transfer.delivery());
  }

  BooleanSupplier paused() {
    return paused(bound(), Bench.REMOTE);
  }

  BooleanSupplier pausedForARelay() {
    String path = "msrp://relay.example:1;tcp " + Bench.REMOTE;
    CompletionStage<MsrpChannel> channel = bench.acceptor().completeWithAnyPeer();
    RawPeer peer = bench.connect();
    peer.sends(Bench.knock("bind0001").replace(Bench.REMOTE, path));
    bench.session(bench.simulation.await(channel));
    return paused(peer, path);
  }

  private BooleanSupplier paused(RawPeer peer, String path) {
    bench.user.take = false;
    String body = "x".repeat(4 * MsrpLimits.DEFAULT.inboundWindow());
    peer.sends(Bench.send("tran0001", "Message-ID: m001\n", body, '$').replace(Bench.REMOTE, path));
    return () -> !peer.blocked();
  }

  BooleanSupplier stalled() {
    RawPeer peer = bound();
    peer.stopsReading();
    session().send("read, since it was asked for");
    bench.simulation.runUntilIdle();
    session().send("not read");
    bench.simulation.runUntilIdle();
    return ended(session().ended());
  }

  BooleanSupplier unfinished() {
    bound().sends(Bench.send("tran0001", "Message-ID: m001\nByte-Range: 1-*/9\n", "abcd", '+'));
    return () -> !bench.user.failures.isEmpty();
  }

  /** A message is still unanswered, so the close waits for it. */
  BooleanSupplier closing() {
    bound();
    session().send("hello");
    session().close();
    return ended(session().ended());
  }

  @Override
  public void close() {
    bench.close();
  }
}
