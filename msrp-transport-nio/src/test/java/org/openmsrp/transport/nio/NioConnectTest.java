// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** Opening and listening: what fails, how, and with which address. */
class NioConnectTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final ConnectOptions SHORT =
      ConnectOptions.DEFAULT.withConnectTimeout(Duration.ofMillis(300));

  private static final NioOptions NAMED = NioOptions.DEFAULT.withThreadName("test-connect");

  private final NioTransport transport = new NioTransport(NAMED, NioConnectTest::resolve);

  @AfterEach
  void close() {
    transport.close();
  }

  /** Knows one name less than the system, and says so at once. */
  private static InetAddress[] resolve(String host) throws UnknownHostException {
    if (host.equals("no-such-host.invalid")) {
      throw new UnknownHostException(host);
    }
    return InetAddress.getAllByName(host);
  }

  private static CompletableFuture<Connection> connect(NioTransport from, Endpoint remote) {
    return connect(from, remote, ConnectOptions.DEFAULT);
  }

  private static CompletableFuture<Connection> connect(
      NioTransport from, Endpoint remote, ConnectOptions how) {
    return from.connector()
        .connect(remote, how, new RecordingHandler("client").reading())
        .toCompletableFuture();
  }

  private CompletableFuture<Binding> bind(Endpoint local) {
    return transport
        .acceptor()
        .bind(local, BindOptions.DEFAULT, () -> new RecordingHandler("server").reading())
        .toCompletableFuture();
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    try {
      stage.join();
      return new AssertionError("did not fail");
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  private static void assertKind(CompletableFuture<?> stage, Kind kind) {
    assertThat(failure(stage))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private Endpoint closedPort() {
    try (Binding taken = bind(Endpoint.tcp("127.0.0.1", 0)).join()) {
      return taken.localEndpoint();
    }
  }

  @Test
  void bind_portInUse_saysSo() {
    Endpoint taken = bind(Endpoint.tcp("127.0.0.1", 0)).join().localEndpoint();

    assertKind(bind(taken), Kind.ADDRESS_IN_USE);
  }

  @Test
  void bind_addressOfAnotherMachine_failsAsSuch() {
    assertKind(bind(Endpoint.tcp("192.0.2.1", 0)), Kind.BIND_FAILED);
  }

  @Test
  void bind_unknownName_failsAsSuch() {
    assertKind(bind(Endpoint.tcp("no-such-host.invalid", 0)), Kind.BIND_FAILED);
  }

  @Test
  void bind_closedPortAgain_works() {
    assertThat(bind(closedPort())).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void bind_acceptorClosed_fails() {
    transport.acceptor().close();

    assertKind(bind(Endpoint.tcp("127.0.0.1", 0)), Kind.TRANSPORT_CLOSED);
  }

  @Test
  void connect_nobodyListens_isUnreachable() {
    CompletableFuture<Connection> stage = connect(transport, closedPort());

    assertKind(stage, Kind.UNREACHABLE);
    assertThat(failure(stage))
        .hasMessageContaining("tcp://127.0.0.1:")
        .hasMessageContaining("refused");
  }

  @Test
  void connect_schemeOfAnotherTransport_isUnreachable() {
    assertKind(connect(transport, new Endpoint("ws", "127.0.0.1", 1, "/")), Kind.UNREACHABLE);
  }

  @Test
  void connect_unknownName_isUnreachable() {
    assertKind(connect(transport, Endpoint.tcp("no-such-host.invalid", 1)), Kind.UNREACHABLE);
  }

  @Test
  void connect_connectorClosed_fails() {
    transport.connector().close();

    assertKind(connect(transport, Endpoint.tcp("127.0.0.1", 1)), Kind.TRANSPORT_CLOSED);
  }

  @Test
  void connect_nobodyAnswers_timesOut() throws IOException {
    try (Peer.FullQueue full = new Peer.FullQueue()) {
      assertKind(connect(transport, full.endpoint(), SHORT), Kind.TIMEOUT);
    }
  }

  @Test
  void connect_connectorClosedMeanwhile_failsAtOnce() throws IOException {
    try (Peer.FullQueue full = new Peer.FullQueue()) {
      CompletableFuture<Connection> stage = connect(transport, full.endpoint());

      transport.connector().close();

      assertKind(stage, Kind.TRANSPORT_CLOSED);
    }
  }

  @Test
  void connect_cancelled_freesTheThreads() throws IOException {
    try (Peer.FullQueue full = new Peer.FullQueue()) {
      connect(transport, full.endpoint()).cancel(false);

      transport.connector().close();

      await().until(() -> Leftovers.threadsNamed("test-connect-").isEmpty());
    }
  }

  @Test
  void connect_nameResolverHangs_timesOut() {
    CountDownLatch never = new CountDownLatch(1);
    try (NioTransport hanging = new NioTransport(NioOptions.DEFAULT, host -> block(never))) {
      assertKind(connect(hanging, Endpoint.tcp("example.invalid", 1), SHORT), Kind.TIMEOUT);
      never.countDown();
    }
  }

  private static InetAddress[] block(CountDownLatch latch) throws UnknownHostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new UnknownHostException("test");
  }

  private static NioTransport resolving(String... addresses) {
    return new NioTransport(
        NioOptions.DEFAULT,
        host -> {
          InetAddress[] all = new InetAddress[addresses.length];
          for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
          }
          return all;
        });
  }

  @Test
  @Conformance({"4975-6.2-02", "4975-6.2-03"})
  void connect_firstAddressesRefuse_takesTheNextOneThatWorks() {
    Endpoint listening = bind(Endpoint.tcp("127.0.0.1", 0)).join().localEndpoint();
    Endpoint name = Endpoint.tcp("example.invalid", listening.port());

    try (NioTransport other = resolving("127.0.0.3", "127.0.0.2", "127.0.0.1")) {
      assertThat(connect(other, name).join().info().remote()).isEqualTo(listening);
    }
  }

  @Test
  void connect_allAddressesRefuse_tellsOfEachOne() {
    Endpoint name = Endpoint.tcp("example.invalid", closedPort().port());

    try (NioTransport other = resolving("127.0.0.3", "127.0.0.2")) {
      CompletableFuture<Connection> stage = connect(other, name);

      assertKind(stage, Kind.UNREACHABLE);
      assertThat(failure(stage).getSuppressed()).hasSize(1);
    }
  }

  @Test
  void connect_nameWithoutAddress_isUnreachable() {
    try (NioTransport other = resolving()) {
      assertKind(connect(other, Endpoint.tcp("example.invalid", 1)), Kind.UNREACHABLE);
    }
  }

  @Test
  void options_outOfRange_areRefused() {
    assertThatThrownBy(() -> NioOptions.DEFAULT.withLoops(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NioOptions.DEFAULT.withThreadName(""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
