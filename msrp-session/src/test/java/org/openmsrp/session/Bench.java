// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.Simulation;

/**
 * One stack against peers that speak octets, in simulated time. Identifiers count up, so every
 * octet can be foretold.
 */
final class Bench implements AutoCloseable {

  static final String LOCAL = "msrp://stack.example:2855/stacksession;tcp";
  static final String REMOTE = "msrp://raw.example:7777/rawsession;tcp";
  static final MsrpPath LOCAL_PATH = MsrpPath.parse(LOCAL);
  static final MsrpPath REMOTE_PATH = MsrpPath.parse(REMOTE);
  static final Endpoint STACK = new Endpoint(Endpoint.TCP, "stack.example", 2855, "");
  static final Endpoint RAW = new Endpoint(Endpoint.TCP, "raw.example", 7777, "");

  final Simulation simulation = Simulation.inOrder();
  final RecordingLogger logger = new RecordingLogger();
  final Pair.Recorder user = new Pair.Recorder();
  final MsrpStack stack;
  final List<RawPeer> accepted = new ArrayList<>();
  final List<TransportException> rejected = new ArrayList<>();
  @Nullable MsrpSession lastSession;
  private final LoopbackTransport rawTransport = simulation.newTransport();
  private TransportAcceptor.@Nullable Binding listener;

  Bench() {
    this(builder -> builder);
  }

  Bench(UnaryOperator<MsrpStackBuilder> settings) {
    stack =
        settings
            .apply(
                MsrpStack.builder()
                    .transport(simulation.newTransport())
                    .timers(simulation.time())
                    .callbackExecutor(simulation.executor())
                    .blockingExecutor(simulation.executor())
                    .identifiers(new CountingIdentifiers())
                    .logger(logger)
                    .advertisedHost("stack.example"))
            .build();
  }

  /** A peer that has connected to the stack. */
  RawPeer connect() {
    return connect(STACK);
  }

  static Endpoint endpoint(int port) {
    return new Endpoint(Endpoint.TCP, "stack.example", port, "");
  }

  RawPeer connect(Endpoint endpoint) {
    RawPeer peer = new RawPeer(simulation);
    simulation.await(rawTransport.connector().connect(endpoint, ConnectOptions.DEFAULT, peer));
    simulation.runUntilIdle();
    return peer;
  }

  /** Waits at {@link #RAW} for connections of the stack. */
  void listen() {
    listener =
        simulation.await(
            rawTransport
                .acceptor()
                .bind(
                    RAW,
                    BindOptions.DEFAULT,
                    new ConnectionHandlerFactory() {
                      @Override
                      public ConnectionHandler newHandler() {
                        RawPeer peer = new RawPeer(simulation);
                        accepted.add(peer);
                        return peer;
                      }

                      @Override
                      public void onRejected(Endpoint remote, TransportException cause) {
                        rejected.add(cause);
                      }
                    }));
  }

  /** The peer that the stack has connected to. */
  RawPeer accepted() {
    simulation.runUntilIdle();
    Assertions.assertThat(accepted).hasSize(1);
    return accepted.get(0);
  }

  /** An acceptor of the stack that listens. */
  DirectAcceptor acceptor() {
    DirectAcceptor acceptor = stack.acceptor();
    MsrpPath path = simulation.await(acceptor.prepare(MsrpUri.parse(LOCAL)));
    Assertions.assertThat(path).hasToString(LOCAL);
    return acceptor;
  }

  /** A connector of the stack that is prepared; the peer listens. */
  DirectConnector connector() {
    listen();
    DirectConnector connector = stack.connector();
    simulation.await(connector.prepare(MsrpUri.parse(LOCAL)));
    return connector;
  }

  /** A session of the stack that a peer has bound: the stack's end, and the peer. */
  record Bound(MsrpChannel channel, RawPeer peer) {}

  /** The stack is passive. */
  Bound passive() {
    return passive(SessionOptions.DEFAULT);
  }

  Bound passive(SessionOptions options) {
    DirectAcceptor acceptor = stack.acceptor(options);
    simulation.await(acceptor.prepare(MsrpUri.parse(LOCAL)));
    CompletionStage<MsrpChannel> channel = acceptor.complete(REMOTE_PATH);
    RawPeer peer = connect();
    peer.sends(knock("bind0001"));
    MsrpChannel bound = simulation.await(channel);
    Assertions.assertThat(peer.takesFrame().code()).isEqualTo(200);
    return new Bound(bound, peer);
  }

  /** A session with {@link #user} as its handler. */
  MsrpSession session(MsrpChannel channel, String... acceptTypes) {
    MsrpSessionBuilder builder = MsrpSession.builder(channel).handler(user);
    if (acceptTypes.length > 0) {
      builder.acceptTypes(acceptTypes);
    }
    MsrpSession session = builder.start();
    lastSession = session;
    simulation.runUntilIdle();
    return session;
  }

  /** A binding request of the peer. */
  static String knock(String transactionId) {
    return """
    MSRP %s SEND
    To-Path: %s
    From-Path: %s
    Message-ID: knock001
    Byte-Range: 1-0/0
    -------%s$
    """
        .formatted(transactionId, LOCAL, REMOTE, transactionId);
  }

  /** A SEND of the peer with a text. */
  static String send(String transactionId, String headers, String body, char flag) {
    return """
    MSRP %s SEND
    To-Path: %s
    From-Path: %s
    %sContent-Type: text/plain

    """
            .formatted(transactionId, LOCAL, REMOTE, headers)
        + body
        + "\n-------"
        + transactionId
        + flag
        + "\n";
  }

  /** A whole text message of the peer. */
  static String text(String transactionId, String messageId, String body) {
    int size = body.getBytes(UTF_8).length;
    String headers = "Message-ID: %s\nByte-Range: 1-%d/%d\n".formatted(messageId, size, size);
    return send(transactionId, headers, body, '$');
  }

  /** A response of the peer. */
  static String response(String transactionId, String status) {
    return """
    MSRP %s %s
    To-Path: %s
    From-Path: %s
    -------%s$
    """
        .formatted(transactionId, status, LOCAL, REMOTE, transactionId);
  }

  /** A report of the peer. */
  static String report(String transactionId, String messageId, String range, String status) {
    return """
    MSRP %s REPORT
    To-Path: %s
    From-Path: %s
    Message-ID: %s
    Byte-Range: %s
    Status: %s
    -------%s$
    """
        .formatted(transactionId, LOCAL, REMOTE, messageId, range, status, transactionId);
  }

  /** Why a stage failed. */
  MsrpSessionException failure(CompletionStage<?> stage) {
    simulation.runUntilIdle();
    return failureNow(stage);
  }

  static MsrpSessionException failureNow(CompletionStage<?> stage) {
    Assertions.assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      return (MsrpSessionException) requireNonNull(e.getCause());
    }
    throw new AssertionError("unreachable");
  }

  void advance(Duration duration) {
    simulation.advance(duration);
  }

  @Override
  public void close() {
    TransportAcceptor.Binding bound = listener;
    if (bound != null) {
      bound.close();
    }
    stack.close();
    simulation.close();
  }
}
