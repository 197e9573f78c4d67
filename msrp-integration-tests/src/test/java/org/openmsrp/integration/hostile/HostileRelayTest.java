// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayException;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.relay.RelaySettingsBuilder;
import org.openmsrp.relay.RelayTimeouts;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.testkit.scripted.ChunkPeer;
import org.openmsrp.testkit.tck.NothingLeft;

/** A client whose relay answers AUTH as no relay should, over sockets on each ground. */
@Timeout(60)
@ExtendWith(NothingLeft.class)
class HostileRelayTest {

  private static final String NONCE = "realm=\"relay.example\", nonce=\"n0nce\"";
  private static final String GOOD = challenge("Digest " + NONCE + ", qop=\"auth\"");

  /** What a relay answers to every AUTH, and how many of them a client sends at most. */
  enum Answer {
    NO_CHALLENGE(1, ""),
    EMPTY(1, challenge("")),
    NOT_DIGEST(1, challenge("Negotiate")),
    BARE(1, challenge("Digest")),
    UNKNOWN_QOP(1, challenge("Digest " + NONCE + ", qop=\"auth-conf\"")),
    UNKNOWN_ALGORITHM(1, challenge("Digest " + NONCE + ", qop=\"auth\", algorithm=SHA3-1024")),
    OPEN_QUOTE(1, challenge("Digest " + NONCE + ", qop=\"auth")),
    CONTROL_CHARACTER(1, challenge("Digest \u0001")),
    NOT_UTF8(1, challenge("Digest \u00ff")),
    HUGE_NONCE(1, challenge("Digest nonce=\"" + "n".repeat(100_000) + "\", qop=\"auth\"")),
    THOUSAND_PARAMETERS(1, challenge("Digest " + "a=b, ".repeat(3_000) + NONCE)),
    MANY_BAD_CHALLENGES(1, challenge("Negotiate").repeat(50)),
    /** Credentials are refused as well: once more, and no third time. */
    AGAIN(2, GOOD),
    TWICE_THE_SAME(2, GOOD + GOOD),
    FIFTY(2, GOOD.repeat(50)),
    ALWAYS_STALE(3, challenge("Digest " + NONCE + ", qop=\"auth\", stale=true"));

    private final int auths;
    private final String headers;

    Answer(int auths, String headers) {
      this.auths = auths;
      this.headers = headers;
    }
  }

  private final AtomicInteger auths = new AtomicInteger();

  private static String challenge(String value) {
    return "WWW-Authenticate: " + value + "\r\n";
  }

  static Stream<Arguments> answers() {
    return Arrays.stream(Ground.values())
        .filter(Ground::sockets)
        .flatMap(
            ground -> Arrays.stream(Answer.values()).map(answer -> Arguments.of(ground, answer)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void prepare_relayThatAnswersOddly_failsAfterFewAuthsAndLeavesNothing(
      Ground ground, Answer answer) {
    try (Transport relay = ground.open();
        MsrpStack stack = stack(ground)) {
      RelayClient client =
          RelayClient.builder(stack)
              .timeouts(
                  new RelayTimeouts(
                      Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)))
              .build();
      var prepared =
          client.connector(settings(ground, listen(ground, relay, answer)), RelayMode.ACTIVE);
      Throwable thrown = catchThrowable(() -> Target.join(prepared.prepare()));
      assertThat(thrown).hasCauseInstanceOf(RelayException.class);
      assertThat(thrown.getCause()).hasMessageNotContaining("secret");
      assertThat(auths).hasValueBetween(1, answer.auths);
      prepared.close();
    }
  }

  private int listen(Ground ground, Transport relay, Answer answer) {
    BindOptions options =
        ground.tls() ? BindOptions.DEFAULT.withTls(ground.credentials()) : BindOptions.DEFAULT;
    return Target.join(
            relay.acceptor().bind(ground.endpoint(0), options, () -> new OddRelay(answer.headers)))
        .localEndpoint()
        .port();
  }

  static MsrpStack stack(Ground ground) {
    MsrpStackBuilder builder =
        MsrpStack.builder().transport(ground.open()).advertisedHost("127.0.0.1");
    return (ground.tls() ? builder.credentials(ground.trust()) : builder).build();
  }

  static RelaySettings settings(Ground ground, int port) {
    RelaySettingsBuilder builder =
        RelaySettings.builder(ground.uri(port, ""))
            .credentials("alice", new char[] {'s', 'e', 'c', 'r', 'e', 't'});
    return (ground.tls() ? builder : builder.allowPlaintext()).build();
  }

  /** Says 401 to whatever is asked. */
  private final class OddRelay extends ChunkPeer {
    private final String headers;

    OddRelay(String headers) {
      this.headers = headers;
    }

    @Override
    protected void heard(MsrpChunk request) {
      auths.incrementAndGet();
      respond(request, "401 Unauthorized", headers);
    }
  }
}
