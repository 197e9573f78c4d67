// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** AUTH at the embedded relay (RFC 4976 §6.3). */
class RelayAuthTest {

  private final RelayWorld world = new RelayWorld();
  private final EmbeddedRelay relay = world.relay("relay.example");
  private final MsrpPath toRelay = MsrpPath.of(relay.uri());

  @AfterEach
  void close() {
    world.close();
  }

  private DigestChallenge challenge(RawClient client) {
    client.write(client.request(MsrpMethod.AUTH, toRelay).build());
    MsrpResponse response = client.response();
    assertThat(response.status().code()).isEqualTo(401);
    return (DigestChallenge) response.headers().value(HeaderName.WWW_AUTHENTICATE).orElseThrow();
  }

  @Test
  @Conformance({"4976-5.1-08", "4976-9.1-02", "4976-9.1-03", "4976-10.3-01"})
  void auth_withoutCredentials_isChallenged() {
    RawClient alice = world.client("alice", relay);

    DigestChallenge challenge = challenge(alice);

    assertThat(challenge.realm()).isEqualTo("relay.example");
    assertThat(challenge.qop()).containsExactly("auth");
    assertThat(challenge.algorithm()).contains("MD5");
    assertThat(challenge.stale()).isFalse();
  }

  @Test
  @Conformance({"4976-4.2-01", "4976-9.1-10", "4976-6.3-04"})
  void auth_rightCredentials_getsUriExpiryAndProof() {
    RawClient alice = world.client("alice", relay);

    MsrpResponse granted = alice.login(toRelay, "alice", "wonderland");

    assertThat(granted.status().code()).isEqualTo(200);
    MsrpPath usePath = granted.headers().value(HeaderName.USE_PATH).orElseThrow();
    assertThat(usePath.size()).isEqualTo(1);
    assertThat(usePath.first().host().text()).isEqualTo("relay.example");
    assertThat(usePath.first().port()).hasValue(2855);
    assertThat(usePath.first().sessionId().orElseThrow()).hasSizeGreaterThan(11);
    assertThat(granted.headers().value(HeaderName.EXPIRES)).contains(900L);
    AuthenticationInfo info = granted.headers().value(HeaderName.AUTHENTICATION_INFO).orElseThrow();
    assertThat(info.qop()).contains("auth");
    assertThat(info.cnonce()).contains("c0ffee");
    assertThat(info.nonceCount()).contains("00000001");
    assertThat(info.responseAuth()).isPresent();
  }

  @Test
  void auth_wrongPassword_isChallengedAndClosedAfterThree() {
    RawClient mallory = world.client("alice", relay);

    for (int i = 0; i < 3; i++) {
      assertThat(mallory.login(toRelay, "alice", "guess" + i).status().code()).isEqualTo(401);
    }
    world.simulation.runUntil(mallory::ended);

    assertThat(relay.statistics().authenticated()).isZero();
  }

  @Test
  void auth_unknownUser_isIndistinguishableFromWrongPassword() {
    MsrpResponse answer = world.client("eve", relay).login(toRelay, "eve", "x");

    assertThat(answer.status().code()).isEqualTo(401);
    assertThat(answer.headers().value(HeaderName.WWW_AUTHENTICATE)).isPresent();
  }

  @Test
  @Conformance("4976-6.3-01")
  void auth_userWhoMayNot_is403() {
    EmbeddedRelay strict = world.relay("strict.example", b -> b.forbiddenUser("carol", "x"));

    MsrpResponse answer =
        world.client("carol", strict).login(MsrpPath.of(strict.uri()), "carol", "x");

    assertThat(answer.status()).isEqualTo(MsrpStatus.FORBIDDEN);
  }

  @Test
  void auth_sameNonceAndCount_isStale() {
    RawClient alice = world.client("alice", relay);
    DigestChallenge challenge = challenge(alice);
    alice.write(alice.authorized(toRelay, challenge, 1, "alice", "wonderland").build());
    assertThat(alice.response().status().code()).isEqualTo(200);

    alice.write(alice.authorized(toRelay, challenge, 1, "alice", "wonderland").build());
    MsrpResponse replayed = alice.response();

    assertThat(replayed.status().code()).isEqualTo(401);
    DigestChallenge again =
        (DigestChallenge) replayed.headers().value(HeaderName.WWW_AUTHENTICATE).orElseThrow();
    assertThat(again.stale()).isTrue();
    alice.write(alice.authorized(toRelay, again, 1, "alice", "wonderland").build());
    assertThat(alice.response().status().code()).isEqualTo(200);
  }

  @Test
  void auth_oldNonce_isStale() {
    RawClient alice = world.member("alice", relay);
    DigestChallenge challenge = challenge(alice);

    world.simulation.advance(Duration.ofMinutes(6));
    alice.write(alice.authorized(toRelay, challenge, 1, "alice", "wonderland").build());

    MsrpResponse answer = alice.response();
    assertThat(answer.headers().value(HeaderName.WWW_AUTHENTICATE))
        .hasValueSatisfying(value -> assertThat(((DigestChallenge) value).stale()).isTrue());
  }

  @Test
  @Conformance("4976-6.3-02")
  void auth_expiryOutOfRange_is423WithTheBound() {
    RawClient alice = world.client("alice", relay);
    DigestChallenge challenge = challenge(alice);

    alice.write(
        alice
            .authorized(toRelay, challenge, 1, "alice", "wonderland")
            .header(HeaderName.EXPIRES, 1L)
            .build());
    MsrpResponse tooShort = alice.response();
    alice.write(
        alice
            .authorized(toRelay, challenge, 2, "alice", "wonderland")
            .header(HeaderName.EXPIRES, 100_000L)
            .build());
    MsrpResponse tooLong = alice.response();

    assertThat(tooShort.status().code()).isEqualTo(423);
    assertThat(tooShort.headers().value(HeaderName.MIN_EXPIRES)).contains(10L);
    assertThat(tooLong.status().code()).isEqualTo(423);
    assertThat(tooLong.headers().value(HeaderName.MAX_EXPIRES)).contains(3_600L);
  }

  @Test
  void auth_twoAlgorithms_offersBothAndTakesEither() {
    EmbeddedRelay modern =
        world.relay(
            "modern.example",
            b -> b.algorithm(DigestAlgorithm.SHA_256).algorithm(DigestAlgorithm.MD5));
    RawClient alice = world.client("alice", modern);
    MsrpPath to = MsrpPath.of(modern.uri());
    alice.write(alice.request(MsrpMethod.AUTH, to).build());

    List<?> challenges = alice.response().headers().values(HeaderName.WWW_AUTHENTICATE);

    assertThat(challenges).hasSize(2);
    for (Object challenge : challenges) {
      alice.write(
          alice.authorized(to, (DigestChallenge) challenge, 1, "alice", "wonderland").build());
      assertThat(alice.response().status().code()).isEqualTo(200);
    }
  }

  @Test
  void auth_faults_doWhatTheySay() {
    relay.inject(RelayFault.NO_PROOF, RelayFault.NO_USE_PATH, RelayFault.NO_EXPIRES);
    MsrpResponse bare = world.client("alice", relay).login(toRelay, "alice", "wonderland");
    assertThat(bare.status().code()).isEqualTo(200);
    assertThat(bare.headers().all()).isEmpty();

    relay.heal();
    relay.inject(RelayFault.STALE_ONCE);
    RawClient alice = world.client("alice", relay);
    assertThat(alice.login(toRelay, "alice", "wonderland").status().code()).isEqualTo(401);
    assertThat(alice.login(toRelay, "alice", "wonderland").status().code()).isEqualTo(200);

    relay.refuse(MsrpStatus.UNKNOWN_METHOD);
    alice.write(alice.request(MsrpMethod.AUTH, toRelay).build());
    assertThat(alice.response().status()).isEqualTo(MsrpStatus.UNKNOWN_METHOD);

    relay.inject(RelayFault.SILENT_AUTH);
    alice.write(alice.request(MsrpMethod.AUTH, toRelay).build());
    assertThat(alice.nothingMore()).isEmpty();
  }

  @Test
  @Conformance("4976-6.2-01")
  void request_forAnotherHost_endsTheConnection() {
    RawClient alice = world.client("alice", relay);

    alice.write(
        alice
            .request(MsrpMethod.AUTH, MsrpPath.of(MsrpUri.parse("msrps://elsewhere:2855;tcp")))
            .build());

    world.simulation.runUntil(alice::ended);
    assertThat(alice.nothingMore()).isEmpty();
  }

  @Test
  @Conformance("4976-6.1-01")
  void connection_withoutRequest_endsAfter30Seconds() {
    RawClient idle = world.client("alice", relay);
    world.simulation.advance(Duration.ofSeconds(29));
    assertThat(idle.ended()).isFalse();

    world.simulation.advance(Duration.ofSeconds(2));

    assertThat(idle.ended()).isTrue();
  }
}
