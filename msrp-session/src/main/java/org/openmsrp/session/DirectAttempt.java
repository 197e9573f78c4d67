// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;

/** One connector's way from its peer's path to the bound channel; may be given up at every step. */
final class DirectAttempt {

  private final StackServices services;
  private final SessionOptions options;
  private final MsrpPath own;
  private final MsrpPath remote;
  private final ConnectionEngine engine;
  private final CompletableFuture<MsrpChannel> result = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<Connection> connecting;

  // Confined to the connection's serial context.
  private @Nullable ActiveBinding binding;

  DirectAttempt(StackServices services, SessionOptions options, MsrpPath own, MsrpPath remote) {
    this.services = services;
    this.options = options;
    this.own = own;
    this.remote = remote;
    this.engine = new ConnectionEngine(services.context(), null);
  }

  CompletableFuture<MsrpChannel> result() {
    return result;
  }

  void start() {
    try {
      Endpoint endpoint = StackServices.endpoint(remote.first());
      CompletionStage<Connection> attempt = services.connect(endpoint, engine);
      connecting = attempt.toCompletableFuture();
      attempt.whenComplete((connection, failure) -> connected(endpoint, failure));
    } catch (MsrpSessionException e) {
      services.fail(result, e);
    }
  }

  /** Gives up, unless the channel was given already. */
  void cancel() {
    MsrpSessionException cause = closed();
    if (!result.completeExceptionally(cause)) {
      return;
    }
    CompletableFuture<Connection> attempt = connecting;
    if (attempt != null) {
      attempt.cancel(false);
    }
    engine.submit(this::cancelBinding);
  }

  private void connected(Endpoint endpoint, @Nullable Throwable failure) {
    if (failure == null) {
      engine.submit(this::bind);
    } else {
      services.fail(result, connectFailure(endpoint, failure));
    }
  }

  private void bind() {
    if (result.isDone()) {
      engine.closeUnused();
      return;
    }
    SessionCore core = new SessionCore(engine, own, remote, services.settings(options, remote));
    ActiveBinding started = new ActiveBinding(core, services, result);
    binding = started;
    started.start();
  }

  private void cancelBinding() {
    ActiveBinding started = binding;
    if (started != null) {
      started.fail(closed());
    }
  }

  private MsrpSessionException connectFailure(Endpoint endpoint, Throwable failure) {
    Throwable cause = StackServices.unwrap(failure);
    if (cause instanceof TransportException transport
        && transport.kind() == TransportException.Kind.TIMEOUT) {
      return new MsrpTimeoutException(
          MsrpTimeoutException.Phase.CONNECT, services.context().timeouts().connect());
    }
    return new MsrpSessionException(
        MsrpSessionException.Kind.CONNECTION_FAILED,
        "no connection to " + endpoint + ": " + cause.getMessage(),
        cause);
  }

  private static MsrpSessionException closed() {
    return new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "the connector was closed");
  }
}
