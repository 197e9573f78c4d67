// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.ScheduledTimers;

/**
 * An RFC 4976 relay in the process of a test: AUTH with digest, forwarding of requests and
 * responses over any number of hops, its own failure reports, expiry. Nothing is dropped for want
 * of room: whoever sends too fast is not read for a while. Safe for use by many threads.
 *
 * <p>A URI that it grants is valid on the connection that asked for it, also where that is another
 * relay's: if the connection breaks, the client asks anew.
 */
public final class EmbeddedRelay implements AutoCloseable {

  private final EmbeddedRelayBuilder plan;
  private final RelaySetup setup;
  private final RelayHub hub;
  private final @Nullable ScheduledTimers ownTimers;
  private volatile List<MsrpUri> uris = List.of();

  EmbeddedRelay(EmbeddedRelayBuilder plan, RelaySetup setup, @Nullable ScheduledTimers ownTimers) {
    this.plan = plan;
    this.setup = setup;
    this.ownTimers = ownTimers;
    this.hub = new RelayHub(setup);
  }

  /**
   * Builds a relay.
   *
   * @return a builder; it needs at least one address
   */
  public static EmbeddedRelayBuilder builder() {
    return new EmbeddedRelayBuilder();
  }

  /**
   * The relay's address, to be given to clients: that of the first listener.
   *
   * @return a URI without a session id
   */
  public MsrpUri uri() {
    return uris.get(0);
  }

  /**
   * The addresses of all listeners, in the order in which they were asked for.
   *
   * @return URIs without session ids
   */
  public List<MsrpUri> uris() {
    return uris;
  }

  /**
   * Makes the relay do wrong from now on, besides what it does wrong already.
   *
   * @param faults what to do wrong
   */
  public void inject(RelayFault... faults) {
    setup.inject(faults);
  }

  /**
   * Answers every AUTH for this relay with this status from now on.
   *
   * @param status for example 403, 404, 408 or 501
   */
  public void refuse(MsrpStatus status) {
    setup.forceAnswer(status);
  }

  /**
   * Holds every forwarded request back for this long from now on; their order stays.
   *
   * @param delay not negative
   */
  public void delay(Duration delay) {
    setup.delay(delay);
  }

  /**
   * Grants URIs for other times from now on.
   *
   * @param range shortest, usual and longest
   */
  public void expiry(ExpiryRange range) {
    setup.expiry(range);
  }

  /** Forgets all nonces: the next use of one is answered as stale. */
  public void expireNonces() {
    synchronized (hub) {
      hub.desk().forgetNonces();
    }
  }

  /** Forgets all grants: requests for them are answered 481. */
  public void expireGrants() {
    synchronized (hub) {
      hub.grants().clear();
    }
  }

  /** Ends all faults, delays and forced answers. */
  public void heal() {
    setup.heal();
  }

  /**
   * What the relay has done and holds.
   *
   * @return a snapshot
   */
  public RelayStatistics statistics() {
    return hub.statistics();
  }

  /** Dies at once: stops listening, resets all connections, forgets everything. */
  public void kill() {
    synchronized (hub) {
      hub.listeners().forEach(listener -> listener.binding().close());
      hub.listeners(List.of());
      hub.abortAll();
    }
  }

  /**
   * Listens again on the same addresses after {@link #kill}.
   *
   * @return completes when it listens
   */
  public CompletionStage<EmbeddedRelay> restart() {
    return listen();
  }

  /** Dies for good. Idempotent. */
  @Override
  public void close() {
    kill();
    if (ownTimers != null) {
      ownTimers.close();
    }
  }

  CompletionStage<EmbeddedRelay> listen() {
    List<CompletableFuture<Listener>> opening = new ArrayList<>();
    for (int i = 0; i < plan.wanted.size(); i++) {
      opening.add(open(plan.wanted.get(i), i).toCompletableFuture());
    }
    return CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
        .handle((nothing, failure) -> opened(opening, failure));
  }

  private CompletionStage<Listener> open(EmbeddedRelayBuilder.Wanted wanted, int index) {
    Endpoint endpoint = wanted.endpoint();
    if (!uris.isEmpty()) {
      endpoint = endpoint.withPort(uris.get(index).port().orElseThrow());
    }
    BindOptions options = BindOptions.DEFAULT;
    if (setup.credentials().isPresent()) {
      options = options.withTls(setup.credentials().get());
    }
    return wanted
        .transport()
        .acceptor()
        .bind(endpoint, options, this::newPeer)
        .thenApply(
            binding ->
                new Listener(
                    wanted.transport(),
                    binding,
                    Listener.uri(binding.localEndpoint(), plan.host())));
  }

  private ConnectionHandler newPeer() {
    return new RelayPeer(hub, true);
  }

  private EmbeddedRelay opened(
      List<CompletableFuture<Listener>> opening, @Nullable Throwable failure) {
    List<Listener> open =
        opening.stream()
            .filter(one -> !one.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .toList();
    if (failure != null) {
      open.forEach(listener -> listener.binding().close());
      opening.forEach(CompletableFuture::join);
    }
    synchronized (hub) {
      hub.listeners(open);
    }
    uris = open.stream().map(Listener::uri).toList();
    return this;
  }
}
