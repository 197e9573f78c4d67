// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayException.Reason;
import org.openmsrp.testkit.scripted.ChunkPeer;

/** Challenges and grants that have crashed other clients, or made them try for ever. */
class OddChallengeTest {

  private static final String NONCE = "realm=\"relay.example\", nonce=\"n0nce\"";

  private final RelayBench bench = new RelayBench();
  private final List<MsrpChunk> auths = new ArrayList<>();
  private String challenge = "Digest " + NONCE + ", qop=\"auth\"";
  private String grant = "Use-Path: msrps://relay.example:2855/gr4nt;tcp\r\nExpires: 600\r\n";

  @AfterEach
  void close() {
    bench.close();
  }

  private RelaySettings settings() {
    bench.world.await(
        bench
            .world
            .newTransport()
            .acceptor()
            .bind(Endpoint.tls("relay.example", 2855), BindOptions.DEFAULT, OddRelay::new));
    return RelaySettings.builder(MsrpUri.parse("msrps://relay.example:2855;tcp"))
        .credentials("alice", RelayBench.PASSWORD.toCharArray())
        .build();
  }

  @Test
  void prepare_challengeWithoutOpaqueAndAlgorithm_isAnsweredWithoutThem() {
    RelayGrant granted = bench.grant(settings());

    assertThat(granted.usePath().first().sessionId()).contains("gr4nt");
    assertThat(auths).hasSize(2);
    assertThat(auths.get(1).headers().value(HeaderName.AUTHORIZATION))
        .hasValueSatisfying(
            credentials -> {
              assertThat(credentials.opaque()).isEmpty();
              assertThat(credentials.algorithm()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest " + NONCE + ", qop=\"auth-conf\"",
        "Digest " + NONCE + ", qop=\"\"",
        "Digest " + NONCE,
        "Digest " + NONCE + ", qop=\"auth\", algorithm=SHA3-1024",
        "Digest",
        "Digest nonce=\"n\"",
        "Negotiate",
        "Digest \u0001",
      })
  @Conformance("4976-7-06")
  void prepare_challengeThatCannotBeAnswered_failsAfterOneAuth(String odd) {
    challenge = odd;

    assertThat(bench.refusal(settings()).reason()).isIn(Reason.BAD_CHALLENGE, Reason.NO_ANSWER);
    assertThat(auths).hasSize(1);
  }

  @Test
  void prepare_grantOfAPathOfSeveralUris_isTakenWhole() {
    grant =
        "Use-Path: msrps://relay.example:2855/gr4nt;tcp msrps://inner.example:2855/s2;tcp\r\n"
            + "Expires: 600\r\n";

    assertThat(bench.grant(settings()).usePath().size()).isEqualTo(2);
  }

  /** A relay that says what the test says: the challenge first, the grant to any credentials. */
  private final class OddRelay extends ChunkPeer {

    @Override
    protected void heard(MsrpChunk request) {
      auths.add(request);
      if (request.headers().value(HeaderName.AUTHORIZATION).isPresent()) {
        respond(request, "200 OK", grant);
      } else {
        respond(request, "401 Unauthorized", "WWW-Authenticate: " + challenge + "\r\n");
      }
    }
  }
}
