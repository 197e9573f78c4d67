// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** Who is let in, with both providers. */
class NettyTlsTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static ConnectOptions with(TlsCredentials credentials) {
    return ConnectOptions.DEFAULT.withTls(credentials);
  }

  private static Endpoint localhost(NettyWire wire) {
    return Endpoint.tls("localhost", wire.endpoint().port());
  }

  private static TransportException failure(
      NettyWire wire, Endpoint remote, TlsCredentials client) {
    try {
      wire.connect(remote, with(client), RecordingHandler::reading);
      throw new AssertionError("was let in");
    } catch (CompletionException e) {
      return (TransportException) e.getCause();
    }
  }

  private static void assertRefused(TlsProvider provider, TestPki server, TestPki client) {
    try (NettyWire wire = NettyWire.secure(provider, server.presenting(ClientCertificates.NONE))) {
      TransportException failure = failure(wire, wire.endpoint(), client.trusting());

      assertThat(failure.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(wire.firstRejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_serverOfAnUnknownAuthority_isRefused(TlsProvider provider) {
    assertRefused(provider, TestPki.STRANGER, TestPki.SERVER);
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_serverWithAnExpiredCertificate_isRefused(TlsProvider provider) {
    assertRefused(provider, TestPki.EXPIRED, TestPki.SERVER);
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_serverWithTheNameOfAnother_isRefused(TlsProvider provider) {
    assertRefused(provider, TestPki.ELSEWHERE, TestPki.SERVER);
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_namesNotVerified_anotherNameIsAccepted(TlsProvider provider) {
    TlsCredentials strict = TestPki.SERVER.trusting();
    TlsCredentials lenient =
        new TlsCredentials(
            strict.keyManager(), strict.trustManager(), false, ClientCertificates.NONE);
    try (NettyWire wire =
        NettyWire.secure(provider, TestPki.ELSEWHERE.presenting(ClientCertificates.NONE))) {
      RecordingHandler client =
          wire.connect(wire.endpoint(), with(lenient), RecordingHandler::reading);

      assertThat(client.closeReason()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  @Conformance("4975-14.2-01")
  void info_bothSidesWithCertificates_knowEachOther(TlsProvider provider) {
    try (NettyWire wire =
        NettyWire.secure(provider, TestPki.SERVER.presenting(ClientCertificates.REQUIRED))) {
      TlsCredentials credentials = TestPki.CLIENT.presenting(ClientCertificates.NONE);

      TlsInfo client =
          wire.connect(localhost(wire), with(credentials), RecordingHandler::reading)
              .connection()
              .info()
              .tls()
              .orElseThrow();
      TlsInfo server = wire.accepted().connection().info().tls().orElseThrow();

      assertThat(client.protocol()).isEqualTo("TLSv1.3");
      assertThat(client.cipherSuite()).isEqualTo(server.cipherSuite()).startsWith("TLS_");
      assertThat(client.serverName()).hasValue("localhost");
      assertThat(server.serverName()).hasValue("localhost");
      assertThat(client.peerCertificates()).isNotEmpty();
      assertThat(server.peerCertificates()).isNotEmpty().isNotEqualTo(client.peerCertificates());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void info_addressInsteadOfName_asksForNoName(TlsProvider provider) {
    try (NettyWire wire =
        NettyWire.secure(provider, TestPki.SERVER.presenting(ClientCertificates.NONE))) {
      RecordingHandler client =
          wire.connect(wire.endpoint(), with(TestPki.SERVER.trusting()), RecordingHandler::reading);

      assertThat(client.connection().info().tls().orElseThrow().serverName()).isEmpty();
      assertThat(wire.accepted().connection().info().tls().orElseThrow().serverName()).isEmpty();
      assertThat(wire.accepted().connection().info().tls().orElseThrow().peerCertificates())
          .isEmpty();
    }
  }

  /** In TLS 1.3 the client is done before the server has judged its certificate. */
  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_certificateRefusedAfterwards_alertOutlivesUnreadInput(TlsProvider provider) {
    UnaryOperator<RecordingHandler> talkative =
        handler ->
            handler
                .reading()
                .whenOpen(connection -> connection.write(true, ByteBuffer.allocate(1 << 20)));
    try (NettyWire wire =
        NettyWire.secure(provider, TestPki.SERVER.presenting(ClientCertificates.REQUIRED))) {
      for (int i = 0; i < 20; i++) {
        RecordingHandler client = wire.connect(localhost(wire), with(mismatched()), talkative);

        assertThat(client.awaitClosed())
            .isInstanceOfSatisfying(
                CloseReason.Failed.class,
                failed -> assertThat(failed.cause().kind()).isEqualTo(Kind.TLS_HANDSHAKE));
      }
      await().until(() -> wire.rejected().size() == 20);
      assertThat(wire.rejected()).allMatch(e -> e.kind() == Kind.TLS_HANDSHAKE);
    }
  }

  /** A stranger's certificate, and trust in the server's authority. */
  private static TlsCredentials mismatched() {
    return new TlsCredentials(
        TestPki.STRANGER.presenting(ClientCertificates.NONE).keyManager(),
        TestPki.SERVER.trusting().trustManager(),
        true,
        ClientCertificates.NONE);
  }

  @ParameterizedTest
  @EnumSource(TlsProvider.class)
  void connect_clientWithoutTheCertificateThatIsRequired_learnsIt(TlsProvider provider) {
    try (NettyWire wire =
        NettyWire.secure(provider, TestPki.SERVER.presenting(ClientCertificates.REQUIRED))) {
      RecordingHandler client =
          wire.connect(wire.endpoint(), with(TestPki.SERVER.trusting()), RecordingHandler::reading);

      assertThat(client.awaitClosed())
          .isInstanceOfSatisfying(
              CloseReason.Failed.class,
              failed -> assertThat(failed.cause().kind()).isEqualTo(Kind.TLS_HANDSHAKE));
    }
  }

  @Test
  void connect_providersOfEachKind_talkToEachOther() {
    try (NettyWire jdk =
            NettyWire.secure(TlsProvider.JDK, TestPki.SERVER.presenting(ClientCertificates.NONE));
        NettyWire boring =
            NettyWire.secure(
                TlsProvider.BORINGSSL, TestPki.SERVER.presenting(ClientCertificates.NONE))) {
      ConnectOptions options = with(TestPki.SERVER.trusting());

      boring
          .connect(jdk.endpoint(), options, RecordingHandler::reading)
          .connection()
          .write(true, ByteBuffer.allocate(100_000));
      jdk.connect(boring.endpoint(), options, RecordingHandler::reading)
          .connection()
          .write(true, ByteBuffer.allocate(100_000));

      await().until(() -> jdk.accepted().received() == 100_000);
      await().until(() -> boring.accepted().received() == 100_000);
    }
  }

  @Test
  void connect_withoutCredentials_failsTheStage() {
    try (NettyWire wire = NettyWire.plain(RecordingHandler::reading)) {
      assertThat(wire.dial(Endpoint.tls("127.0.0.1", 1), ConnectOptions.DEFAULT))
          .failsWithin(java.time.Duration.ofSeconds(10))
          .withThrowableOfType(java.util.concurrent.ExecutionException.class)
          .withMessageContaining("credentials");
    }
  }
}
