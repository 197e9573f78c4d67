// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Connector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.SessionOptions;

/**
 * One session through relays: {@link #prepare} authenticates and gives the path that leads through
 * them, {@link #complete} binds. In between, a request of the peer waits as it does at a server
 * ({@link Expectation}): receiving is the same with and without relays (RFC 4976 §5.3). The grant
 * is renewed before it ends until the connector is closed or the connection ends, so close it with
 * the session. Safe for use by many threads.
 */
public final class RelayConnector implements Connector {

  private enum Step {
    NEW,
    PREPARING,
    PREPARED,
    COMPLETED,
    CLOSED
  }

  private final RelayContext context;
  private final List<RelayChain> chains;
  private final RelayMode mode;
  private final SessionOptions options;

  // Guarded by this; nothing is called while it is held.
  private Step step = Step.NEW;
  private @Nullable MsrpUri own;
  private @Nullable RelaySearch search;
  private @Nullable Membership membership;
  private @Nullable RelayGrant agreed;
  private @Nullable Expectation expectation;
  private @Nullable MsrpChannel channel;
  private @Nullable Renewals renewals;
  private @Nullable CompletableFuture<MsrpChannel> binding;
  private RelayListener listener = renewal -> {};

  RelayConnector(
      RelayContext context, List<RelayChain> chains, RelayMode mode, SessionOptions options) {
    this.context = context;
    this.chains = List.copyOf(chains);
    this.mode = requireNonNull(mode, "mode");
    RelaySettings nearest = this.chains.get(0).nearest();
    this.options =
        options.toBuilder().secure(!nearest.plaintext()).transport(nearest.transport()).build();
  }

  /**
   * Sets who hears of renewals.
   *
   * @param value if this is not called, nobody
   * @return this connector
   */
  public synchronized RelayConnector listener(RelayListener value) {
    listener = requireNonNull(value, "listener");
    return this;
  }

  @Override
  public CompletionStage<MsrpPath> prepare() {
    return prepare(context.stack().newUri(options));
  }

  /**
   * Authenticates to the relays.
   *
   * @param local the own URI; without a session id it gets one, and without a port, or with port 0,
   *     the registered one: nobody connects there
   * @return completes with the full local path, for the SDP attribute {@code path}; fails with
   *     {@link RelayException}
   */
  @Override
  public CompletionStage<MsrpPath> prepare(MsrpUri local) {
    MsrpUri uri = whole(local);
    RelaySearch started = new RelaySearch(context, chains, uri, options);
    synchronized (this) {
      require(Step.NEW, "prepare");
      step = Step.PREPARING;
      own = uri;
      search = started;
    }
    return started.start().thenApply(this::prepared);
  }

  private static MsrpUri whole(MsrpUri local) {
    var builder = local.toBuilder();
    if (local.sessionId().isEmpty()) {
      builder.sessionId(IdentifierSource.secure().sessionId());
    }
    if (local.port().orElse(0) == 0) {
      builder.port(MsrpUri.REGISTERED_PORT);
    }
    return builder.build();
  }

  @SuppressWarnings("ReferenceEquality") // this very membership, not one like it
  private MsrpPath prepared(Membership granted) {
    Renewals started = new Renewals(context, granted, ownUri(), this::renewed, this::renewalFailed);
    Expectation expected = granted.hop().expect(localPath(granted.grant()), options);
    synchronized (this) {
      if (step == Step.PREPARING) {
        step = Step.PREPARED;
        membership = granted;
        agreed = granted.grant();
        renewals = started;
        expectation = expected;
      }
    }
    if (granted() != granted) {
      expected.close();
      granted.hop().close();
      throw new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "the connector was closed");
    }
    started.start();
    return localPath(granted.grant());
  }

  private synchronized @Nullable Membership granted() {
    return step == Step.CLOSED ? null : membership;
  }

  private synchronized MsrpUri ownUri() {
    return requireNonNull(own);
  }

  /** The relays from far to near, then the own URI (RFC 4976 §5.1). */
  private MsrpPath localPath(RelayGrant grant) {
    return grant.usePath().reversed().followedBy(MsrpPath.of(ownUri()));
  }

  /**
   * What the relays granted at last.
   *
   * @return empty before {@link #prepare} has completed
   */
  public synchronized Optional<RelayGrant> grant() {
    return Optional.ofNullable(membership).map(Membership::grant);
  }

  @Override
  public CompletionStage<MsrpChannel> complete(MsrpPath remote) {
    Membership granted = completing();
    RelayGrant known = agreed();
    MsrpPath to = known.usePath().followedBy(remote);
    CompletionStage<MsrpChannel> started =
        mode == RelayMode.ACTIVE
            ? granted.hop().bind(localPath(known), to, options)
            : expected().complete(to);
    return bound(granted, started, channel -> upToDate(channel, remote));
  }

  private synchronized RelayGrant agreed() {
    return requireNonNull(agreed);
  }

  private synchronized Expectation expected() {
    return requireNonNull(expectation);
  }

  /** While the session was being bound, its peer may have learnt of a newer grant. */
  private void upToDate(MsrpChannel bound, MsrpPath remote) {
    RelayGrant newest;
    synchronized (this) {
      keep(bound);
      newest = agreed();
    }
    if (!bound.localPath().equals(localPath(newest))) {
      reroute(bound, newest, remote);
    }
  }

  private synchronized void keep(MsrpChannel bound) {
    channel = bound;
  }

  private void reroute(MsrpChannel bound, RelayGrant grant, MsrpPath remote) {
    bound.reroute(localPath(grant), grant.usePath().followedBy(remote));
  }

  /** The peer knows of this grant now. */
  Optional<MsrpChannel> agree(RelayGrant grant, MsrpPath remote) {
    MsrpChannel bound;
    Expectation waiting;
    synchronized (this) {
      agreed = grant;
      bound = channel;
      waiting = expectation;
    }
    if (bound != null) {
      reroute(bound, grant, remote);
    } else if (waiting != null) {
      waiting.reroute(localPath(grant), grant.usePath().followedBy(remote));
    }
    return Optional.ofNullable(bound);
  }

  /**
   * As {@link #complete}, but whoever knows the session id may bind, and the peer's path is taken
   * from its first request. For {@link RelayMode#PASSIVE} only.
   *
   * @return as {@link #complete}
   * @throws MsrpSessionException if {@code prepare} has not completed, or the mode is another one
   */
  public CompletionStage<MsrpChannel> completeWithAnyPeer() {
    if (mode != RelayMode.PASSIVE) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.WRONG_STATE, "the active side must know its peer");
    }
    Membership granted = completing();
    return bound(granted, expected().completeWithAnyPeer(), this::keep);
  }

  private synchronized Membership completing() {
    require(Step.PREPARED, "complete");
    step = Step.COMPLETED;
    return requireNonNull(membership);
  }

  private CompletionStage<MsrpChannel> bound(
      Membership granted, CompletionStage<MsrpChannel> started, Consumer<MsrpChannel> use) {
    synchronized (this) {
      binding = started.toCompletableFuture();
    }
    // From here on the connection lives as long as its sessions do.
    return started.whenComplete(
        (bound, failure) -> {
          if (failure == null) {
            use.accept(bound);
          } else {
            close();
          }
          granted.hop().close();
        });
  }

  private void renewed(Membership next) {
    RelayListener told;
    synchronized (this) {
      if (step == Step.CLOSED) {
        return;
      }
      membership = next;
      told = listener;
    }
    RelayGrant grant = next.grant();
    told.onRenewed(new RelayRenewal(this, grant, localPath(grant)));
  }

  private void renewalFailed(RelayException cause) {
    RelayListener told;
    synchronized (this) {
      told = listener;
    }
    told.onRenewalFailed(cause);
  }

  /**
   * A connector of the same kind for a new session, for example after a relay died.
   *
   * @return a new connector, without listener
   */
  public RelayConnector again() {
    return new RelayConnector(context, chains, mode, options);
  }

  @Override
  public void close() {
    Membership granted;
    RelaySearch searching;
    Renewals renewing;
    CompletableFuture<MsrpChannel> waiting;
    Expectation expected;
    boolean unused;
    synchronized (this) {
      unused = step != Step.COMPLETED;
      step = Step.CLOSED;
      granted = membership;
      searching = search;
      renewing = renewals;
      waiting = binding;
      expected = expectation;
    }
    if (searching != null) {
      searching.cancel();
    }
    if (renewing != null) {
      renewing.stop();
    }
    if (waiting != null) {
      waiting.cancel(false);
    }
    if (expected != null) {
      expected.close();
    }
    if (granted != null && unused) {
      granted.hop().close();
    }
  }

  private void require(Step expected, String call) {
    if (step != expected) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.WRONG_STATE, call + " is out of order here");
    }
  }
}
