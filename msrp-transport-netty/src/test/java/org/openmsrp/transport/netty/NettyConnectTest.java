// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import org.openmsrp.domain.port.transport.spi.HostLookup;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** Opening and listening: what fails, how, and with which address. */
class NettyConnectTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final ConnectOptions SHORT =
      ConnectOptions.DEFAULT.withConnectTimeout(Duration.ofMillis(300));

  private final NettyTransport transport =
      new NettyTransport(NettyOptions.builder().threadName("test-connect").build());

  @AfterEach
  void close() {
    transport.close();
    await().until(() -> Leftovers.threadsNamed("test-connect-").isEmpty());
  }

  private static CompletableFuture<Connection> connect(NettyTransport from, Endpoint remote) {
    return connect(from, remote, ConnectOptions.DEFAULT);
  }

  private static CompletableFuture<Connection> connect(
      NettyTransport from, Endpoint remote, ConnectOptions how) {
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

  private static TransportException failure(CompletableFuture<?> stage) {
    try {
      stage.join();
      throw new AssertionError("did not fail");
    } catch (CompletionException e) {
      return (TransportException) e.getCause();
    }
  }

  private static void assertKind(CompletableFuture<?> stage, Kind kind) {
    assertThat(failure(stage).kind()).isEqualTo(kind);
  }

  private static NettyTransport resolving(HostLookup.Resolver resolver) {
    return new NettyTransport(NettyOptions.builder().threadName("test-names").build(), resolver);
  }

  private static NettyTransport resolvingTo(String... addresses) {
    return resolving(
        host -> {
          InetAddress[] all = new InetAddress[addresses.length];
          for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
          }
          return all;
        });
  }

  private Endpoint closedPort() {
    try (Binding taken = bind(Endpoint.tcp("127.0.0.1", 0)).join()) {
      return taken.localEndpoint();
    }
  }

  @Test
  void bind_addressOfAnotherMachine_failsAsSuch() {
    assertKind(bind(Endpoint.tcp("192.0.2.1", 0)), Kind.BIND_FAILED);
  }

  @Test
  void bind_secureWithoutCredentials_saysSo() {
    assertKind(bind(Endpoint.tls("127.0.0.1", 0)), Kind.TLS_HANDSHAKE);
  }

  @Test
  void bind_schemeOfAnotherTransport_isNotServed() {
    assertThat(failure(bind(new Endpoint("ws", "127.0.0.1", 0, "/")))).hasMessageContaining("ws");
  }

  @Test
  void connect_schemeOfAnotherTransport_isNotServed() {
    assertKind(connect(transport, new Endpoint("ws", "127.0.0.1", 1, "/")), Kind.UNREACHABLE);
  }

  @Test
  @Conformance({"4975-6.2-02", "4975-6.2-03"})
  void connect_firstAddressesRefuse_takesTheNextOneThatWorks() {
    Endpoint listening = bind(Endpoint.tcp("127.0.0.1", 0)).join().localEndpoint();
    Endpoint name = Endpoint.tcp("example.invalid", listening.port());

    try (NettyTransport other = resolvingTo("127.0.0.3", "127.0.0.2", "127.0.0.1")) {
      assertThat(connect(other, name).join().info().remote()).isEqualTo(listening);
    }
  }

  @Test
  void connect_allAddressesRefuse_tellsOfEachOne() {
    Endpoint name = Endpoint.tcp("example.invalid", closedPort().port());

    try (NettyTransport other = resolvingTo("127.0.0.3", "127.0.0.2")) {
      TransportException failure = failure(connect(other, name));

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure.getSuppressed()).hasSize(1);
    }
  }

  @Test
  void connect_nameWithoutAddress_isUnreachable() {
    try (NettyTransport other = resolvingTo()) {
      assertKind(connect(other, Endpoint.tcp("example.invalid", 1)), Kind.UNREACHABLE);
    }
  }

  @Test
  void connect_nameResolverHangs_timesOut() {
    CountDownLatch never = new CountDownLatch(1);
    try (NettyTransport hanging = resolving(host -> block(never))) {
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

  /** Begins a handshake that is never answered. */
  private CompletableFuture<Connection> handshakeWith(ServerSocket silent) {
    return connect(
        transport,
        Endpoint.tls("127.0.0.1", silent.getLocalPort()),
        ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting()));
  }

  @Test
  void connect_connectorClosedMeanwhile_failsAtOnce() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Connection> stage = handshakeWith(silent);

      transport.connector().close();

      assertKind(stage, Kind.TRANSPORT_CLOSED);
    }
  }

  @Test
  void connect_cancelled_freesTheThreads() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Connection> stage = handshakeWith(silent);
      assertThat(Leftovers.threadsNamed("test-connect-")).isNotEmpty();

      stage.cancel(false);
      transport.connector().close();

      await().until(() -> Leftovers.threadsNamed("test-connect-").isEmpty());
    }
  }
}
