// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** Finds the listener on the network and joins two ends. */
final class LoopbackConnector implements TransportConnector {

  private final LoopbackTransport transport;
  private final OrderedSet<Attempt> attempts = new OrderedSet<>();
  private final OrderedSet<LoopbackConnection> connections = new OrderedSet<>();
  private volatile boolean closed;

  LoopbackConnector(LoopbackTransport transport) {
    this.transport = transport;
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
    Attempt attempt = newAttempt(remote, options, handler);
    CompletionStage<Connection> stage = attempt.stage();
    attempts.add(attempt);
    stage.whenComplete((connection, failure) -> forget(attempt));
    if (closed) {
      attempt.fail(closedFailure());
      return stage;
    }
    attempt.startTimer(transport.timers());
    attempt.knock().run();
    return stage;
  }

  private Attempt newAttempt(Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
    Gate gate = transport.network().gate(remote);
    return new Attempt(remote, options, handler, transport::execute, gate, this::knock);
  }

  private void knock(Attempt attempt) {
    Endpoint remote = attempt.remote();
    LoopbackBinding listener = transport.network().listener(remote);
    if (transport.network().gate(remote).postpone(attempt.knock())) {
      return; // The timeout of the attempt goes on.
    }
    if (!transport.schemes().contains(remote.scheme())) {
      attempt.fail(new TransportException(Kind.UNREACHABLE, "scheme not served: " + remote));
    } else if (listener == null) {
      refuse(attempt);
    } else {
      attempt.travel(
          transport.timers(),
          transport.network().roundTrip(),
          () -> listener.transport().execute(() -> enter(attempt, listener)));
    }
  }

  private void refuse(Attempt attempt) {
    attempt.fail(
        new TransportException(Kind.UNREACHABLE, "connection refused: " + attempt.remote()));
  }

  /** On a thread of the listener's transport. */
  private void enter(Attempt attempt, LoopbackBinding listener) {
    if (!transport.network().listens(listener)) {
      refuse(attempt);
      return;
    }
    Endpoint local = ConnectionPair.clientAddress(transport.network(), attempt.remote());
    TransportException mismatch = ConnectionPair.mismatch(attempt.remote(), listener);
    if (mismatch != null) {
      listener.handlers().onRejected(local, mismatch);
      attempt.fail(mismatch);
    } else if (attempt.undecided()) {
      join(attempt, listener, local);
    }
  }

  private void join(Attempt attempt, LoopbackBinding listener, Endpoint local) {
    ConnectionHandler inbound = newHandler(listener.handlers(), local);
    if (inbound == null) {
      attempt.fail(new TransportException(Kind.RESET, "reset by " + attempt.remote()));
      return;
    }
    ConnectionPair pair = ConnectionPair.of(transport, local, attempt, listener, () -> inbound);
    connections.add(pair.client());
    listener.transport().register(pair.server());
    LoopbackConnection.join(pair.client(), pair.server());
    if (closed) {
      pair.client().abort(closedFailure());
    }
  }

  private static @Nullable ConnectionHandler newHandler(
      ConnectionHandlerFactory handlers, Endpoint remote) {
    try {
      return handlers.newHandler();
    } catch (RuntimeException thrown) {
      handlers.onRejected(
          remote, new TransportException(Kind.HANDLER_FAILED, "handler factory threw", thrown));
      return null;
    }
  }

  private void forget(Attempt attempt) {
    attempts.remove(attempt);
    transport.freeThreads();
  }

  boolean forget(LoopbackConnection connection) {
    return connections.remove(connection);
  }

  int size() {
    return connections.size() + attempts.size();
  }

  @Override
  public void close() {
    closed = true;
    attempts.snapshot().forEach(attempt -> attempt.fail(closedFailure()));
    connections.snapshot().forEach(connection -> connection.abort(closedFailure()));
    transport.freeThreads();
  }

  boolean closed() {
    return closed;
  }

  private static TransportException closedFailure() {
    return new TransportException(Kind.TRANSPORT_CLOSED, "connector was closed");
  }
}
