// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The passive side without a relay of its own: listens on its URI's address and waits for the
 * peer's first request (RFC 4975 §5.4). One acceptor makes one session; for many on one port see
 * {@link MsrpServer}.
 */
public final class DirectAcceptor implements Connector {

  private final StackServices services;
  private final SessionOptions options;
  private final AtomicReference<@Nullable MsrpServer> server = new AtomicReference<>();
  private volatile @Nullable Expectation expectation;
  private volatile boolean closed;

  DirectAcceptor(StackServices services, SessionOptions options) {
    this.services = services;
    this.options = options;
  }

  @Override
  public CompletionStage<MsrpPath> prepare() {
    return prepare(services.newUri(options).toBuilder().port(0).build());
  }

  @Override
  public CompletionStage<MsrpPath> prepare(MsrpUri local) {
    MsrpServer listening = new MsrpServer(services, local, Optional.empty());
    if (!server.compareAndSet(null, listening)) {
      throw wrongOrder("prepare");
    }
    return listening.start().thenApply(started -> expect(started, local));
  }

  private MsrpPath expect(MsrpServer started, MsrpUri local) {
    if (closed) {
      started.close();
      throw new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "the acceptor was closed");
    }
    Expectation one = started.expect(options, local.sessionId());
    expectation = one;
    return one.path();
  }

  @Override
  public CompletionStage<MsrpChannel> complete(MsrpPath remote) {
    return stopListening(prepared().complete(remote));
  }

  @Override
  public CompletionStage<MsrpChannel> complete(MsrpPath remote, FingerprintSet promised) {
    return stopListening(prepared().complete(remote, promised));
  }

  /**
   * As {@link #complete}, but whoever knows the session id may bind, and the peer's path is taken
   * from its first request.
   *
   * @return as {@link #complete}
   */
  public CompletionStage<MsrpChannel> completeWithAnyPeer() {
    return stopListening(prepared().completeWithAnyPeer());
  }

  @Override
  public void close() {
    closed = true;
    Expectation one = expectation;
    if (one != null) {
      one.close();
    }
    MsrpServer listening = server.get();
    if (listening != null) {
      listening.close();
    }
  }

  private Expectation prepared() {
    Expectation one = expectation;
    if (one == null) {
      throw wrongOrder("complete");
    }
    return one;
  }

  /** One session is all that this acceptor waits for. */
  private CompletionStage<MsrpChannel> stopListening(CompletionStage<MsrpChannel> channel) {
    return channel.whenComplete(
        (bound, failure) -> {
          MsrpServer listening = server.get();
          if (listening != null) {
            listening.close();
          }
        });
  }

  private static MsrpSessionException wrongOrder(String call) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.WRONG_STATE, call + " is out of order here");
  }
}
