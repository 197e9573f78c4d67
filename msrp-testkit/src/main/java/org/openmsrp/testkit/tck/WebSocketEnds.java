// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * An open WebSocket between a raw peer and the transport under test.
 *
 * @param bench where it was opened
 * @param peer the raw one
 * @param tested the transport's end
 * @param accepted whether the transport has accepted, rather than connected
 */
record WebSocketEnds(Bench bench, RawWebSocket peer, RecordingHandler tested, boolean accepted)
    implements AutoCloseable {

  /** What a test does with both ends. */
  interface Trial {
    void run(WebSocketEnds ends) throws IOException;
  }

  /** Tries it with the transport as the server, then as the client, each time anew. */
  static void inBothRoles(TransportUnderTest subject, Trial trial) throws IOException {
    inBothRoles(subject, UnaryOperator.identity(), true, trial);
  }

  static void inBothRoles(
      TransportUnderTest subject, UnaryOperator<Bench> setUp, boolean reading, Trial trial)
      throws IOException {
    try (Bench bench = bench(subject);
        WebSocketEnds ends = accepted(setUp.apply(bench), handler(bench, reading))) {
      trial.run(ends);
    }
    try (Bench bench = bench(subject);
        WebSocketEnds ends = connected(setUp.apply(bench), handler(bench, reading))) {
      trial.run(ends);
    }
  }

  /** Skips the test unless endpoints are WebSockets on real sockets. */
  static Bench bench(TransportUnderTest subject) {
    Endpoint endpoint = subject.listenEndpoint();
    assumeTrue(endpoint.scheme().startsWith(Endpoint.WS), () -> "no WebSocket: " + endpoint);
    Bench bench = new Bench(subject);
    bench.require(Capability.SOCKETS);
    return bench;
  }

  private static RecordingHandler handler(Bench bench, boolean reading) {
    RecordingHandler handler = bench.handler("tested");
    return reading ? handler.reading() : handler;
  }

  private static WebSocketEnds accepted(Bench bench, RecordingHandler server) throws IOException {
    bench.expect(server);
    RawWebSocket peer = newcomer(bench).shakeHands();
    bench.await("onOpen", server, () -> server.opens() > 0);
    return new WebSocketEnds(bench, peer, server, true);
  }

  /** A client that has not shaken hands with the transport yet. */
  static RawWebSocket newcomer(Bench bench) throws IOException {
    Endpoint remote = bench.binding().localEndpoint();
    TlsCredentials credentials = bench.options().connect().tls().orElse(null);
    RawWebSocket peer =
        credentials == null
            ? RawWebSocket.connect(remote)
            : RawWebSocket.connect(remote, credentials);
    return peer.patience(bench.options().patience());
  }

  private static WebSocketEnds connected(Bench bench, RecordingHandler client) throws IOException {
    try (ServerSocket listener = listener(bench)) {
      CompletionStage<Connection> stage = dial(bench, listener, client);
      RawWebSocket peer = server(bench, listener);
      peer.answer(RawWebSocket.MSRP);
      bench.await(stage);
      return new WebSocketEnds(bench, peer, client, false);
    }
  }

  /** Where a raw server waits for the transport. */
  static ServerSocket listener(Bench bench) throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(bench.listenAt().host()));
  }

  /** Has the transport connect to a raw server. */
  static CompletionStage<Connection> dial(
      Bench bench, ServerSocket listener, RecordingHandler client) {
    return bench.dial(bench.listenAt().withPort(listener.getLocalPort()), client);
  }

  /** The raw server's end of the connection that the transport is about to open. */
  static RawWebSocket server(Bench bench, ServerSocket listener) throws IOException {
    listener.setSoTimeout((int) bench.options().patience().toMillis());
    TlsCredentials credentials = bench.options().bind().tls().orElse(null);
    RawWebSocket peer =
        credentials == null
            ? RawWebSocket.accept(listener)
            : RawWebSocket.accept(listener, credentials);
    return peer.patience(bench.options().patience());
  }

  void data(byte[] payload) throws IOException {
    peer.frame(RawFrame.BINARY, true, payload);
  }

  void awaitFrameEnds(Long... ends) {
    bench.await("the ends of messages", tested, () -> tested.frameEnds().equals(List.of(ends)));
  }

  CloseReason awaitClosed() {
    return bench.awaitClosed(tested);
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
