// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The active side without a relay of its own: connects to the first URI of the peer's path and
 * binds with an empty SEND (RFC 4975 §5.4). One connector makes one session. Whose own URI is
 * {@code msrps} connects with TLS or not at all, whatever the peer's path says.
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
  private volatile @Nullable DirectAttempt attempt;

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
    return complete(remote, Optional.empty());
  }

  @Override
  public CompletionStage<MsrpChannel> complete(MsrpPath remote, FingerprintSet promised) {
    return complete(remote, Optional.of(promised));
  }

  private CompletionStage<MsrpChannel> complete(
      MsrpPath remote, Optional<FingerprintSet> promised) {
    MsrpPath own = local;
    if (own == null || !step.compareAndSet(Step.PREPARED, Step.COMPLETING)) {
      throw wrongOrder("complete");
    }
    return start(new DirectAttempt(services, options, own, remote, services.promised(promised)));
  }

  private CompletionStage<MsrpChannel> start(DirectAttempt started) {
    attempt = started;
    started.start();
    if (step.get() == Step.CLOSED) {
      started.cancel();
    }
    return started.result();
  }

  @Override
  public void close() {
    step.set(Step.CLOSED);
    DirectAttempt started = attempt;
    if (started != null) {
      started.cancel();
    }
  }

  private static MsrpSessionException wrongOrder(String call) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.WRONG_STATE, call + " is out of order here");
  }
}
