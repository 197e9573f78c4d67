// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * One listening socket for many sessions (RFC 4975 §5.4). Sessions are expected one by one; a
 * request for a session that is not expected is answered 481, one for a session that is bound to
 * another live connection 506. Safe for use by many threads.
 */
public final class MsrpServer implements AutoCloseable {

  private final StackServices services;
  private final MsrpUri requested;
  private final Optional<AuthResponder> responder;
  private final Expectations expectations = new Expectations(this::checkDrained);
  private volatile @Nullable MsrpUri local;
  private volatile TransportAcceptor.@Nullable Binding binding;
  private final Lobby lobby;
  private final CompletableFuture<MsrpServer> drained = new CompletableFuture<>();
  private volatile boolean draining;
  private volatile boolean closed;

  MsrpServer(StackServices services, MsrpUri requested, Optional<AuthResponder> responder) {
    this.services = services;
    this.requested = requested;
    this.responder = responder;
    this.lobby = new Lobby(services.context().limits().unboundConnections());
  }

  CompletionStage<MsrpServer> start() {
    try {
      return listen(StackServices.endpoint(requested));
    } catch (MsrpSessionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<MsrpServer> listen(Endpoint endpoint) {
    return services
        .bind(endpoint, new Desk())
        .handle(
            (bound, failure) -> {
              if (failure != null) {
                Throwable cause = StackServices.unwrap(failure);
                throw new MsrpSessionException(
                    MsrpSessionException.Kind.CONNECTION_FAILED,
                    "can't listen on " + endpoint + ": " + cause.getMessage(),
                    cause);
              }
              started(bound);
              return this;
            });
  }

  private void started(TransportAcceptor.Binding bound) {
    binding = bound;
    local = requested.toBuilder().port(bound.localEndpoint().port()).build();
    if (closed) {
      bound.close();
    }
  }

  /**
   * The address that is listened on.
   *
   * @return the URI of this server, with the port that was taken and without a session id
   */
  public MsrpUri uri() {
    MsrpUri own = requireNonNull(local, "not started");
    return MsrpUri.builder(own.scheme(), own.host().text())
        .port(own.port().orElseThrow())
        .transport(own.transport())
        .build();
  }

  /**
   * Expects a session with a session id of the stack's making.
   *
   * @param options what this session does differently
   * @return the expected session
   */
  public Expectation expect(SessionOptions options) {
    return expect(options, Optional.empty());
  }

  /**
   * Expects a session.
   *
   * @param options what this session does differently
   * @param sessionId its session id; a new one if empty
   * @return the expected session
   * @throws MsrpSessionException if the server is closed, or the session id is taken
   */
  public Expectation expect(SessionOptions options, Optional<String> sessionId) {
    String id = sessionId.orElseGet(services.context().identifiers()::sessionId);
    MsrpUri uri = requireNonNull(local, "not started").toBuilder().sessionId(id).build();
    Expectation expectation =
        new Expectation(expectations, services, options, MsrpPath.of(uri), false);
    boolean over = closed || draining;
    if (over || !expectations.add(expectation)) {
      throw new MsrpSessionException(
          over ? MsrpSessionException.Kind.CLOSED : MsrpSessionException.Kind.WRONG_STATE,
          over ? "the server takes no more sessions" : "this session id is expected already");
    }
    return expectation;
  }

  /**
   * Takes the server out of service, as a rolling restart does: {@link #expect} is refused from now
   * on; those that are expected already are still let in, and those that are bound go to their end.
   * Then the server stops listening.
   *
   * @param timeout how long that may take; positive. What is left of the sessions then is ended
   * @return completes with this server when no session is left
   */
  public CompletionStage<MsrpServer> drain(Duration timeout) {
    draining = true;
    services.context().timers().schedule(timeout, this::endAll);
    checkDrained();
    return drained.minimalCompletionStage();
  }

  private void checkDrained() {
    if (draining && expectations.isEmpty() && !drained.isDone()) {
      close();
      services.context().callbacks().execute(() -> drained.complete(this));
    }
  }

  private void endAll() {
    close();
    expectations.all().forEach(Expectation::endSession);
    checkDrained();
  }

  /**
   * Stops listening. Sessions that are bound go on; those that are only expected fail. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    TransportAcceptor.Binding bound = binding;
    if (bound != null) {
      bound.close();
    }
    expectations.all().forEach(Expectation::serverClosed);
  }

  /** What the transport and the connections see of the server. */
  private final class Desk implements BindingDesk, ConnectionHandlerFactory {

    @Override
    public ConnectionHandler newHandler() {
      return new ConnectionEngine(services.context(), this);
    }

    @Override
    public void onRejected(Endpoint remote, TransportException cause) {
      services.context().watch().connection(() -> new ConnectionEvent.Failed(remote, true, cause));
      services.context().logger().info("rejected " + remote + ": " + cause.getMessage());
    }

    @Override
    public void entered(ConnectionEngine engine) {
      lobby.enter(engine).ifPresent(ConnectionEngine::makeRoom);
    }

    @Override
    public void settled(ConnectionEngine engine) {
      lobby.leave(engine);
    }

    @Override
    public Optional<AuthDesk> auth(ConnectionEngine engine) {
      return responder.map(answering -> new AuthDesk(engine, answering, MsrpServer.this::uri));
    }

    @Override
    public Decision bind(ConnectionEngine engine, RequestHead head) {
      return expectations.bind(engine, head);
    }
  }
}
