// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestPki;

/** What TLS adds to a connection: identities, versions, and ways to fail. */
class NioTlsTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final TlsCredentials TRUSTING = TestPki.SERVER.trusting();

  private static BindOptions bind(TestPki certificate, ClientCertificates clients) {
    return BindOptions.DEFAULT.withTls(certificate.presenting(clients));
  }

  private static Wire echo() {
    return new Wire(bind(TestPki.SERVER, ClientCertificates.NONE), NioTransportTest.Echo::new);
  }

  private static ConnectOptions with(TlsCredentials credentials) {
    return ConnectOptions.DEFAULT.withTls(credentials);
  }

  private static Endpoint localhost(Wire wire) {
    return Endpoint.tls("localhost", wire.endpoint().port());
  }

  private static TransportException failure(CompletableFuture<Connection> stage) {
    try {
      stage.orTimeout(10, TimeUnit.SECONDS).join();
      throw new AssertionError("did not fail");
    } catch (CompletionException e) {
      return (TransportException) e.getCause();
    }
  }

  private static TransportException failure(CloseReason reason) {
    assertThat(reason).isInstanceOf(CloseReason.Failed.class);
    return ((CloseReason.Failed) reason).cause();
  }

  private static void assertEchoes(SSLSocket socket, String text) throws IOException {
    byte[] sent = text.getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(sent);
    assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
  }

  @Test
  @Conformance("4975-14.2-01")
  void connect_byName_factsTellBothSidesWhatWasAgreed() {
    try (Wire wire = echo()) {
      Recorder client = new Recorder();
      Recorder.get(wire.dial(localhost(wire), with(TRUSTING), client));

      TlsInfo here = client.connection().info().tls().orElseThrow();
      TlsInfo there = wire.accepted().connection().info().tls().orElseThrow();
      assertThat(here.protocol()).isEqualTo("TLSv1.3").isEqualTo(there.protocol());
      assertThat(here.cipherSuite()).isEqualTo(there.cipherSuite());
      assertThat(here.serverName()).contains("localhost").isEqualTo(there.serverName());
      assertThat(here.peerCertificates())
          .extracting(X509Certificate::getSubjectX500Principal)
          .asString()
          .contains("CN=server", "CN=OpenMSRP test CA one");
      assertThat(there.peerCertificates()).isEmpty();
    }
  }

  @Test
  void connect_byAddress_asksForNoName() {
    try (Wire wire = echo()) {
      Recorder client = new Recorder();
      wire.connect(with(TRUSTING), client);

      assertThat(client.connection().info().tls().orElseThrow().serverName()).isEmpty();
      assertThat(wire.accepted().connection().info().tls().orElseThrow().serverName()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, SERVER, NotAfter",
    "ELSEWHERE, SERVER, 127.0.0.1",
    "STRANGER, SERVER, unable to find valid certification path"
  })
  void connect_certificateNotAcceptable_failsOnBothSidesAndSaysWhy(
      TestPki certificate, TestPki trusted, String why) {
    try (Wire wire = new Wire(bind(certificate, ClientCertificates.NONE), Recorder::new)) {
      TransportException failure =
          failure(wire.dial(wire.endpoint(), with(trusted.trusting()), new Recorder()));

      assertThat(failure.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(failure).hasMessageContaining(why);
      assertThat(wire.rejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @Test
  void connect_hostNotVerified_acceptsACertificateForAnother() {
    TlsCredentials lax =
        new TlsCredentials(
            Optional.empty(), TRUSTING.trustManager(), false, ClientCertificates.NONE);
    try (Wire wire = new Wire(bind(TestPki.ELSEWHERE, ClientCertificates.NONE), Recorder::new)) {
      assertThat(wire.connect(with(lax), new Recorder())).isNotNull();
    }
  }

  @Test
  void connect_withoutCredentials_fails() {
    try (Wire wire = echo()) {
      CompletableFuture<Connection> stage =
          wire.dial(wire.endpoint(), ConnectOptions.DEFAULT, new Recorder());

      assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUESTED", "REQUIRED"})
  void accept_clientHasCertificate_serverSeesItsChain(ClientCertificates policy) {
    try (Wire wire = new Wire(bind(TestPki.SERVER, policy), Recorder::new)) {
      wire.connect(with(TestPki.CLIENT.presenting(ClientCertificates.NONE)), new Recorder());

      assertThat(wire.accepted().connection().info().tls().orElseThrow().peerCertificates())
          .extracting(X509Certificate::getSubjectX500Principal)
          .asString()
          .contains("CN=client", "CN=OpenMSRP test CA one");
    }
  }

  @Test
  void accept_requestedCertificateMissing_opens() {
    try (Wire wire = new Wire(bind(TestPki.SERVER, ClientCertificates.REQUESTED), Recorder::new)) {
      wire.connect(with(TRUSTING), new Recorder());

      assertThat(wire.accepted().connection().info().tls().orElseThrow().peerCertificates())
          .isEmpty();
    }
  }

  /** In TLS 1.3 the client's handshake is over before the server has judged its certificate. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void accept_requiredCertificateNotAcceptable_clientLearnsItAfterwards(boolean missing) {
    TlsCredentials identity =
        missing
            ? TRUSTING
            : new TlsCredentials(
                TestPki.STRANGER.presenting(ClientCertificates.NONE).keyManager(),
                TRUSTING.trustManager(),
                true,
                ClientCertificates.NONE);
    try (Wire wire = new Wire(bind(TestPki.SERVER, ClientCertificates.REQUIRED), Recorder::new)) {
      Recorder client = new Recorder();
      wire.connect(with(identity), client).write(false, ByteBuffer.allocate(100_000));

      assertThat(failure(client.reason()).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(wire.rejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void accept_peerWithOneVersion_echoes(String version) throws IOException {
    try (Wire wire = echo();
        SSLSocket peer = TlsPeer.connect(wire.endpoint(), TRUSTING, version)) {
      assertEchoes(peer, "hello");

      assertThat(wire.accepted().connection().info().tls().orElseThrow().protocol())
          .isEqualTo(version);
      peer.close();
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void accept_peerWithOldVersion_isRefused() throws IOException {
    try (Wire wire = echo();
        SSLSocket peer = TlsPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.1")) {
      assertThatThrownBy(peer::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void keyUpdate_fromPeer_isAnsweredAndBytesGoOn() throws IOException {
    try (Wire wire = echo();
        SSLSocket peer = TlsPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.3")) {
      assertEchoes(peer, "before");
      for (int i = 0; i < 5; i++) {
        peer.startHandshake();
        assertEchoes(peer, "after");
      }

      assertThat(wire.accepted().closed).isNotDone();
    }
  }

  @Test
  void renegotiation_byPeer_isRefused() throws IOException {
    try (Wire wire = echo();
        SSLSocket peer = TlsPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.2")) {
      assertEchoes(peer, "before");

      assertThatThrownBy(
              () -> {
                peer.startHandshake();
                assertEchoes(peer, "after");
              })
          .isInstanceOf(IOException.class);
      assertThat(failure(wire.accepted().reason()).kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    }
  }

  @Test
  void accept_plainBytes_areRejectedBeforeTheTimeout() throws IOException {
    try (Wire wire = echo();
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), wire.endpoint().port())) {
      peer.getOutputStream().write("MSRP a786hjs2 SEND\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(wire.rejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @Test
  void connect_toPlainPeerThatAnswers_fails() throws IOException {
    try (ServerSocket plain = new ServerSocket(0);
        NioTransport transport = new NioTransport()) {
      CompletableFuture<Connection> stage =
          transport
              .connector()
              .connect(
                  Endpoint.tls("127.0.0.1", plain.getLocalPort()), with(TRUSTING), new Recorder())
              .toCompletableFuture();
      try (Socket accepted = plain.accept()) {
        accepted
            .getOutputStream()
            .write("HTTP/1.1 400 what?\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      }
    }
  }

  @Test
  void connect_peerHangsUpDuringTheHandshake_fails() throws IOException {
    try (ServerSocket plain = new ServerSocket(0);
        NioTransport transport = new NioTransport()) {
      CompletableFuture<Connection> stage =
          transport
              .connector()
              .connect(
                  Endpoint.tls("127.0.0.1", plain.getLocalPort()), with(TRUSTING), new Recorder())
              .toCompletableFuture();
      plain.accept().close();

      assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  /** Trusts like another, but only once it is told to. */
  private static final class SlowTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager other = TRUSTING.trustManager();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws java.security.cert.CertificateException {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      other.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new IllegalStateException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new IllegalStateException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new IllegalStateException();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return other.getAcceptedIssuers();
    }
  }

  @Test
  void handshake_trustDecisionTakesLong_holdsUpNobodyElse() throws InterruptedException {
    SlowTrust slow = new SlowTrust();
    TlsCredentials patient =
        new TlsCredentials(Optional.empty(), slow, true, ClientCertificates.NONE);
    BindOptions options = bind(TestPki.SERVER, ClientCertificates.NONE);
    NioOptions oneLoop = NioOptions.DEFAULT.withLoops(1);
    try (Wire wire = new Wire(oneLoop, options, NioTransportTest.Echo::new)) {
      Recorder other = new Recorder();
      Connection connection = wire.connect(with(TRUSTING), other);
      CompletableFuture<Connection> waiting =
          wire.dial(wire.endpoint(), with(patient), new Recorder());
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();

      connection.write(false, ByteBuffer.allocate(100_000));
      await().until(() -> other.octets() == 100_000);
      assertThat(waiting).isNotDone();
      slow.answer.countDown();

      assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void handshake_cancelledWhileTrustIsDecided_leavesNothing() throws InterruptedException {
    SlowTrust slow = new SlowTrust();
    TlsCredentials patient =
        new TlsCredentials(Optional.empty(), slow, true, ClientCertificates.NONE);
    Recorder never = new Recorder();
    Wire wire = echo();
    try (wire) {
      CompletableFuture<Connection> waiting = wire.dial(wire.endpoint(), with(patient), never);
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();

      waiting.cancel(false);

      assertThat(wire.rejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      slow.answer.countDown();
    }
    assertThat(never.opened).isNotDone();
    assertThat(Leftovers.threadsNamed(wire.threadName())).isEmpty();
  }

  @Test
  void write_muchInBothDirectionsAtOnce_arrivesAndClosesInOrder() {
    int size = 16 * 1024 * 1024;
    class Busy extends Recorder {
      @Override
      void open(Connection connection) {
        connection.demand();
        connection.write(false, ByteBuffer.allocate(size));
      }

      @Override
      void bytes(Connection connection, ByteBuffer bytes) {
        connection.demand();
        closeWhenDone(connection);
      }

      @Override
      void written(Connection connection) {
        closeWhenDone(connection);
      }

      private void closeWhenDone(Connection connection) {
        if (octets() == size && written.get() == 1) {
          connection.close();
        }
      }
    }
    try (Wire wire = new Wire(bind(TestPki.SERVER, ClientCertificates.NONE), Busy::new)) {
      Recorder client = new Busy();
      wire.connect(with(TRUSTING), client);

      assertThat(client.reason()).isNotInstanceOf(CloseReason.Failed.class);
      assertThat(wire.accepted().reason()).isNotInstanceOf(CloseReason.Failed.class);
      assertThat(client.octets()).isEqualTo(size);
      assertThat(wire.accepted().octets()).isEqualTo(size);
    }
  }
}
