// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.uri.MsrpUri;

class ProtectionTest {

  private static final String URI = "msrps://relay.example:2855;tcp";

  private final RelaySettings settings =
      RelaySettings.builder(MsrpUri.parse(URI))
          .credentials("alice", RelayBench.PASSWORD.toCharArray())
          .build();

  private final Protection protection =
      Protection.of(List.of(Challenge.parse("Digest realm=\"r\", nonce=\"first\", qop=\"auth\"")))
          .orElseThrow();

  private DigestAttempt attempt() {
    return protection.answer(settings, URI).credentials().attempt();
  }

  @Test
  void answer_toOneChallengeAgain_hasTheNextCountAndAClientNonceThatNobodyForetells() {
    Set<String> clientNonces = new HashSet<>();
    for (int count = 1; count <= 1_000; count++) {
      DigestAttempt attempt = attempt();
      assertThat(attempt.count()).isEqualTo(count);
      clientNonces.add(attempt.cnonce());
    }
    // 80 bits at six for a character.
    assertThat(clientNonces).hasSize(1_000).allMatch(cnonce -> cnonce.length() >= 14);
  }

  @Test
  void answer_afterTheRelayNamedTheNextNonce_usesThatAndCountsAnew() {
    var unused = attempt();
    protection.proceed(AuthenticationInfo.parse("nextnonce=\"second\""));

    DigestAttempt next = attempt();

    assertThat(next.nonce()).isEqualTo("second");
    assertThat(next.count()).isEqualTo(1);
  }
}
