// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RawWebSocket;
import org.openmsrp.testkit.tls.TestPki;

/** Whom a server lets in, and what it answers to the others. */
class ServerHandshakeTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  @Test
  @Conformance("7977-4.1-01")
  void handshake_asInTheRfc_isAnsweredAsInTheRfc() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
      String answer = peer.ask("Sec-WebSocket-Protocol: chat, msrp");

      assertThat(answer.lines())
          .contains(
              "HTTP/1.1 101 Switching Protocols",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
              "Sec-WebSocket-Protocol: msrp");
    }
  }

  @Test
  @Conformance("7977-4.1-01")
  void handshake_withoutTheSubProtocol_isRefused() throws IOException {
    try (Served served = Served.plain()) {
      for (String other : List.of("X-Nothing: at all", "Sec-WebSocket-Protocol: sip, MSRP")) {
        try (RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
          assertThat(peer.ask(other)).startsWith("HTTP/1.1 400 ");
          assertThat(peer.isEnded()).isTrue();
        }
      }
      TransportException rejection = served.rejection();
      assertThat(rejection.kind()).isEqualTo(Kind.UPGRADE_REFUSED);
      assertThat(rejection).hasMessageContaining("RFC 7977 §4.1");
    }
  }

  @Test
  void request_thatIsNoHandshake_isToldWhatIsNeeded() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
      peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(peer.head().lines())
          .contains("Upgrade: websocket", "Sec-WebSocket-Version: 13")
          .first()
          .asString()
          .startsWith("HTTP/1.1 426 ");
      assertThat(peer.isEnded()).isTrue();
      peer.close();
      assertThat(served.rejection().kind()).isEqualTo(Kind.UPGRADE_REFUSED);
    }
  }

  @Test
  void path_ofTheBinding_isTheOnlyOneServed() throws IOException {
    try (Served served = Served.at("/msrp", o -> o, BindOptions.DEFAULT);
        RawWebSocket peer =
            RawWebSocket.connect(Served.local(Endpoint.WS).withPort(served.endpoint().port()))) {
      assertThat(peer.ask(RawWebSocket.MSRP)).startsWith("HTTP/1.1 404 ");

      served.connect(served.endpoint(), ConnectOptions.DEFAULT, served.handler("client"));

      assertThat(served.accepted().connection().info().local().path()).isEqualTo("/msrp");
    }
  }

  @Test
  void origin_ofTheSameHost_isAllowedAndNamedInTheAnswer() throws IOException {
    try (Served served = Served.plain();
        RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
      String answer = peer.ask(RawWebSocket.MSRP, "Origin: http://localhost:8080");

      assertThat(answer.lines())
          .contains("Access-Control-Allow-Origin: http://localhost:8080")
          .first()
          .isEqualTo("HTTP/1.1 101 Switching Protocols");
    }
  }

  @Test
  void origin_ofAnotherHost_isRefused() throws IOException {
    try (Served served = Served.plain()) {
      for (String origin : List.of("https://evil.example", "null", "http://localhost.evil")) {
        try (RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
          assertThat(peer.ask(RawWebSocket.MSRP, "Origin: " + origin)).startsWith("HTTP/1.1 403 ");
        }
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(served.rejected)
                      .extracting(Throwable::getMessage)
                      .hasSize(3)
                      .anyMatch(message -> message.contains("https://evil.example")));
    }
  }

  @Test
  void origin_onTheList_isAllowed() throws IOException {
    OriginPolicy list = OriginPolicy.of("https://www.example.com", "https://b.example:8443");
    try (Served served = Served.plain(o -> o.origins(list));
        RawWebSocket peer = RawWebSocket.connect(served.endpoint());
        RawWebSocket other = RawWebSocket.connect(served.endpoint())) {
      assertThat(peer.ask(RawWebSocket.MSRP, "Origin: https://www.example.com"))
          .startsWith("HTTP/1.1 101 ");
      assertThat(other.ask(RawWebSocket.MSRP, "Origin: http://www.example.com"))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  @Conformance("7977-5.3.1-01")
  void authorizer_seesTheHandshakeAndLetsItIn() throws IOException {
    AtomicReference<HandshakeRequest> seen = new AtomicReference<>();
    HandshakeAuthorizer authorizer =
        request -> {
          seen.set(request);
          return request.value("cookie").orElse("").equals("session=42")
              ? HandshakeDecision.accept(new HeaderField("Set-Cookie", "seen=1"))
              : HandshakeDecision.refuse(403);
        };
    try (Served served = Served.plain(o -> o.authorizer(authorizer));
        RawWebSocket peer = RawWebSocket.connect(served.endpoint());
        RawWebSocket other = RawWebSocket.connect(served.endpoint())) {
      assertThat(peer.ask(RawWebSocket.MSRP, "Cookie: session=42"))
          .contains("101 ", "Set-Cookie: seen=1\r\n");
      assertThat(seen.get().target()).isEqualTo("/");
      assertThat(seen.get().remote().port()).isEqualTo(peer.localPort());
      assertThat(seen.get().tls()).isEmpty();

      assertThat(other.ask(RawWebSocket.MSRP, "Cookie: session=7")).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  @Conformance("7977-5.3.1-01")
  void authorizer_thatChallenges_letsTheSameConnectionTryAgain() throws IOException {
    HandshakeAuthorizer authorizer =
        request ->
            request.value("Authorization").isPresent()
                ? HandshakeDecision.accept()
                : HandshakeDecision.refuse(
                    401, new HeaderField("WWW-Authenticate", "Basic realm=\"msrp\""));
    try (Served served = Served.plain(o -> o.authorizer(authorizer));
        RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
      assertThat(peer.ask(RawWebSocket.MSRP))
          .startsWith("HTTP/1.1 401 ")
          .contains("WWW-Authenticate: Basic realm=\"msrp\"\r\n");

      assertThat(peer.ask(RawWebSocket.MSRP, "Authorization: Basic YTpi"))
          .startsWith("HTTP/1.1 101 ");
      assertThat(served.rejected).isEmpty();
    }
  }

  @Test
  void authorizer_thatThrows_refusesWith500() throws IOException {
    HandshakeAuthorizer broken =
        request -> {
          throw new IllegalStateException("on purpose");
        };
    try (Served served = Served.plain(o -> o.authorizer(broken));
        RawWebSocket peer = RawWebSocket.connect(served.endpoint())) {
      assertThat(peer.ask(RawWebSocket.MSRP))
          .startsWith("HTTP/1.1 500 ")
          .doesNotContain("on purpose");
    }
  }

  @Test
  @Conformance("7977-5.3.1-01")
  void authorizer_withMutualTls_seesTheClientsCertificate() {
    AtomicReference<HandshakeRequest> seen = new AtomicReference<>();
    HandshakeAuthorizer authorizer =
        request -> {
          seen.set(request);
          return HandshakeDecision.accept();
        };
    BindOptions how =
        BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.REQUIRED));
    try (Served served = Served.at("/", o -> o.authorizer(authorizer), how)) {
      ConnectOptions client =
          ConnectOptions.DEFAULT.withTls(TestPki.CLIENT.presenting(ClientCertificates.NONE));

      served.connect(served.endpoint(), client, served.handler("client"));

      assertThat(seen.get().tls().orElseThrow().peerCertificates()).isNotEmpty();
    }
  }

  @Test
  @Conformance("7977-5.1-02")
  void plain_ifNotAllowed_isNeitherListenedOnNorConnectedTo() {
    try (WebSocketTransport transport = new WebSocketTransport()) {
      Endpoint plain = Served.local(Endpoint.WS);
      var bound =
          transport.acceptor().bind(plain, BindOptions.DEFAULT, () -> null).toCompletableFuture();
      var connected =
          transport
              .connector()
              .connect(
                  plain.withPort(80),
                  ConnectOptions.DEFAULT,
                  new org.openmsrp.testkit.tck.RecordingHandler("none"))
              .toCompletableFuture();

      assertThat(transport.schemes()).containsExactly(Endpoint.WSS);
      assertThat(bound).isCompletedExceptionally();
      assertThat(connected)
          .isCompletedExceptionally()
          .failsWithin(java.time.Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("RFC 7977 §5.1");
    }
  }
}
