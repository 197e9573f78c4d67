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
  private final Expectations expected;
  // Confined to the connection's serial context.
  private boolean released;

  /** Made within the serial context; holds the connection. */
  HopConnection(ConnectionEngine engine, StackServices services) {
    this.engine = engine;
    this.services = services;
    this.expected = HopDesk.of(engine);
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
   * Expects a session on this connection: a request for it that comes before the peer's path is
   * known waits ({@link Expectation}), as it does at a server; without that it is answered 481. The
   * path can be named by {@link Expectation#complete(MsrpPath)}, or, to bind as the active side, by
   * {@link #bind}. An expectation does not keep the connection open; if it ends, the expectation
   * fails.
   *
   * @param local the own full path; its last URI identifies the session
   * @param options what the session does differently
   * @return the expected session
   * @throws MsrpSessionException if the session id is expected on this connection already
   */
  public Expectation expect(MsrpPath local, SessionOptions options) {
    Expectation expectation = new Expectation(expected, services, options, local, true);
    if (!expected.add(expectation)) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.WRONG_STATE, "this session id is expected already");
    }
    // Those that are there when the connection ends are told then; one that comes later, now.
    SessionEnd over = engine.ended().toCompletableFuture().getNow(null);
    if (over != null) {
      expectation.lost(over);
    }
    return expectation;
  }

  /**
   * Binds a session as the active side: an empty SEND goes out (RFC 4975 §5.4). If the session was
   * expected, that ends, and a request of the same peer that waits is answered 200.
   *
   * @param local the own full path; its last URI identifies the session
   * @param remote the path from here to the peer, this connection's hop first
   * @param options what the session does differently
   * @return completes with the bound channel; fails with {@link MsrpSessionException}, a timeout
   *     with {@link MsrpTimeoutException}
   */
  public CompletionStage<MsrpChannel> bind(
      MsrpPath local, MsrpPath remote, SessionOptions options) {
    requireNonNull(local, "local");
    SessionSettings settings = services.settings(options, remote);
    CompletableFuture<MsrpChannel> result = new CompletableFuture<>();
    engine.submit(() -> bind(local, remote, settings, result));
    return result;
  }

  private void bind(
      MsrpPath local,
      MsrpPath remote,
      SessionSettings settings,
      CompletableFuture<MsrpChannel> result) {
    SessionCore early =
        expected.find(local.last()).map(one -> one.takeOver(local, remote)).orElse(null);
    if (early == null && engine.session(local.last()) != null) {
      services.fail(
          result,
          new MsrpSessionException(
              MsrpSessionException.Kind.WRONG_STATE, "this session id is on the connection"));
      return;
    }
    Consumer<ConnectionEngine> begin =
        open -> {
          SessionCore core = early == null ? new SessionCore(open, local, remote, settings) : early;
          new ActiveBinding(core, services, result).start();
        };
    if (!engine.lend(begin)) {
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
