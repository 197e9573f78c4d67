// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** A server that is its clients' relay as far as AUTH goes (RFC 7977 §5.3.1). */
class AuthResponderTest {

  private static final MsrpPath OWN = MsrpPath.parse("msrp://df7jal23ls0d.invalid:2855/98cjs;tcp");
  private static final Duration HOUR = Duration.ofHours(1);

  private final Bench bench = new Bench(b -> b.limits(MsrpLimits.builder().grants(2).build()));
  private final List<AuthRequest> asked = new ArrayList<>();
  private final Pair.Recorder user = new Pair.Recorder();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private MsrpServer server(AuthResponder responder) {
    return bench.simulation.await(
        bench.stack.server(
            MsrpUri.parse(Bench.LOCAL),
            request -> {
              asked.add(request);
              return responder.answer(request);
            }));
  }

  private MsrpServer server() {
    return server(AuthResponder.trustingConnections(HOUR));
  }

  private static String auth(String id, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
    return "MSRP %s AUTH\nTo-Path: msrp://alice@stack.example:2855;tcp\nFrom-Path: %s\n%s-------%s$\n"
        .formatted(id, OWN, more, id);
  }

  private static MsrpPath granted(RawPeer.Frame answer) {
    assertThat(answer.code()).isEqualTo(200);
    return answer.head().headers().value(HeaderName.USE_PATH).orElseThrow();
  }

  private MsrpPath grant(RawPeer peer, String id) {
    peer.sends(auth(id));
    return granted(peer.takesFrame());
  }

  /** A peer with a path through the server, and what is expected to come along it. */
  private record Client(RawPeer peer, MsrpPath relay, Expectation expected) {

    String to() {
      return relay + " " + expected.path();
    }

    CompletionStage<MsrpChannel> complete() {
      return expected.complete(relay.followedBy(OWN));
    }
  }

  private Client client() {
    MsrpServer server = server();
    RawPeer peer = bench.connect();
    return new Client(peer, grant(peer, "auth0001"), server.expect(SessionOptions.DEFAULT));
  }

  private static String knock(String id, String to) {
    return "MSRP %s SEND\nTo-Path: %s\nFrom-Path: %s\nMessage-ID: knock\nByte-Range: 1-0/0\n-------%s$\n"
        .formatted(id, to, OWN, id);
  }

  private static String text(String id, String to, String text) {
    return ("MSRP %s SEND\nTo-Path: %s\nFrom-Path: %s\nMessage-ID: %s\nSuccess-Report: yes\n"
            + "Byte-Range: 1-%d/%d\nContent-Type: text/plain\n\n%s\n-------%s$\n")
        .formatted(id, to, OWN, id, text.length(), text.length(), text, id);
  }

  private MsrpSession bound(CompletionStage<MsrpChannel> channel) {
    MsrpSession session =
        MsrpSession.builder(bench.simulation.await(channel)).handler(user).start();
    bench.simulation.runUntilIdle();
    return session;
  }

  @Test
  @Conformance("7977-5.3.1-01")
  void auth_onTrustedConnection_isAnsweredWithUsePathThatNamesTheServer() {
    MsrpServer server = server();
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001"));
    RawPeer.Frame answer = peer.takesFrame();

    MsrpPath path = granted(answer);
    assertThat(path.size()).isEqualTo(1);
    String id = path.first().sessionId().orElseThrow();
    assertThat(path.first()).isEqualTo(server.uri().toBuilder().sessionId(id).build());
    assertThat(answer.head().headers().value(HeaderName.EXPIRES)).contains(3600L);
    assertThat(answer.head().toPath()).isEqualTo(OWN);
    assertThat(answer.head().fromPath())
        .isEqualTo(MsrpPath.parse("msrp://alice@stack.example:2855;tcp"));
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).connection().remote().host()).isNotEmpty();
  }

  @Test
  void auth_ofAServerWithoutResponder_isAnswered481() {
    bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001"));

    assertThat(peer.takesFrame().code()).isEqualTo(481);
  }

  /** RFC 7977 §8.2.2 and §8.2.3, with the peer inside the server. */
  @Test
  void session_alongTheGrantedUri_exchangesMessagesAndReportsAsThroughARelay() {
    Client client = client();
    RawPeer peer = client.peer();
    MsrpPath relay = client.relay();
    MsrpPath own = client.expected().path();
    String to = client.to();
    CompletionStage<MsrpChannel> channel = client.complete();
    peer.sends(knock("bind0001", to));
    RawPeer.Frame answer = peer.takesFrame();
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.head().toPath()).isEqualTo(OWN);
    assertThat(answer.head().fromPath()).isEqualTo(relay);

    MsrpSession session = bound(channel);
    assertThat(session.remotePath()).isEqualTo(relay.followedBy(OWN));
    peer.sends(text("text0001", to, "Hi Bob"));
    assertThat(user.texts).containsExactly("Hi Bob");
    RawPeer.Frame report =
        peer.takesFrames().stream().filter(RawPeer.Frame::isRequest).findFirst().orElseThrow();
    assertThat(report.request().method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(report.head().toPath()).isEqualTo(OWN);
    assertThat(report.head().fromPath()).isEqualTo(relay.followedBy(own));

    session.send("Hi Alice");
    RawPeer.Frame sent = peer.takesFrame();
    assertThat(sent.text()).isEqualTo("Hi Alice");
    assertThat(sent.head().toPath()).isEqualTo(OWN);
    assertThat(sent.head().fromPath()).isEqualTo(relay.followedBy(own));
  }

  @Test
  void session_whosePeerCameBeforeItsPathWasKnown_isBoundOnce() {
    Client client = client();
    client.peer().sends(knock("bind0001", client.to()));
    assertThat(client.peer().takesFrames()).isEmpty();

    bound(client.complete());

    assertThat(client.peer().takesFrame().code()).isEqualTo(200);
  }

  @Test
  void session_ofAnotherPathThanWasAgreed_isRefused() {
    Client client = client();
    MsrpPath other = grant(client.peer(), "auth0002");
    client.complete();
    client.peer().sends(knock("bind0001", other + " " + client.expected().path()));

    assertThat(client.peer().takesFrame().code()).isEqualTo(481);
  }

  @Test
  void grant_ofAnotherConnection_isWorthNothing() {
    Client client = client();
    client.complete();
    RawPeer thief = bench.connect();
    thief.sends(knock("bind0001", client.to()));

    assertThat(thief.takesFrame().code()).isEqualTo(400);
  }

  @Test
  void reroute_toANewGrant_takesBothUntilTheOldOneEnds() {
    Client client = client();
    RawPeer peer = client.peer();
    MsrpPath first = client.relay();
    Expectation expected = client.expected();
    CompletionStage<MsrpChannel> stage = client.complete();
    peer.sends(knock("bind0001", client.to()));
    MsrpChannel channel = bench.simulation.await(stage);
    MsrpSession session = MsrpSession.builder(channel).handler(user).start();
    peer.takes();
    bench.simulation.advance(HOUR.minusSeconds(10));
    MsrpPath second = grant(peer, "auth0002");
    peer.sends(text("text0001", second + " " + expected.path(), "new"));
    peer.sends(text("text0002", first + " " + expected.path(), "old"));
    channel.reroute(expected.path(), second.followedBy(OWN));
    bench.simulation.runUntilIdle();
    peer.takes();
    session.send("back");

    assertThat(peer.takesFrame().head().fromPath()).isEqualTo(second.followedBy(expected.path()));
    assertThat(user.texts).containsExactly("new", "old");
    bench.simulation.advance(Duration.ofSeconds(11));
    peer.sends(text("text0003", first + " " + expected.path(), "late"));
    assertThat(peer.takesFrames().get(0).code()).isEqualTo(481);
  }

  @Test
  void expires_ofTheClient_isObeyedWithinTheBound() {
    server();
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001", "Expires: 600"));
    assertThat(peer.takesFrame().head().headers().value(HeaderName.EXPIRES)).contains(600L);
    peer.sends(auth("auth0002", "Expires: 3601"));
    RawPeer.Frame refused = peer.takesFrame();

    assertThat(refused.code()).isEqualTo(423);
    assertThat(refused.head().headers().value(HeaderName.MAX_EXPIRES)).contains(3600L);
  }

  @Test
  void grants_asManyAsTheLimit_areFollowedBy403() {
    server();
    RawPeer peer = bench.connect();
    grant(peer, "auth0001");
    grant(peer, "auth0002");
    peer.sends(auth("auth0003"));

    assertThat(peer.takesFrame().code()).isEqualTo(403);
  }

  @Test
  void decision_thatNeverComes_countsAgainstTheLimit() {
    server(request -> new CompletableFuture<>());
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001"));
    peer.sends(auth("auth0002"));
    peer.sends(auth("auth0003"));

    assertThat(peer.takesFrame().code()).isEqualTo(403);
  }

  @Test
  @Conformance("7977-5.3.1-01")
  void challenge_ofTheResponder_isAnsweredByCredentialsThatItSees() {
    server(
        request ->
            CompletableFuture.completedFuture(
                request.credentials().isPresent()
                    ? AuthDecision.grant(HOUR)
                    : AuthDecision.challenge(Challenge.parse("Digest realm=\"r\", nonce=\"n\""))));
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001"));
    RawPeer.Frame challenge = peer.takesFrame();
    assertThat(challenge.code()).isEqualTo(401);
    assertThat(challenge.head().headers().value(HeaderName.WWW_AUTHENTICATE)).isPresent();
    peer.sends(
        auth(
            "auth0002",
            "Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n\", qop=auth,"
                + " nc=00000001, cnonce=\"c\", response=\""
                + "0".repeat(32)
                + "\""));

    granted(peer.takesFrame());
    assertThat(asked.get(1).credentials().orElseThrow().username()).isEqualTo("alice");
  }

  @Test
  void responder_thatThrowsOrFails_refusesWith403() {
    server(
        request -> {
          if (asked.size() == 1) {
            throw new IllegalStateException("on purpose");
          }
          return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
        });
    RawPeer peer = bench.connect();
    peer.sends(auth("auth0001"));
    assertThat(peer.takesFrame().code()).isEqualTo(403);
    peer.sends(auth("auth0002"));
    assertThat(peer.takesFrame().code()).isEqualTo(403);
  }

  @Test
  void auth_throughThisServerToAnother_isNotForwarded() {
    server();
    RawPeer peer = bench.connect();
    peer.sends(
        auth("auth0001")
            .replace("2855;tcp\nFrom", "2855;tcp msrp://further.example:2855;tcp\nFrom"));

    assertThat(peer.takesFrame().code()).isEqualTo(481);
    assertThat(asked).isEmpty();
  }

  @Test
  void connection_withAGrantOnly_staysUntilTheGrantEnds() {
    server();
    RawPeer peer = bench.connect();
    grant(peer, "auth0001");
    bench.simulation.advance(HOUR.minusSeconds(1));
    bench.simulation.runUntilIdle();
    assertThat(peer.closed()).isEmpty();
    bench.simulation.advance(Duration.ofSeconds(2));
    bench.simulation.runUntilIdle();

    assertThat(peer.closed()).isPresent();
  }

  @Test
  void decision_outOfItsRange_isRefused() {
    assertThatThrownBy(() -> AuthDecision.grant(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuthDecision.Granted(Duration.ofDays(36_500), MsrpHeaders.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AuthDecision.refuse(MsrpStatus.OK))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
