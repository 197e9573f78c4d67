// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
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
import org.openmsrp.testkit.scripted.PeerScript;
import org.openmsrp.testkit.scripted.ScriptFailure;
import org.openmsrp.testkit.scripted.ScriptedListener;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** What TLS adds to a connection: identities, versions, and ways to fail. */
class NioTlsTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final TlsCredentials TRUSTING = TestPki.SERVER.trusting();

  private static BindOptions bind(TestPki certificate, ClientCertificates clients) {
    return BindOptions.DEFAULT.withTls(certificate.presenting(clients));
  }

  private static NioWire echo() {
    return new NioWire(bind(TestPki.SERVER, ClientCertificates.NONE), NioTransportTest::echo);
  }

  private static ConnectOptions with(TlsCredentials credentials) {
    return ConnectOptions.DEFAULT.withTls(credentials);
  }

  private static Endpoint localhost(NioWire wire) {
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

  @Test
  @Conformance("4975-14.2-01")
  void connect_byName_factsTellBothSidesWhatWasAgreed() {
    try (NioWire wire = echo()) {
      RecordingHandler client =
          wire.connect(localhost(wire), with(TRUSTING), RecordingHandler::reading);

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
    try (NioWire wire = echo()) {
      RecordingHandler client =
          wire.connect(wire.endpoint(), with(TRUSTING), RecordingHandler::reading);

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
    try (NioWire wire =
        new NioWire(bind(certificate, ClientCertificates.NONE), RecordingHandler::reading)) {
      TransportException failure = failure(wire.dial(wire.endpoint(), with(trusted.trusting())));

      assertThat(failure.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(failure).hasMessageContaining(why);
      assertThat(wire.firstRejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @Test
  void connect_hostNotVerified_acceptsACertificateForAnother() {
    TlsCredentials lax =
        new TlsCredentials(
            Optional.empty(), TRUSTING.trustManager(), false, ClientCertificates.NONE);
    try (NioWire wire =
        new NioWire(bind(TestPki.ELSEWHERE, ClientCertificates.NONE), RecordingHandler::reading)) {
      assertThat(wire.connect(wire.endpoint(), with(lax), RecordingHandler::reading).opens())
          .isEqualTo(1);
    }
  }

  @Test
  void connect_withoutCredentials_fails() {
    try (NioWire wire = echo()) {
      CompletableFuture<Connection> stage = wire.dial(wire.endpoint(), ConnectOptions.DEFAULT);

      assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUESTED", "REQUIRED"})
  void accept_clientHasCertificate_serverSeesItsChain(ClientCertificates policy) {
    try (NioWire wire = new NioWire(bind(TestPki.SERVER, policy), RecordingHandler::reading)) {
      TlsCredentials client = TestPki.CLIENT.presenting(ClientCertificates.NONE);
      wire.connect(wire.endpoint(), with(client), RecordingHandler::reading);

      assertThat(wire.accepted().connection().info().tls().orElseThrow().peerCertificates())
          .extracting(X509Certificate::getSubjectX500Principal)
          .asString()
          .contains("CN=client", "CN=OpenMSRP test CA one");
    }
  }

  @Test
  void accept_requestedCertificateMissing_opens() {
    try (NioWire wire =
        new NioWire(
            bind(TestPki.SERVER, ClientCertificates.REQUESTED), RecordingHandler::reading)) {
      wire.connect(wire.endpoint(), with(TRUSTING), RecordingHandler::reading);

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
    try (NioWire wire =
        new NioWire(bind(TestPki.SERVER, ClientCertificates.REQUIRED), RecordingHandler::reading)) {
      RecordingHandler client =
          wire.connect(wire.endpoint(), with(identity), RecordingHandler::reading);
      client.connection().write(false, ByteBuffer.allocate(100_000));

      assertThat(failure(client.awaitClosed()).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(wire.firstRejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void accept_peerWithOneVersion_echoes(String version) {
    try (NioWire wire = echo();
        ScriptedPeer peer = ScriptedPeer.connect(wire.endpoint(), TRUSTING, version)) {
      peer.send("hello").expect("hello");

      assertThat(wire.accepted().connection().info().tls().orElseThrow().protocol())
          .isEqualTo(version);
      peer.close();
      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  @Test
  void accept_peerWithOldVersion_isRefused() {
    try (NioWire wire = echo()) {
      assertThatThrownBy(() -> ScriptedPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.1"))
          .isInstanceOf(ScriptFailure.class)
          .hasCauseInstanceOf(SSLException.class);
    }
  }

  @Test
  void keyUpdate_fromPeer_isAnsweredAndBytesGoOn() {
    try (NioWire wire = echo();
        ScriptedPeer peer = ScriptedPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.3")) {
      peer.send("before").expect("before");
      for (int i = 0; i < 5; i++) {
        peer.renegotiate().send("after").expect("after");
      }

      assertThat(wire.accepted().closeReason()).isEmpty();
    }
  }

  @Test
  void renegotiation_byPeer_isRefused() {
    try (NioWire wire = echo();
        ScriptedPeer peer = ScriptedPeer.connect(wire.endpoint(), TRUSTING, "TLSv1.2")) {
      peer.send("before").expect("before");

      assertThatThrownBy(() -> peer.renegotiate().send("after").expect("after"))
          .isInstanceOf(ScriptFailure.class)
          .hasCauseInstanceOf(IOException.class);
      assertThat(failure(wire.accepted().awaitClosed()).kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    }
  }

  @Test
  void accept_plainBytes_areRejectedBeforeTheTimeout() {
    try (NioWire wire = echo();
        ScriptedPeer peer = ScriptedPeer.connectRaw(wire.endpoint())) {
      peer.send("MSRP a786hjs2 SEND\r\n");

      assertThat(wire.firstRejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  /** Shakes hands with one that knows no TLS and does something else. */
  private static void assertNoHandshakeWith(PeerScript plain) {
    try (ScriptedListener listener = ScriptedListener.listen();
        NioWire wire = echo()) {
      CompletableFuture<Connection> stage =
          wire.dial(Endpoint.tls("127.0.0.1", listener.endpoint().port()), with(TRUSTING));
      try (ScriptedPeer peer = listener.accept()) {
        peer.play(plain);
        assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      }
    }
  }

  @Test
  void connect_toPlainPeerThatAnswers_fails() {
    assertNoHandshakeWith(peer -> peer.send("HTTP/1.1 400 what?\r\n"));
  }

  @Test
  void connect_peerHangsUpDuringTheHandshake_fails() {
    assertNoHandshakeWith(ScriptedPeer::close);
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
    try (NioWire wire = new NioWire(oneLoop, options, NioTransportTest::echo)) {
      RecordingHandler other =
          wire.connect(wire.endpoint(), with(TRUSTING), RecordingHandler::reading);
      CompletableFuture<Connection> waiting = wire.dial(wire.endpoint(), with(patient));
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();

      other.connection().write(false, ByteBuffer.allocate(100_000));
      await().until(() -> other.received() == 100_000);
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
    RecordingHandler never = new RecordingHandler("never").reading();
    NioWire wire = echo();
    try (wire) {
      CompletableFuture<Connection> waiting = wire.dial(wire.endpoint(), with(patient), never);
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();

      waiting.cancel(false);

      assertThat(wire.firstRejected().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      slow.answer.countDown();
    }
    assertThat(never.opens()).isZero();
    assertThat(Leftovers.threadsNamed(wire.threadName())).isEmpty();
  }

  /** Makes a handler write and read so many octets, and close when both is done. */
  private static RecordingHandler closingWhenDone(RecordingHandler handler, int octets) {
    Runnable closeWhenDone =
        () -> {
          if (handler.received() == octets && handler.written() == 1) {
            handler.close();
          }
        };
    return handler
        .reading()
        .whenOpen(connection -> connection.write(false, ByteBuffer.allocate(octets)))
        .whenBytes(bytes -> closeWhenDone.run())
        .whenWritten(closeWhenDone);
  }

  @Test
  void write_muchInBothDirectionsAtOnce_arrivesAndClosesInOrder() {
    int size = 16 * 1024 * 1024;
    UnaryOperator<RecordingHandler> busy = handler -> closingWhenDone(handler, size);
    try (NioWire wire = new NioWire(bind(TestPki.SERVER, ClientCertificates.NONE), busy)) {
      RecordingHandler client = wire.connect(wire.endpoint(), with(TRUSTING), busy);

      assertThat(client.awaitClosed()).isNotInstanceOf(CloseReason.Failed.class);
      assertThat(wire.accepted().awaitClosed()).isNotInstanceOf(CloseReason.Failed.class);
      assertThat(client.received()).isEqualTo(size);
      assertThat(wire.accepted().received()).isEqualTo(size);
    }
  }
}
