// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A session that is expected, by a server or on a connection to a relay: it becomes a channel when
 * the peer's first request has come and {@link #complete} has named the peer's path, in any order.
 * A request that comes first waits up to {@link MsrpTimeouts#bind()}, and what follows it fills the
 * session's window ({@link MsrpLimits#inboundWindow()}). Safe for use by many threads.
 */
public final class Expectation implements AutoCloseable {

  /** A peer whose first request came before its path was known here. */
  private record Knock(SessionCore core, RequestHead head, Timers.Timer timer) {}

  private final Expectations home;
  private final StackServices services;
  private final SessionOptions options;
  private final MsrpPath path;
  private final boolean relayed;
  private final CompletableFuture<MsrpChannel> result = new CompletableFuture<>();

  // Guarded by this; nothing is called while it is held but other short methods of this class.
  private MsrpPath local;
  private boolean completed;
  private boolean anyPeer;
  private boolean closed;
  private boolean lost;
  private @Nullable MsrpPath remote;
  private @Nullable MsrpPath formerRemote;
  private PromisedPeer peer;
  private @Nullable Knock knock;
  private @Nullable SessionCore bound;
  private Timers.@Nullable Timer timer;

  /** The peer of one that is relayed shows its certificate to its relay only. */
  Expectation(
      Expectations home,
      StackServices services,
      SessionOptions options,
      MsrpPath local,
      boolean relayed) {
    this.home = home;
    this.services = services;
    this.options = options;
    this.path = local;
    this.local = local;
    this.relayed = relayed;
    this.peer = promised(Optional.empty());
  }

  private PromisedPeer promised(Optional<FingerprintSet> fingerprints) {
    return relayed ? PromisedPeer.ANYBODY : services.promised(fingerprints);
  }

  String sessionId() {
    return path.last().sessionId().orElseThrow();
  }

  /**
   * The full local path, for the SDP attribute {@code path}.
   *
   * @return the path
   */
  public MsrpPath path() {
    return path;
  }

  /**
   * Both sides agreed on other paths by a new offer before the session was bound: a relay's URI
   * ends and must be replaced by a new one (RFC 4976 §9.4). A peer that comes along the former path
   * is still let in, and is sent to along the new one. Does nothing if no peer is named yet, or the
   * session is bound.
   *
   * @param localPath the own full path; its last URI stays the same
   * @param remotePath the peer's full path
   */
  public synchronized void reroute(MsrpPath localPath, MsrpPath remotePath) {
    if (remote != null && bound == null) {
      formerRemote = remote;
      remote = remotePath;
      local = localPath;
    }
  }

  /**
   * Names the peer and waits for its first request.
   *
   * @param remotePath the peer's full path, from its SDP
   * @return completes with the bound channel; fails with {@link MsrpSessionException}, a timeout
   *     with {@link MsrpTimeoutException}
   * @throws MsrpSessionException if this was called before, or the expectation is closed
   */
  public CompletionStage<MsrpChannel> complete(MsrpPath remotePath) {
    return complete(remotePath, false, Optional.empty());
  }

  /**
   * As {@link #complete(MsrpPath)}, with a peer that promised a certificate in its SDP. If whoever
   * binds shows another one, its connection is torn down, and the stage fails with {@link
   * MsrpSessionException.Kind#PEER_NOT_VERIFIED} (RFC 4975 §14.4, RFC 8122 §6.2). The stack's
   * credentials have to ask clients for certificates.
   *
   * @param remotePath the peer's full path, from its SDP
   * @param promised the peer's fingerprints, from its SDP
   * @return as {@link #complete(MsrpPath)}
   * @throws MsrpSessionException if this was called before, or the expectation is closed
   * @throws UnsupportedOperationException on a connection to a relay: the peer's certificate is not
   *     seen there
   */
  public CompletionStage<MsrpChannel> complete(MsrpPath remotePath, FingerprintSet promised) {
    if (relayed) {
      throw new UnsupportedOperationException("the peer's certificate is not seen here");
    }
    return complete(remotePath, false, Optional.of(promised));
  }

  /**
   * Waits for the first request of whoever knows the session id; the peer's path is taken from it.
   *
   * @return as {@link #complete(MsrpPath)}
   */
  public CompletionStage<MsrpChannel> completeWithAnyPeer() {
    return complete(null, true, Optional.empty());
  }

  private CompletionStage<MsrpChannel> complete(
      @Nullable MsrpPath remotePath, boolean any, Optional<FingerprintSet> promised) {
    Knock waiting;
    synchronized (this) {
      if (completed || (closed && !lost)) {
        throw new MsrpSessionException(
            MsrpSessionException.Kind.WRONG_STATE, "complete is out of order here");
      }
      completed = true;
      if (lost) {
        return result;
      }
      anyPeer = any;
      remote = remotePath;
      peer = promised(promised);
      waiting = knock;
      Duration patience = services.context().timeouts().incoming();
      timer = services.context().timers().schedule(patience, () -> tooLate(patience));
    }
    if (waiting != null) {
      waiting.core().engine().submit(() -> admit(waiting));
    }
    return result;
  }

  /** No peer is expected any more; a channel that was given goes on. Idempotent. */
  @Override
  public void close() {
    fail(
        new MsrpSessionException(MsrpSessionException.Kind.CLOSED, "no peer is expected any more"));
    home.forget(this);
  }

  /** Ends the session if one is bound. */
  void endSession() {
    SessionCore core;
    synchronized (this) {
      core = bound;
    }
    if (core != null) {
      ConnectionEngine engine = core.engine();
      engine.submit(() -> engine.endSession(core, new SessionEnd.ClosedLocally()));
    }
  }

  void serverClosed() {
    synchronized (this) {
      if (bound != null) {
        return;
      }
    }
    close();
  }

  /** The connection on which it was expected has ended. */
  void lost(SessionEnd end) {
    synchronized (this) {
      lost |= !closed;
    }
    fail(
        MsrpSessionException.ended(
            MsrpSessionException.Kind.CONNECTION_FAILED,
            "the connection ended before the session was bound",
            end));
    home.forget(this);
  }

  /** A request for this session came over a connection where it is not bound. */
  BindingDesk.Decision bind(ConnectionEngine engine, RequestHead head) {
    BindingDesk.Decision decision = decide(engine, head);
    if (decision instanceof BindingDesk.Bound taken) {
      give(taken.session());
    } else if (decision instanceof BindingDesk.Refused) {
      tearDownImpostor(engine, head);
    }
    return decision;
  }

  /** Somebody names the right paths, but is not the peer that was promised. */
  private void tearDownImpostor(ConnectionEngine engine, RequestHead head) {
    Optional<TransportException> refusal;
    synchronized (this) {
      boolean claims = bound == null && completed && !closed && expected(pathOfPeer(head));
      refusal = claims ? peer.refusal(engine.connection()) : Optional.empty();
    }
    refusal.ifPresent(why -> tearDown(engine, why));
  }

  private void tearDown(ConnectionEngine engine, TransportException why) {
    fail(PromisedPeer.failure(why));
    home.forget(this);
    engine.connection().abort(why);
  }

  private synchronized BindingDesk.Decision decide(ConnectionEngine engine, RequestHead head) {
    if (bound != null || (knock != null && knock.core().engine() != engine)) {
      return new BindingDesk.Refused(MsrpStatus.SESSION_IN_USE);
    }
    if (closed) {
      return new BindingDesk.Refused(MsrpStatus.NO_SUCH_SESSION);
    }
    SessionCore core = newCore(engine, head);
    if (core.paths().check(head).isPresent()
        || (completed
            && !(expected(core.remotePath()) && peer.refusal(engine.connection()).isEmpty()))) {
      return new BindingDesk.Refused(MsrpStatus.NO_SUCH_SESSION);
    }
    core.whenOver(() -> over(core));
    engine.add(core);
    if (completed) {
      bound(core);
      return new BindingDesk.Bound(core);
    }
    knock = new Knock(core, head, refuseLater(core, head));
    return new BindingDesk.Waiting(core);
  }

  private SessionCore newCore(ConnectionEngine engine, RequestHead head) {
    MsrpPath from = head.fromPath();
    SessionCore core = new SessionCore(engine, local, from, services.settings(options, from));
    AuthDesk auth = engine.auth();
    if (auth != null && head.toPath().size() > 1) {
      core.paths().along(head.toPath().first(), auth::granted);
    }
    return core;
  }

  /** The path of whoever sent this: a URI that was granted to it is the first of it. */
  private static MsrpPath pathOfPeer(RequestHead head) {
    MsrpPath to = head.toPath();
    return to.size() > 1 ? MsrpPath.of(to.first()).followedBy(head.fromPath()) : head.fromPath();
  }

  private Timers.Timer refuseLater(SessionCore core, RequestHead head) {
    EngineContext context = services.context();
    return context
        .timers()
        .schedule(context.timeouts().bind(), () -> core.engine().submit(() -> refuse(core, head)));
  }

  /** The session that was bound, or whose peer waits, is over. */
  private void over(SessionCore core) {
    boolean wasBound;
    synchronized (this) {
      wasBound = bound == core;
      if (knock != null && knock.core() == core) {
        knock.timer().cancel();
        knock = null;
      }
    }
    if (wasBound) {
      home.forget(this);
    }
  }

  /** The peer's path is known now: answers the request that waits; within the serial context. */
  private void admit(Knock waiting) {
    boolean expected;
    ConnectionEngine engine = waiting.core().engine();
    synchronized (this) {
      if (knock == null || knock.core() != waiting.core()) {
        return;
      }
      expected =
          expected(waiting.core().remotePath()) && peer.refusal(engine.connection()).isEmpty();
      knock = null;
      waiting.timer().cancel();
      if (expected) {
        bound(waiting.core());
      }
    }
    if (expected) {
      engine.answer(waiting.head(), MsrpStatus.OK);
      give(waiting.core());
    } else {
      refused(waiting.core(), waiting.head());
      tearDownImpostor(engine, waiting.head());
    }
  }

  /**
   * This side binds as the active one after all. A request of the peer that waits is answered 200:
   * both ends believe that they are active; within the serial context.
   *
   * @return the session on which the peer waited, along these paths; null if the peer did not
   */
  @Nullable SessionCore takeOver(MsrpPath ownPath, MsrpPath remotePath) {
    Knock waiting;
    boolean expected;
    synchronized (this) {
      if (completed || closed) {
        return null;
      }
      closed = true;
      remote = remotePath;
      waiting = knock;
      expected = waiting != null && expected(waiting.core().remotePath());
      knock = null;
    }
    home.forget(this);
    if (waiting == null) {
      return null;
    }
    waiting.timer().cancel();
    if (!expected) {
      refused(waiting.core(), waiting.head());
      return null;
    }
    waiting.core().reroute(ownPath, remotePath);
    waiting.core().engine().answer(waiting.head(), MsrpStatus.OK);
    return waiting.core();
  }

  /** Nobody named the peer's path in time; within the serial context. */
  private void refuse(SessionCore core, RequestHead head) {
    synchronized (this) {
      if (knock == null || knock.core() != core) {
        return;
      }
      knock = null;
    }
    refused(core, head);
  }

  private static void refused(SessionCore core, RequestHead head) {
    core.engine().answer(head, MsrpStatus.NO_SUCH_SESSION);
    core.engine().endSession(core, new SessionEnd.ClosedLocally());
  }

  private boolean expected(MsrpPath from) {
    MsrpPath peer = remote;
    return anyPeer || (peer != null && matches(peer, from));
  }

  private boolean matches(MsrpPath peer, MsrpPath from) {
    MsrpPath former = formerRemote;
    return options.matching() == SessionMatching.FULL_URI
        ? peer.equals(from) || (former != null && former.equals(from))
        : options.matching().matches(peer.last(), from.last());
  }

  private void bound(SessionCore core) {
    bound = core;
    if (remote != null) {
      // By session ids alone the peer may call itself otherwise than it was named here.
      core.paths().remote(formerRemote == null ? remote : formerRemote);
      if (formerRemote != null) {
        core.reroute(local, remote);
      }
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void give(SessionCore core) {
    MsrpChannel channel = core.establish();
    services
        .context()
        .callbacks()
        .execute(
            () -> {
              if (!result.complete(channel)) {
                channel.close();
              }
            });
  }

  private void tooLate(Duration patience) {
    fail(new MsrpTimeoutException(MsrpTimeoutException.Phase.INCOMING, patience));
    home.forget(this);
  }

  private void fail(MsrpSessionException cause) {
    Knock waiting;
    synchronized (this) {
      if (bound != null || closed) {
        return;
      }
      closed = true;
      waiting = knock;
      if (timer != null) {
        timer.cancel();
        timer = null;
      }
    }
    services.fail(result, cause);
    if (waiting != null) {
      waiting.core().engine().submit(() -> refuse(waiting.core(), waiting.head()));
    }
  }
}
