// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * The connections that a stack has opened: sessions to the same host, port, transport and scheme
 * share one (RFC 4975 §5.4). All of them have the stack's TLS credentials. A connection lives as
 * long as a session or a claim uses it. Safe for use by many threads.
 */
final class OutboundConnections {

  /** Who wants a connection. One of the two is called, once, unless the claim is withdrawn. */
  interface Claimant {
    /** Within the connection's serial context; it stays open at least until this returns. */
    void onConnection(ConnectionEngine engine);

    /** There is no connection. */
    void onFailure(Endpoint endpoint, Throwable cause);
  }

  private final StackServices services;

  /** One connection can't serve two names: only one of them was proven. */
  private record Key(Endpoint place, Optional<String> serverName) {}

  private final ConcurrentHashMap<Key, Line> open = new ConcurrentHashMap<>();

  OutboundConnections(StackServices services) {
    this.services = services;
  }

  /**
   * Asks for a connection.
   *
   * @param serverName whom TLS asks for, if not the endpoint's host
   * @param sharing whether it may be one that others use as well
   * @return withdraws the claim: a connection that nobody else waits for is given up
   */
  Runnable claim(
      Endpoint endpoint, Optional<String> serverName, boolean sharing, Claimant claimant) {
    Key place = new Key(place(endpoint), serverName);
    Line fresh = new Line(place, sharing);
    while (sharing) {
      Line present = open.putIfAbsent(place, fresh);
      if (present == null) {
        break;
      }
      if (present.join(claimant)) {
        return () -> present.withdraw(claimant);
      }
      open.remove(place, present);
    }
    fresh.open(claimant);
    return () -> fresh.withdraw(claimant);
  }

  /** Host names are the same in any case of letters. */
  private static Endpoint place(Endpoint endpoint) {
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    return new Endpoint(endpoint.scheme(), host, endpoint.port(), endpoint.path());
  }

  /** One connection, from the attempt to its end. */
  private final class Line {

    private enum State {
      CONNECTING,
      CONNECTED,
      GONE
    }

    private final Key place;
    private final boolean sharing;
    private final ConnectionEngine engine = new ConnectionEngine(services.context(), null);
    // Guarded by this; nothing is called while it is held.
    private final List<Claimant> waiting = new ArrayList<>(1);
    private State state = State.CONNECTING;
    private @Nullable CompletableFuture<Connection> connecting;

    Line(Key place, boolean sharing) {
      this.place = place;
      this.sharing = sharing;
    }

    void open(Claimant first) {
      synchronized (this) {
        waiting.add(first);
      }
      try {
        var unused = engine.ended().thenRun(this::end);
        CompletionStage<Connection> attempt =
            services.connect(place.place(), place.serverName(), engine);
        synchronized (this) {
          connecting = attempt.toCompletableFuture();
        }
        attempt.whenComplete((connection, failure) -> connected(failure));
      } catch (MsrpSessionException e) {
        connected(e);
      }
    }

    /** Takes part in the connection; false if it is gone. */
    boolean join(Claimant claimant) {
      synchronized (this) {
        if (state == State.CONNECTING) {
          waiting.add(claimant);
          return true;
        }
        if (state == State.GONE) {
          return false;
        }
      }
      engine.submit(() -> offer(claimant));
      return true;
    }

    void withdraw(Claimant claimant) {
      CompletableFuture<Connection> attempt;
      synchronized (this) {
        boolean last = waiting.remove(claimant) && waiting.isEmpty();
        if (!last || state != State.CONNECTING) {
          return;
        }
        state = State.GONE;
        attempt = connecting;
      }
      open.remove(place, this);
      if (attempt != null) {
        attempt.cancel(false);
      }
      // One that opens nevertheless has no use.
      engine.submit(engine::closeUnused);
    }

    private void connected(@Nullable Throwable failure) {
      List<Claimant> claimants;
      synchronized (this) {
        claimants = List.copyOf(waiting);
        waiting.clear();
        if (state == State.CONNECTING) {
          state = failure == null ? State.CONNECTED : State.GONE;
        }
      }
      if (failure == null) {
        engine.submit(() -> claimants.forEach(this::first));
        return;
      }
      open.remove(place, this);
      Throwable cause = StackServices.unwrap(failure);
      services
          .context()
          .watch()
          .connection(() -> new ConnectionEvent.Failed(place.place(), false, cause));
      claimants.forEach(claimant -> claimant.onFailure(place.place(), cause));
    }

    /** The first use of the connection; within its serial context. */
    private void first(Claimant claimant) {
      if (!engine.lend(claimant::onConnection)) {
        claimant.onFailure(place.place(), new IllegalStateException("it ended at once"));
      }
    }

    /** A later use; a connection that is about to end is no use, so another one is made. */
    private void offer(Claimant claimant) {
      if (!engine.lend(claimant::onConnection)) {
        end();
        claim(place.place(), place.serverName(), sharing, claimant);
      }
    }

    private void end() {
      synchronized (this) {
        state = State.GONE;
      }
      open.remove(place, this);
    }
  }
}
