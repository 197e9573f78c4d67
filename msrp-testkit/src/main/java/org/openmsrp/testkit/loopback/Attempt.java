// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** One call of {@code connect}: it opens, fails, or is given up, whichever comes first. */
final class Attempt implements Opening {

  private final Endpoint remote;
  private final ConnectOptions options;
  private final ConnectionHandler handler;
  private final Executor executor;
  private final Gate gate;
  private final Runnable knock;
  private final CompletableFuture<Connection> stage = new CompletableFuture<>();
  private Timers.@Nullable Timer timer;
  private Timers.@Nullable Timer arrival;
  private boolean decided;

  Attempt(
      Endpoint remote,
      ConnectOptions options,
      ConnectionHandler handler,
      Executor executor,
      Gate gate,
      Consumer<Attempt> knock) {
    this.remote = remote;
    this.options = options;
    this.handler = handler;
    this.executor = executor;
    this.gate = gate;
    this.knock = () -> executor.execute(() -> knock.accept(this));
    // However the stage ends, cancelled by its user included, the timer goes with it.
    stage().whenComplete((opened, failure) -> settle());
  }

  Endpoint remote() {
    return remote;
  }

  ConnectOptions options() {
    return options;
  }

  /** Asks for the listener, on a thread of the transport. Always the same object. */
  Runnable knock() {
    return knock;
  }

  CompletionStage<Connection> stage() {
    return stage;
  }

  void startTimer(Timers timers) {
    Timers.Timer started = timers.schedule(options.connectTimeout(), this::timedOut);
    boolean late;
    synchronized (this) {
      timer = started;
      late = decided;
    }
    if (late) {
      started.cancel();
    }
  }

  /** Goes on when the handshake has crossed the network, unless the attempt is over by then. */
  void travel(Timers timers, Duration roundTrip, Runnable arrived) {
    if (roundTrip.isZero()) {
      arrived.run();
      return;
    }
    Timers.Timer started = timers.schedule(roundTrip, arrived);
    boolean late;
    synchronized (this) {
      arrival = started;
      late = decided;
    }
    if (late) {
      started.cancel();
    }
  }

  private void timedOut() {
    fail(new TransportException(Kind.TIMEOUT, "no connection to " + remote + " in time"));
  }

  /** Fails the stage, on a thread of the transport, unless the connection has begun to open. */
  void fail(TransportException failure) {
    if (decide()) {
      executor.execute(() -> stage.completeExceptionally(failure));
    }
  }

  /** Whether somebody still waits for the connection. */
  synchronized boolean undecided() {
    return !decided;
  }

  @Override
  public ConnectionHandler handler() {
    return handler;
  }

  @Override
  public boolean begin() {
    return decide() && !stage.isDone();
  }

  @Override
  public boolean complete(Connection connection, @Nullable TransportException failure) {
    return failure == null
        ? stage.complete(connection)
        : stage.completeExceptionally(failure) || stage.isDone();
  }

  private void settle() {
    decide();
    gate.giveUp(knock);
  }

  private boolean decide() {
    Timers.Timer started;
    Timers.Timer travelling;
    synchronized (this) {
      if (decided) {
        return false;
      }
      decided = true;
      started = timer;
      travelling = arrival;
    }
    cancel(started);
    cancel(travelling);
    return true;
  }

  private static void cancel(Timers.@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
