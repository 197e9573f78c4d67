// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpRequestBuilder;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A connection to a next hop, such as a relay: requests that concern no session, AUTH for example
 * (RFC 4976 §5.1), go over it, and sessions are bound on it. It stays open until it is closed here
 * and its last session has ended. {@link MsrpStack#connect} makes one. Safe for use by many
 * threads.
 */
public final class HopConnection implements AutoCloseable {

  private final ConnectionEngine engine;
  private final StackServices services;
  private final Outbox outbox = new Outbox();
  // Confined to the connection's serial context.
  private boolean released;

  /** Made within the serial context; holds the connection. */
  HopConnection(ConnectionEngine engine, StackServices services) {
    this.engine = engine;
    this.services = services;
    engine.hold();
  }

  /**
   * Facts about the connection.
   *
   * @return addresses, transport, TLS
   */
  public ConnectionInfo info() {
    return engine.connection().info();
  }

  /**
   * Begins a request.
   *
   * @param method what is asked
   * @param to the path it goes, the next hop first
   * @param from the own path; of an endpoint its own URI alone
   * @return a builder with paths and a random transaction id filled in
   */
  public MsrpRequestBuilder newRequest(MsrpMethod method, MsrpPath to, MsrpPath from) {
    return MsrpRequest.builder(method, engine.newTransactionId(), to, from);
  }

  /**
   * Sends a request of another method than SEND and REPORT and waits for its answer.
   *
   * @param request the request
   * @return completes with the answer, whatever its status; fails with {@link MsrpTimeoutException}
   *     if none came within {@link MsrpTimeouts#transaction()}, with {@link MsrpSessionException}
   *     if the connection ended before
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the request's own end-line
   */
  public CompletionStage<MsrpResponse> request(MsrpRequest request) {
    HopRequest one = new HopRequest(engine, services, request);
    engine.submit(() -> send(one));
    return one.result();
  }

  private void send(HopRequest one) {
    SessionEnd over = engine.end();
    if (over != null) {
      one.lost(over);
    } else {
      outbox.add(one.item());
      engine.activate(outbox);
    }
  }

  /**
   * Binds a session as the active side: an empty SEND goes out (RFC 4975 §5.4).
   *
   * @param local the own full path; its last URI identifies the session
   * @param remote the path from here to the peer, this connection's hop first
   * @param options what the session does differently
   * @return completes with the bound channel; fails with {@link MsrpSessionException}, a timeout
   *     with {@link MsrpTimeoutException}
   */
  public CompletionStage<MsrpChannel> bind(
      MsrpPath local, MsrpPath remote, SessionOptions options) {
    return onNewSession(
        local,
        remote,
        options,
        (core, result) -> new ActiveBinding(core, services, result).start());
  }

  /**
   * Binds a session as the passive side: waits for the peer's first request (RFC 4975 §5.4).
   *
   * @param local the own full path; its last URI identifies the session
   * @param remote the path from here to the peer, this connection's hop first
   * @param options what the session does differently
   * @return as {@link #bind}
   */
  public CompletionStage<MsrpChannel> awaitBinding(
      MsrpPath local, MsrpPath remote, SessionOptions options) {
    return onNewSession(
        local, remote, options, (core, result) -> new PassiveBinding(core, services, result));
  }

  /**
   * As {@link #awaitBinding}, but whoever knows the session id may bind, and the path to the peer
   * is taken from its first request.
   *
   * @param local the own full path; its last URI identifies the session
   * @param options what the session does differently
   * @return as {@link #bind}
   */
  public CompletionStage<MsrpChannel> awaitAnyBinding(MsrpPath local, SessionOptions options) {
    // Nobody knows the way back yet: the own path is only as long as it will be at least.
    return onNewSession(
        local,
        local.reversed(),
        options,
        (core, result) -> {
          core.paths().admitAnyPeer();
          var unused = new PassiveBinding(core, services, result);
        });
  }

  private interface BindingStart {
    void begin(SessionCore core, CompletableFuture<MsrpChannel> result);
  }

  private CompletionStage<MsrpChannel> onNewSession(
      MsrpPath local, MsrpPath remote, SessionOptions options, BindingStart start) {
    requireNonNull(local, "local");
    SessionSettings settings = services.settings(options, remote);
    CompletableFuture<MsrpChannel> result = new CompletableFuture<>();
    Consumer<ConnectionEngine> begin =
        open -> start.begin(new SessionCore(open, local, remote, settings), result);
    engine.submit(() -> onNewSession(local, begin, result));
    return result;
  }

  private void onNewSession(
      MsrpPath local, Consumer<ConnectionEngine> begin, CompletableFuture<MsrpChannel> result) {
    if (engine.session(local.last()) != null) {
      services.fail(
          result,
          new MsrpSessionException(
              MsrpSessionException.Kind.WRONG_STATE, "this session id is on the connection"));
    } else if (!engine.lend(begin)) {
      services.fail(
          result,
          new MsrpSessionException(
              MsrpSessionException.Kind.CONNECTION_FAILED, "the connection has ended"));
    }
  }

  /**
   * Completes when the connection has ended.
   *
   * @return how it ended
   */
  public CompletionStage<SessionEnd> ended() {
    return engine.ended();
  }

  /** Lets the connection end with its last session, or now if it has none. Idempotent. */
  @Override
  public void close() {
    engine.submit(
        () -> {
          if (!released) {
            released = true;
            engine.release();
          }
        });
  }
}
