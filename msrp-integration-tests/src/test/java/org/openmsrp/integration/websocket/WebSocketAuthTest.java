// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayException;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelayRenewal;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.session.AuthDecision;
import org.openmsrp.session.AuthRequest;
import org.openmsrp.session.AuthResponder;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.testkit.tls.TestIdentity;
import org.openmsrp.transport.websocket.HandshakeDecision;
import org.openmsrp.transport.websocket.HeaderField;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** A server without a relay, and the relay client that takes it for one (RFC 7977 §5.3.1, §8.1). */
@ExtendWith(NothingLeft.class)
class WebSocketAuthTest {

  private static final TestAuthority CA = new TestAuthority("WebSocket CA");
  private static final TestIdentity SERVER =
      CA.certificate("server").hosts("localhost", "127.0.0.1").issue();
  private static final TlsCredentials TRUST =
      TlsCredentials.builder().trust(List.of(CA.root())).build();
  private static final String COOKIE = "session=42";
  private static final String REALM = "example.com";
  private static final String NONCE = "UvtfpVL7XnnJ63EE244fXDthfLihlMHOY4+dd4A=";
  private static final MsrpUri OWN = MsrpUri.parse("msrps://df7jal23ls0d.invalid:2855/98cjs;ws");

  private final List<AuthRequest> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<IncomingMessage> atServer = new LinkedBlockingQueue<>();
  private final BlockingQueue<IncomingMessage> atClient = new LinkedBlockingQueue<>();
  private final MsrpStack serving =
      stack(
          SERVER.credentials().build(),
          WebSocketOptions.builder()
              .authorizer(
                  request ->
                      request.value("Cookie").equals(Optional.of(COOKIE))
                          ? HandshakeDecision.accept()
                          : HandshakeDecision.refuse(403))
              .build());
  private final MsrpStack client =
      stack(
          TRUST,
          WebSocketOptions.builder()
              .headers(remote -> List.of(new HeaderField("Cookie", COOKIE)))
              .build());

  private static MsrpStack stack(TlsCredentials credentials, WebSocketOptions options) {
    return MsrpStack.builder()
        .transport(new WebSocketTransport(options))
        .credentials(credentials)
        .advertisedHost("localhost")
        .build();
  }

  @AfterEach
  void close() {
    client.close();
    serving.close();
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private MsrpServer serve(AuthResponder responder) {
    return get(
        serving.server(
            MsrpUri.parse("msrps://localhost:0;ws"),
            request -> {
              asked.add(request);
              return responder.answer(request);
            }));
  }

  private RelayConnector connector(MsrpServer server, String password) {
    RelaySettings settings =
        RelaySettings.builder(server.uri()).credentials("alice", password.toCharArray()).build();
    return RelayClient.builder(client).build().connector(settings, RelayMode.ACTIVE);
  }

  private static String text(BlockingQueue<IncomingMessage> queue) throws InterruptedException {
    IncomingMessage message = queue.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message in time").isNotNull();
    return get(message.text());
  }

  private void assertTalks(MsrpServer server, RelayConnector connector, MsrpPath path)
      throws InterruptedException {
    Expectation expected = server.expect(SessionOptions.DEFAULT);
    var accepted = expected.complete(path);
    MsrpSession alice =
        MsrpSession.builder(get(connector.complete(expected.path())))
            .handler(atClient::add)
            .start();
    MsrpSession bob = MsrpSession.builder(get(accepted)).handler(atServer::add).start();
    assertThat(bob.remotePath()).isEqualTo(path);

    var there = alice.send("Hello, Bob! 👋");
    var back = bob.send("x".repeat(200_000));
    assertThat(text(atServer)).isEqualTo("Hello, Bob! 👋");
    assertThat(text(atClient)).hasSize(200_000);
    assertThat(get(there).successful()).isTrue();
    assertThat(get(back).successful()).isTrue();
    alice.close();
    get(bob.ended());
  }

  @Test
  @Conformance({"7977-5.3.1-02", "7977-5.3.1-01"})
  void authAfterCookie_getsUsePathOfTheServerAndASessionAlongIt() throws InterruptedException {
    MsrpServer server = serve(AuthResponder.trustingConnections(Duration.ofMinutes(15)));
    try (RelayConnector connector = connector(server, "unused")) {
      MsrpPath path = get(connector.prepare(OWN));

      assertThat(path.size()).isEqualTo(2);
      assertThat(path.last()).isEqualTo(OWN);
      assertThat(path.first().port()).isEqualTo(server.uri().port());
      assertThat(asked).hasSize(1);
      assertThat(asked.get(0).head().toPath()).isEqualTo(MsrpPath.of(server.uri()));
      assertThat(connector.grant().orElseThrow().lifetime()).contains(Duration.ofMinutes(15));
      assertTalks(server, connector, path);
    }
  }

  /** RFC 7977 §8.1.2: the challenge is answered by the digest of the URI with its {@code ;ws}. */
  @Test
  @Conformance({"7977-7-01", "7977-8.1.1-02", "7977-5.3.1-01"})
  void authWithDigest_rightPassword_isGrantedAndTalks() throws InterruptedException {
    MsrpServer server = serve(digest("secret"));
    try (RelayConnector connector = connector(server, "secret")) {
      MsrpPath path = get(connector.prepare(OWN));

      assertThat(asked).hasSize(2);
      assertThat(asked.get(1).credentials().orElseThrow().attempt().uri())
          .isEqualTo(server.uri().toString())
          .endsWith(";ws");
      assertTalks(server, connector, path);
    }
  }

  @Test
  void authWithDigest_wrongPassword_isUnauthorized() {
    MsrpServer server = serve(digest("secret"));
    try (RelayConnector connector = connector(server, "guess")) {
      assertThat(connector.prepare(OWN))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              RelayException.class,
              e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.UNAUTHORIZED));
    }
  }

  @Test
  void renewal_ofAShortGrant_isGrantedOnTheSameConnection() throws InterruptedException {
    MsrpServer server = serve(AuthResponder.trustingConnections(Duration.ofSeconds(5)));
    CompletableFuture<RelayRenewal> renewed = new CompletableFuture<>();
    try (RelayConnector connector = connector(server, "unused")) {
      connector.listener(renewed::complete);
      MsrpPath path = get(connector.prepare(OWN));
      Expectation expected = server.expect(SessionOptions.DEFAULT);
      var accepted = expected.complete(path);
      MsrpSession alice = MsrpSession.builder(get(connector.complete(expected.path()))).start();
      MsrpChannel bob = get(accepted);
      MsrpSession.builder(bob).handler(atServer::add).start();

      MsrpPath next = get(renewed).localPath();
      assertThat(next).isNotEqualTo(path);
      assertThat(asked.get(1).connection().remote()).isEqualTo(asked.get(0).connection().remote());
      bob.reroute(expected.path(), next);
      get(renewed).apply(expected.path());
      var fate = alice.send("still here");
      assertThat(text(atServer)).isEqualTo("still here");
      assertThat(get(fate).successful()).isTrue();
    }
  }

  private static AuthResponder digest(String password) {
    return request ->
        CompletableFuture.completedFuture(
            request
                .credentials()
                .map(given -> judged(given, password))
                .orElseGet(WebSocketAuthTest::challenge));
  }

  private static AuthDecision judged(DigestCredentials given, String password) {
    Digest digest = new Digest(DigestAlgorithm.MD5);
    String secret = digest.secret(given.username(), REALM, password.toCharArray());
    boolean right = digest.response(secret, given.attempt()).equals(given.response());
    return right ? AuthDecision.grant(Duration.ofMinutes(15)) : challenge();
  }

  private static AuthDecision challenge() {
    return AuthDecision.challenge(
        new DigestChallenge(
            REALM,
            NONCE,
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(DigestAttempt.QOP_AUTH)));
  }
}
