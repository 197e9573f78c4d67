// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RawWebSocket;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** What a client asks for and which answers it accepts. */
class ClientHandshakeTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws IOException {
    listener.close();
  }

  private Endpoint there() {
    return new Endpoint(Endpoint.WS, "127.0.0.1", listener.getLocalPort(), "/msrp?room=7");
  }

  private CompletableFuture<Connection> dial(Served served, RecordingHandler handler) {
    return served
        .transport
        .connector()
        .connect(there(), ConnectOptions.DEFAULT, handler)
        .toCompletableFuture();
  }

  private static TransportException failure(CompletableFuture<Connection> stage) {
    Throwable thrown = catchThrowable(() -> Served.get(stage));
    assertThat(thrown).isInstanceOf(CompletionException.class);
    assertThat(thrown.getCause()).isInstanceOf(TransportException.class);
    return (TransportException) thrown.getCause();
  }

  @Test
  @Conformance({"7977-4.1-01", "7977-7-02"})
  void request_namesSubProtocolPathAndAddedHeadersAndOffersNoExtension() throws IOException {
    HandshakeHeaders added =
        remote ->
            List.of(
                new HeaderField("Cookie", "session=42"),
                new HeaderField("Origin", "https://www.example.com"));
    try (Served served = Served.plain(o -> o.headers(added))) {
      CompletableFuture<Connection> stage = dial(served, served.handler("client"));
      try (RawWebSocket server = RawWebSocket.accept(listener)) {
        String request = server.answer(RawWebSocket.MSRP);
        Served.get(stage);

        assertThat(request.lines())
            .contains(
                "GET /msrp?room=7 HTTP/1.1",
                "Host: 127.0.0.1:" + listener.getLocalPort(),
                "Sec-WebSocket-Protocol: msrp",
                "Sec-WebSocket-Version: 13",
                "Cookie: session=42",
                "Origin: https://www.example.com");
        assertThat(request).doesNotContain("Sec-WebSocket-Extensions");
      }
    }
  }

  @Test
  void answer101_withAWrongHash_isRefused() throws IOException {
    try (Served served = Served.plain()) {
      CompletableFuture<Connection> stage = dial(served, served.handler("client"));
      try (RawWebSocket server = RawWebSocket.accept(listener)) {
        server.head();
        server.send(
            String.join(
                "\r\n",
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                "",
                ""));

        assertThat(failure(stage)).hasMessageContaining("Sec-WebSocket-Accept");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "302 Found", "200 OK", "503 Service Unavailable"})
  void answer_otherThan101_isRefusedAndTheSocketClosed(String status) throws IOException {
    try (Served served = Served.plain()) {
      CompletableFuture<Connection> stage = dial(served, served.handler("client"));
      try (RawWebSocket server = RawWebSocket.accept(listener)) {
        server.head();
        server.send("HTTP/1.1 " + status + "\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");

        TransportException failure = failure(stage);
        assertThat(failure.kind()).isEqualTo(Kind.UPGRADE_REFUSED);
        assertThat(failure).hasMessageContaining(status);
        assertThat(server.isEnded()).isTrue();
      }
    }
  }

  @Test
  @Conformance("7977-7-02")
  void answer401_isAnsweredByTheAuthenticatorOnce() throws IOException {
    AtomicReference<List<String>> challenges = new AtomicReference<>();
    HandshakeAuthenticator authenticator =
        (remote, asked) -> {
          challenges.set(asked);
          return Optional.of("Basic YTpi");
        };
    try (Served served = Served.plain(o -> o.authenticator(authenticator))) {
      CompletableFuture<Connection> stage = dial(served, served.handler("client"));
      for (int attempt = 0; attempt < 2; attempt++) {
        try (RawWebSocket server = RawWebSocket.accept(listener)) {
          String request = server.head();
          server.send(
              String.join(
                  "\r\n",
                  "HTTP/1.1 401 Unauthorized",
                  "Content-Length: 0",
                  "WWW-Authenticate: Basic realm=\"msrp\"",
                  "",
                  ""));

          assertThat(request.contains("Authorization: Basic YTpi\r\n")).isEqualTo(attempt == 1);
          assertThat(server.isEnded()).isTrue();
        }
      }
      assertThat(failure(stage)).hasMessageContaining("401");
      assertThat(challenges.get()).containsExactly("Basic realm=\"msrp\"");
    }
  }

  @Test
  void header_thatBelongsToTheHandshake_failsTheAttempt() throws IOException {
    HandshakeHeaders added = remote -> List.of(new HeaderField("Sec-WebSocket-Protocol", "sip"));
    try (Served served = Served.plain(o -> o.headers(added))) {
      assertThat(failure(dial(served, served.handler("client"))))
          .hasMessageContaining("Sec-WebSocket-Protocol");
    }
  }

  @Test
  @Conformance("7977-App.A-01")
  void host_thatIsMadeUp_isNotLookedFor() {
    try (Served served = Served.plain()) {
      Endpoint madeUp = new Endpoint(Endpoint.WS, "df7jal23ls0d.invalid", 2855, "");
      TransportException failure =
          failure(
              served
                  .transport
                  .connector()
                  .connect(madeUp, ConnectOptions.DEFAULT, served.handler("client"))
                  .toCompletableFuture());

      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure).hasMessageContaining("RFC 7977 Appendix A");
    }
  }

  @Test
  @Conformance("7977-9-01")
  void certificate_forAnotherHost_failsTheHandshake() {
    BindOptions how =
        BindOptions.DEFAULT.withTls(TestPki.ELSEWHERE.presenting(ClientCertificates.NONE));
    try (Served served = Served.at("/", o -> o, how)) {
      TransportException failure =
          failure(
              served
                  .transport
                  .connector()
                  .connect(
                      served.endpoint(),
                      ConnectOptions.DEFAULT.withTls(TestPki.ELSEWHERE.trusting()),
                      served.handler("client"))
                  .toCompletableFuture());

      assertThat(failure.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(served.rejection().kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    }
  }

  /** In TLS 1.3 the refusal races with the request, which the server never reads (T1.1). */
  @Test
  void certificate_ofOursThatIsMissing_isAFailedHandshakeEveryTime() {
    BindOptions how =
        BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.REQUIRED));
    ConnectOptions anonymous = ConnectOptions.DEFAULT.withTls(TestPki.SERVER.trusting());
    try (Served served = Served.at("/", o -> o, how)) {
      for (int i = 0; i < 50; i++) {
        CompletableFuture<Connection> stage =
            served
                .transport
                .connector()
                .connect(served.endpoint(), anonymous, served.handler("client"))
                .toCompletableFuture();

        assertThat(failure(stage).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      }
    }
  }
}
