// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The active side without a relay of its own: connects to the first URI of the peer's path and
 * binds with an empty SEND (RFC 4975 §5.4). One connector makes one session.
 */
public final class DirectConnector implements Connector {

  private enum Step {
    NEW,
    PREPARED,
    COMPLETING,
    CLOSED
  }

  private final StackServices services;
  private final SessionOptions options;
  private final AtomicReference<Step> step = new AtomicReference<>(Step.NEW);
  private volatile @Nullable MsrpPath local;
  private volatile @Nullable CompletableFuture<MsrpChannel> completing;

  DirectConnector(StackServices services, SessionOptions options) {
    this.services = services;
    this.options = options;
  }

  @Override
  public CompletionStage<MsrpPath> prepare() {
    return prepare(services.newUri(options));
  }

  @Override
  public CompletionStage<MsrpPath> prepare(MsrpUri uri) {
    if (!step.compareAndSet(Step.NEW, Step.PREPARED)) {
      throw wrongOrder("prepare");
    }
    MsrpPath path = MsrpPath.of(services.withSessionId(uri));
    local = path;
    return CompletableFuture.completedFuture(path);
  }

  @Override
  public CompletionStage<MsrpChannel> complete(MsrpPath remote) {
    MsrpPath own = local;
    if (own == null || !step.compareAndSet(Step.PREPARED, Step.COMPLETING)) {
      throw wrongOrder("complete");
    }
    CompletableFuture<MsrpChannel> result = new CompletableFuture<>();
    completing = result;
    Endpoint endpoint = StackServices.endpoint(remote.first());
    ConnectionEngine engine = new ConnectionEngine(services.context(), null);
    services
        .connect(endpoint, engine)
        .whenComplete(
            (connection, failure) -> {
              if (failure == null) {
                engine.submit(() -> bind(engine, own, remote, result));
              } else {
                services.fail(result, connectFailure(endpoint, failure));
              }
            });
    return result;
  }

  @Override
  public void close() {
    step.set(Step.CLOSED);
    CompletableFuture<MsrpChannel> result = completing;
    if (result != null) {
      result.completeExceptionally(
          new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "the connector was closed"));
    }
  }

  private void bind(
      ConnectionEngine engine,
      MsrpPath own,
      MsrpPath remote,
      CompletableFuture<MsrpChannel> result) {
    SessionCore core = new SessionCore(engine, own, remote, services.settings(options, remote));
    new ActiveBinding(core, services, result).start();
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

  private static MsrpSessionException wrongOrder(String call) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.WRONG_STATE, call + " is out of order here");
  }
}
