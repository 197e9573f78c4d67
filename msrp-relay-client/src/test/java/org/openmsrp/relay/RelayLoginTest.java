// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayException.Reason;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.ExpiryRange;
import org.openmsrp.testkit.relay.RelayFault;

/** AUTH to one relay (RFC 4976 §5.1, §9.1). */
class RelayLoginTest {

  private final RelayBench bench = new RelayBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private List<RequestHead> auths() {
    return bench.log.sent.stream()
        .filter(RequestHead.class::isInstance)
        .map(RequestHead.class::cast)
        .filter(head -> head.method().equals(MsrpMethod.AUTH))
        .toList();
  }

  @Test
  @Conformance({
    "4976-3-01",
    "4976-5.1-02",
    "4976-5.1-03",
    "4976-5.1-09",
    "4976-5.1-13",
    "4976-4.1-01",
    "4976-7-01",
    "4976-5.1-12",
    "2617-3.2.1-03",
    "2617-3.2.2-02"
  })
  void prepare_rightPassword_getsAPathThroughTheRelay() {
    EmbeddedRelay relay = bench.relay("relay.example", b -> b.realm("another realm"));
    RelayConnector connector =
        bench.client.connector(RelayBench.settings(relay, "alice"), RelayMode.ACTIVE);

    var path = bench.world.await(connector.prepare());

    RelayGrant grant = connector.grant().orElseThrow();
    assertThat(path.uris()).hasSize(2);
    assertThat(path.first()).isEqualTo(grant.usePath().first());
    assertThat(path.last().host().text()).isEqualTo("host.example");
    assertThat(path.last().port()).isPresent();
    assertThat(path.last().scheme().secure()).isTrue();
    assertThat(grant.lifetime()).contains(Duration.ofSeconds(900));
    assertThat(grant.connection().tls()).isPresent();
    assertThat(grant.toString()).doesNotContain(grant.usePath().first().sessionId().orElseThrow());
    assertThat(auths()).hasSize(2);
    assertThat(auths().get(0).transactionId()).isNotEqualTo(auths().get(1).transactionId());
    assertThat(auths().get(0).fromPath().size()).isEqualTo(1);
  }

  @Test
  @Conformance({"2617-3.3-01", "4976-9.1-04", "4976-3.1-01", "4976-5.1-04", "2617-3.2.2-01"})
  void prepare_secondSession_answersTheRememberedChallengeAndGetsAnotherUri() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelaySettings settings = RelayBench.settings(relay, "alice");

    RelayGrant first = bench.grant(settings);
    RelayGrant second = bench.grant(settings);

    assertThat(second.usePath()).isNotEqualTo(first.usePath());
    assertThat(auths()).as("challenge, answer, answer at once").hasSize(3);
  }

  @Test
  @Conformance({"4976-9.1-12", "2617-3.2.3-02"})
  void prepare_nextNonceNamed_isUsedFromOne() {
    EmbeddedRelay relay = bench.relay("relay.example", b -> b.nextNonces());
    RelaySettings settings = RelayBench.settings(relay, "alice");

    for (int i = 0; i < 4; i++) {
      bench.grant(settings);
    }

    assertThat(auths()).hasSize(5);
    assertThat(relay.statistics().authenticated()).isEqualTo(4);
  }

  @Test
  @Conformance("4976-9.1-14")
  void prepare_twoAtOnce_areAskedOneAfterTheOther() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelaySettings settings = RelayBench.settings(relay, "alice");
    var first = bench.client.connector(settings, RelayMode.ACTIVE).prepare();
    var second = bench.client.connector(settings, RelayMode.ACTIVE).prepare();

    assertThat(bench.world.await(first)).isNotEqualTo(bench.world.await(second));

    assertThat(auths()).hasSize(3);
    assertThat(relay.statistics().connections()).isEqualTo(1);
  }

  @Test
  void prepare_sha256AndMd5_takesTheStronger() {
    EmbeddedRelay relay =
        bench.relay(
            "relay.example",
            b -> b.algorithm(DigestAlgorithm.MD5).algorithm(DigestAlgorithm.SHA_256));

    assertThat(bench.grant(RelayBench.settings(relay, "alice")).usePath().size()).isEqualTo(1);
    assertThat(Protection.of(List.of())).isEmpty();
  }

  @Test
  @Conformance({"2617-3.2.1-02", "4976-6.3-07"})
  void prepare_staleNonce_isAskedOnceMore() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.STALE_ONCE);

    bench.grant(RelayBench.settings(relay, "alice"));

    assertThat(auths()).hasSize(3);
  }

  @Test
  @Conformance("4976-6.3-07")
  void prepare_alwaysStale_endsTyped() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.ALWAYS_STALE);

    assertThat(bench.refusal(RelayBench.settings(relay, "alice")).reason())
        .isEqualTo(Reason.UNAUTHORIZED);
    assertThat(auths()).hasSize(3);
  }

  @Test
  @Conformance("4976-6.3-07")
  void prepare_wrongPassword_isUnauthorizedAfterOneTry() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelaySettings wrong =
        RelaySettings.builder(relay.uri()).credentials("alice", "guess".toCharArray()).build();

    RelayException refusal = bench.refusal(wrong);

    assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(refusal.attempts()).hasSize(1);
    assertThat(refusal).hasMessageContaining("relay.example:2855").hasMessageContaining("401");
    assertThat(refusal.getMessage()).doesNotContain("guess");
    assertThat(auths()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "403,FORBIDDEN",
    "404,NOT_FOUND",
    "408,TIMEOUT",
    "423,OUT_OF_BOUNDS",
    "501,NO_RELAY",
    "599,REFUSED"
  })
  @Conformance("4976-6.3-01")
  void prepare_refused_saysWhy(int code, Reason reason) {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.refuse(MsrpStatus.of(code));

    RelayException refusal = bench.refusal(RelayBench.settings(relay, "alice"));

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal).hasMessageContaining("refused with " + code);
  }

  @Test
  void prepare_silence_isNoAnswerWithinTheAttempt() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.SILENT_AUTH);
    long before = bench.world.time().nanoTime();

    assertThat(bench.refusal(RelayBench.settings(relay, "alice")).reason())
        .isEqualTo(Reason.NO_ANSWER);

    assertThat(Duration.ofNanos(bench.world.time().nanoTime() - before))
        .isLessThanOrEqualTo(Duration.ofSeconds(31));
  }

  @Test
  @Conformance({"4976-9.1-11", "2617-3.2.3-01", "4976-9.1-10"})
  void prepare_wrongProof_isRefused() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.WRONG_PROOF);

    assertThat(bench.refusal(RelayBench.settings(relay, "alice")).reason())
        .isEqualTo(Reason.BAD_PROOF);
  }

  @Test
  @Conformance("4976-9.1-10")
  void prepare_missingProof_warnsOrIsRefusedAsAsked() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.NO_PROOF);

    bench.grant(RelayBench.settings(relay, "alice"));
    bench.grant(RelayBench.settings(relay, "alice"));
    assertThat(bench.log.lines)
        .as("one warning for all sessions")
        .filteredOn(line -> line.contains("does not prove"))
        .hasSize(1);

    RelaySettings strict =
        RelaySettings.builder(relay.uri())
            .credentials("bob", RelayBench.PASSWORD.toCharArray())
            .requireProof()
            .build();
    assertThat(bench.refusal(strict).reason()).isEqualTo(Reason.BAD_PROOF);
  }

  @Test
  @Conformance("4976-9.1-01")
  void prepare_basicChallenge_isNeverAnswered() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.BASIC_CHALLENGE);

    assertThat(bench.refusal(RelayBench.settings(relay, "alice")).reason())
        .isEqualTo(Reason.BAD_CHALLENGE);
    assertThat(auths()).hasSize(1);
  }

  @Test
  @Conformance("4976-6.3-06")
  void prepare_grantWithoutUsePath_isAFailure() {
    EmbeddedRelay relay = bench.relay("relay.example");
    relay.inject(RelayFault.NO_USE_PATH);

    assertThat(bench.refusal(RelayBench.settings(relay, "alice")).reason())
        .isEqualTo(Reason.BAD_GRANT);
  }

  @Test
  @Conformance({"4976-4.6-02", "4976-5.1-11", "4976-4.6-01"})
  void prepare_boundsOfExpiry_areObeyed() {
    EmbeddedRelay relay =
        bench.relay("relay.example", b -> b.expiry(new ExpiryRange(60, 600, 1_200)));

    assertThat(bench.grant(wanting(relay, 5)).lifetime()).contains(Duration.ofSeconds(60));
    assertThat(bench.grant(wanting(relay, 9_999)).lifetime()).contains(Duration.ofSeconds(1_200));
    assertThat(bench.grant(wanting(relay, 700)).lifetime()).contains(Duration.ofSeconds(700));
  }

  private static RelaySettings wanting(EmbeddedRelay relay, int seconds) {
    return RelaySettings.builder(relay.uri())
        .credentials("alice", RelayBench.PASSWORD.toCharArray())
        .expires(Duration.ofSeconds(seconds))
        .build();
  }

  @Test
  void prepare_restartedRelay_answersItsNewChallenge() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelaySettings settings = RelayBench.settings(relay, "alice");
    bench.grant(settings);
    relay.kill();
    bench.world.runUntilIdle();
    bench.world.await(relay.restart());

    assertThat(bench.grant(settings).usePath().size()).isEqualTo(1);
  }

  @Test
  void prepare_closedMeanwhile_leavesNothing() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector connector =
        bench.client.connector(RelayBench.settings(relay, "alice"), RelayMode.ACTIVE);
    var preparing = connector.prepare();

    connector.close();
    bench.world.runUntilIdle();

    assertThat(preparing.toCompletableFuture()).isCompletedExceptionally();
    assertThat(relay.statistics().connections()).isZero();
  }

  @Test
  @Conformance({"4976-9.2-03", "4976-9.4-01", "4976-8-06", "4976-8-02"})
  void settings_plaintextOrNakedAddress_areRefused() {
    MsrpUri plain = MsrpUri.parse("msrp://relay.example:2855;tcp");
    char[] secret = RelayBench.PASSWORD.toCharArray();

    assertThatThrownBy(() -> RelaySettings.builder(plain).credentials("a", secret).build())
        .isInstanceOfSatisfying(
            RelayException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_ADDRESS));
    assertThatThrownBy(() -> RelaySettings.builder("192.0.2.1").credentials("a", secret).build())
        .isInstanceOf(RelayException.class);
    assertThat(
            RelaySettings.builder(plain)
                .allowPlaintext()
                .credentials("a", secret)
                .build()
                .plaintext())
        .isTrue();
  }

  @Test
  void settings_shown_hidePasswordAndCloseWipesIt() throws ReflectiveOperationException {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelaySettings settings = RelayBench.settings(relay, "alice");
    assertThat(settings).hasToString("alice at msrps://relay.example:2855;tcp");

    settings.close();

    Field password = RelaySettings.class.getDeclaredField("password");
    password.setAccessible(true);
    assertThat((char[]) password.get(settings)).containsOnly('\0');
    assertThat(bench.refusal(settings).reason()).isEqualTo(Reason.BAD_ADDRESS);
  }

  @Test
  void prepare_severalRelays_takesTheFirstThatGrantsAndTellsOfTheOthers() {
    EmbeddedRelay dead = bench.relay("dead.example");
    EmbeddedRelay mute = bench.relay("mute.example");
    EmbeddedRelay good = bench.relay("good.example");
    dead.kill();
    mute.refuse(MsrpStatus.of(501));
    List<RelayChain> chains =
        List.of(
            RelayChain.of(
                RelaySettings.builder(MsrpUri.parse("msrps://dead.example:2855;tcp"))
                    .credentials("alice", RelayBench.PASSWORD.toCharArray())
                    .build()),
            RelayChain.of(RelayBench.settings(mute, "alice")),
            RelayChain.of(RelayBench.settings(good, "alice")));
    RelayConnector connector =
        bench.client.connector(chains, RelayMode.ACTIVE, SessionOptions.DEFAULT);

    bench.world.await(connector.prepare());
    assertThat(connector.grant().orElseThrow().usePath().first().host().text())
        .isEqualTo("good.example");

    good.kill();
    RelayException all =
        bench.refusal(
            bench.client.connector(chains, RelayMode.ACTIVE, SessionOptions.DEFAULT).prepare());
    assertThat(all.attempts())
        .extracting(RelayAttempt::kind)
        .containsExactly(Reason.UNREACHABLE, Reason.NO_RELAY, Reason.UNREACHABLE);
  }

  @Test
  void traffic_logged_holdsNoCredentials() {
    EmbeddedRelay relay = bench.relay("relay.example");

    bench.grant(RelayBench.settings(relay, "alice"));

    assertThat(bench.log.sent)
        .isNotEmpty()
        .extracting(MsrpHead::headers)
        .noneMatch(headers -> headers.value(HeaderName.AUTHORIZATION).isPresent());
  }
}
