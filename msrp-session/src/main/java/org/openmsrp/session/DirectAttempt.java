// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;

/** One connector's way from its peer's path to the bound channel; may be given up at every step. */
final class DirectAttempt implements OutboundConnections.Claimant {

  private final StackServices services;
  private final SessionOptions options;
  private final MsrpPath own;
  private final MsrpPath remote;
  private final PromisedPeer peer;
  private final CompletableFuture<MsrpChannel> result = new CompletableFuture<>();
  private volatile Runnable withdraw = () -> {};
  private volatile @Nullable ConnectionEngine engine;
  // Confined to the connection's serial context.
  private @Nullable ActiveBinding binding;

  DirectAttempt(
      StackServices services,
      SessionOptions options,
      MsrpPath own,
      MsrpPath remote,
      PromisedPeer peer) {
    this.services = services;
    this.options = options;
    this.own = own;
    this.remote = remote;
    this.peer = peer;
  }

  CompletableFuture<MsrpChannel> result() {
    return result;
  }

  void start() {
    try {
      refuseDowngrade();
      claim(options.sharing());
    } catch (MsrpSessionException e) {
      services.fail(result, e);
    }
  }

  /** A peer's answer must not take away the TLS that the own URI asks for (RFC 4975 §6). */
  private void refuseDowngrade() {
    if (own.last().scheme().secure() && !remote.first().scheme().secure()) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.PEER_NOT_VERIFIED,
          "an msrps path was answered with an msrp one: nothing is sent without TLS"
              + " (RFC 4975 §6)");
    }
  }

  private void claim(boolean sharing) {
    Endpoint named = StackServices.endpoint(remote.first());
    Endpoint place = options.connectAt().map(at -> at(named, at)).orElse(named);
    boolean elsewhere = !place.host().equalsIgnoreCase(named.host());
    Optional<String> serverName =
        elsewhere && remote.first().scheme().secure()
            ? Optional.of(named.host())
            : Optional.empty();
    withdraw = services.connections().claim(place, serverName, sharing, this);
  }

  private static Endpoint at(Endpoint named, InetSocketAddress place) {
    return new Endpoint(named.scheme(), place.getHostString(), place.getPort(), named.path());
  }

  /** Gives up, unless the channel was given already. */
  void cancel() {
    if (!result.completeExceptionally(closed())) {
      return;
    }
    withdraw.run();
    ConnectionEngine open = engine;
    if (open != null) {
      open.submit(this::cancelBinding);
    }
  }

  @Override
  public void onConnection(ConnectionEngine opened) {
    if (result.isDone()) {
      return;
    }
    if (opened.session(own.last()) != null) {
      // Two of this stack's URIs may have one session id: on one connection nobody could tell.
      claim(false);
      return;
    }
    Optional<TransportException> refusal = peer.refusal(opened.connection());
    if (refusal.isPresent()) {
      services.fail(result, PromisedPeer.failure(refusal.get()));
      opened.closeUnused();
      return;
    }
    engine = opened;
    SessionCore core = new SessionCore(opened, own, remote, services.settings(options, remote));
    ActiveBinding started = new ActiveBinding(core, services, result);
    binding = started;
    started.start();
    if (result.isDone()) {
      started.fail(closed());
    }
  }

  @Override
  public void onFailure(Endpoint endpoint, Throwable cause) {
    services.fail(result, StackServices.connectFailure(services.context(), endpoint, cause));
  }

  private void cancelBinding() {
    ActiveBinding started = binding;
    if (started != null) {
      started.fail(closed());
    }
  }

  private static MsrpSessionException closed() {
    return new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "the connector was closed");
  }
}
