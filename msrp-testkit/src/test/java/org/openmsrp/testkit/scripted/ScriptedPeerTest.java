// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.scripted.ScriptFailure.Kind;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

@Timeout(60)
class ScriptedPeerTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String REQUEST =
      """
      MSRP a786 SEND
      To-Path: msrp://127.0.0.1:2855/b;tcp
      From-Path: msrp://127.0.0.1:9/a;tcp
      -------a786$
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void script_betweenTwoPeers_goesAsWritten(boolean tls) {
    try (ScriptedListener listener = listener(tls);
        ScriptedPeer alice = connect(listener);
        ScriptedPeer bob = accepted) {
      alice.sendInPieces(7, crlf(REQUEST));
      bob.expect("MSRP a786 ").expectRequest(MsrpMethod.SEND).respond(MsrpStatus.OK);
      alice.expectResponse("a786", 200).expectNoOther();
      bob.close();
      alice.expectOrderlyEnd();
    }
  }

  private ScriptedPeer accepted;

  /** Connects; a TLS handshake needs both ends at once. */
  private ScriptedPeer connect(ScriptedListener listener) {
    CompletableFuture<ScriptedPeer> other = CompletableFuture.supplyAsync(listener::accept);
    Endpoint remote = listener.endpoint();
    ScriptedPeer peer =
        remote.secure()
            ? ScriptedPeer.connect(remote, TestPki.CLIENT.trusting(), "TLSv1.2")
            : ScriptedPeer.connect(remote);
    accepted = other.join();
    return peer;
  }

  private static ScriptedListener listener(boolean tls) {
    return tls
        ? ScriptedListener.listen(TestPki.SERVER.presenting(ClientCertificates.NONE))
        : ScriptedListener.listen();
  }

  private static byte[] crlf(String lines) {
    return lines.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Test
  void failure_whateverTheStep_tellsWhichAndWhatCame() {
    try (ScriptedListener listener = listener(false);
        ScriptedPeer alice = connect(listener);
        ScriptedPeer bob = accepted) {
      alice.send("MSRP x");
      ScriptFailure late =
          failure(() -> bob.within(SHORT).expect("MSRP").expectResponse("a786", 200));
      assertThat(late.kind()).isEqualTo(Kind.NOT_IN_TIME);
      assertThat(late.step()).isEqualTo(2);
      assertThat(late.seen()).isEqualTo("MSRP x");
      assertThat(late).hasMessageContaining("2. expect 200 to a786");
      assertThat(failure(() -> bob.expectEnd()).kind()).isEqualTo(Kind.NOT_ENDED);
      assertThat(failure(() -> bob.expectFrame(8)).kind()).isEqualTo(Kind.SOMETHING_ELSE);
    }
  }

  @Test
  void failure_otherChunk_isTold() {
    try (ScriptedListener listener = listener(false);
        ScriptedPeer alice = connect(listener);
        ScriptedPeer bob = accepted) {
      alice.sendLines(REQUEST);
      bob.expectRequest(MsrpMethod.SEND).respond(MsrpStatus.NO_SUCH_SESSION);
      bob.respond(MsrpStatus.OK);
      assertThat(failure(() -> alice.expectResponse("a786", 200)).kind())
          .isEqualTo(Kind.SOMETHING_ELSE);
      alice.expect("MSRP a786 200");
      assertThat(failure(alice::expectNoOther).kind()).isEqualTo(Kind.SOMETHING_ELSE);
      bob.send("no MSRP\r\n");
      assertThat(failure(() -> alice.expectResponse("b786", 200)).kind()).isEqualTo(Kind.MALFORMED);
    }
  }

  @Test
  void failure_endInPlaceOfAnAnswer_isTold() {
    try (ScriptedListener listener = listener(false);
        ScriptedPeer alice = connect(listener);
        ScriptedPeer bob = accepted) {
      alice.halfClose();
      bob.expectOrderlyEnd();
      assertThat(failure(() -> bob.expect("x")).kind()).isEqualTo(Kind.ENDED);
      bob.reset();
      assertThat(failure(alice::expectOrderlyEnd).kind()).isEqualTo(Kind.NOT_ENDED);
      alice.expectEnd();
    }
  }

  @Test
  void peer_thatNobodyReads_isStuckAndCanBeClosed() {
    try (ScriptedListener listener = listener(false);
        ScriptedPeer alice = connect(listener);
        ScriptedPeer bob = accepted) {
      long sent = alice.sendUntilStuck(new byte[65_536], Duration.ofMillis(300), 1L << 30);
      assertThat(sent).isBetween(1L, (1L << 30) - 1);
      assertThat(failure(() -> bob.within(SHORT).sendInPieces(1 << 20, new byte[1 << 26])).kind())
          .isEqualTo(Kind.NOT_SENT);
    }
  }

  @Test
  void connect_whereNobodyListens_isStepZero() {
    ScriptedListener listener = listener(false);
    Endpoint nobody = listener.endpoint();
    listener.close();
    assertThatThrownBy(() -> ScriptedPeer.connect(nobody))
        .isInstanceOfSatisfying(
            ScriptFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
              assertThat(failure.step()).isZero();
            });
  }

  @Test
  void connect_byTheLoopback_playsTheSameScript() {
    LoopbackTransport transport = LoopbackTransport.threaded(new LoopbackNetwork());
    RecordingHandler server = new RecordingHandler("server").reading();
    var binding =
        transport
            .acceptor()
            .bind(Endpoint.tcp("server.example", 0), BindOptions.DEFAULT, () -> server)
            .toCompletableFuture()
            .join();
    try (transport;
        ScriptedPeer peer = ScriptedPeer.connect(transport, binding.localEndpoint())) {
      peer.sendInPieces(3, crlf(REQUEST));
      assertThat(failure(() -> peer.within(SHORT).expect("MSRP")).kind())
          .isEqualTo(Kind.NOT_IN_TIME);
      assertThat(failure(peer::halfClose).kind()).isEqualTo(Kind.NOT_SENT);
    }
  }

  private static ScriptFailure failure(ThrowingCallable step) {
    return catchThrowableOfType(ScriptFailure.class, step);
  }
}
