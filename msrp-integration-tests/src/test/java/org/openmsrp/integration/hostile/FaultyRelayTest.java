// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.codec.ChunkAssembler;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayException;
import org.openmsrp.relay.RelayException.Reason;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelayTimeouts;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.EmbeddedRelayBuilder;
import org.openmsrp.testkit.relay.RelayFault;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** Relays that speak MSRP and yet do wrong, or differ, over sockets on each ground. */
@Timeout(60)
@ExtendWith(NothingLeft.class)
class FaultyRelayTest {

  private static final Duration TIME = Duration.ofMillis(200);

  /** What a relay does, and why its client gives it up, if it does. */
  enum Fault {
    SILENT(RelayFault.SILENT_AUTH, Reason.NO_ANSWER),
    WRONG_PROOF(RelayFault.WRONG_PROOF, Reason.BAD_PROOF),
    NO_USE_PATH(RelayFault.NO_USE_PATH, Reason.BAD_GRANT),
    STALE_NONCE_ONCE(RelayFault.STALE_ONCE),
    NO_PROOF(RelayFault.NO_PROOF),
    NO_EXPIRES(RelayFault.NO_EXPIRES);

    private final RelayFault injected;
    private final Optional<Reason> refusal;

    Fault(RelayFault injected) {
      this.injected = injected;
      refusal = Optional.empty();
    }

    Fault(RelayFault injected, Reason reason) {
      this.injected = injected;
      refusal = Optional.of(reason);
    }
  }

  static Stream<Arguments> faults() {
    return Arrays.stream(Ground.values())
        .filter(Ground::sockets)
        .flatMap(ground -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(ground, fault)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void prepare_relayThatDoesWrong_isGrantedOrFailsTyped(Ground ground, Fault fault) {
    try (Transport transport = ground.open();
        EmbeddedRelay relay = relay(ground, transport);
        MsrpStack stack = HostileRelayTest.stack(ground)) {
      relay.inject(fault.injected);
      Duration attempt = fault == Fault.SILENT ? TIME : Target.PATIENCE;
      RelayConnector connector =
          connector(stack, ground, relay.uri().port().orElseThrow(), attempt);

      CompletionStage<MsrpPath> prepared = connector.prepare();

      if (fault.refusal.isEmpty()) {
        assertThat(Target.join(prepared).size()).isEqualTo(2);
      } else {
        assertThat(catchThrowable(() -> Target.join(prepared)))
            .cause()
            .isInstanceOfSatisfying(
                RelayException.class,
                why -> assertThat(why.reason()).isEqualTo(fault.refusal.get()));
      }
      connector.close();
    }
  }

  private static EmbeddedRelay relay(Ground ground, Transport transport) {
    EmbeddedRelayBuilder builder =
        EmbeddedRelay.builder().listen(transport, ground.endpoint(0)).user("alice", "secret");
    if (ground.tls()) {
      builder.credentials(ground.credentials());
    }
    return Target.join(builder.start());
  }

  private static RelayConnector connector(
      MsrpStack stack, Ground ground, int port, Duration attempt) {
    RelayTimeouts timeouts = new RelayTimeouts(Target.PATIENCE, attempt, Target.PATIENCE);
    return RelayClient.builder(stack)
        .timeouts(timeouts)
        .build()
        .connector(HostileRelayTest.settings(ground, port), RelayMode.ACTIVE);
  }

  /** RFC 4976 §5.1: the path of the SDP has what was granted in the other order. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOOPBACK")
  void prepare_bareChallengeAndPathOfTwoUris_areAnsweredAndTakenWhole(Ground ground) {
    BareRelay relay = new BareRelay(ground);
    try (Bound bound = new Bound(ground, ground.open(), BindOptions.DEFAULT, relay::welcome);
        MsrpStack stack = HostileRelayTest.stack(ground)) {
      RelayConnector connector = connector(stack, ground, bound.port(), Target.PATIENCE);

      MsrpPath path = Target.join(connector.prepare());

      assertThat(path.size()).isEqualTo(3);
      assertThat(path.first()).isEqualTo(relay.granted.last());
      DigestCredentials credentials =
          relay.auths.get(1).headers().value(HeaderName.AUTHORIZATION).orElseThrow();
      assertThat(credentials.opaque()).isEmpty();
      assertThat(credentials.algorithm()).isEmpty();
      connector.close();
    }
  }

  /** Challenges without opaque and algorithm, and grants two URIs to any credentials. */
  private static final class BareRelay {
    private static final Challenge BARE =
        Challenge.parse("Digest realm=\"r\", nonce=\"n0nce\", qop=\"auth\"");

    final List<MsrpChunk> auths = new ArrayList<>();
    final MsrpPath granted;
    private final StringBuilder asked = new StringBuilder();

    BareRelay(Ground ground) {
      granted = MsrpPath.of(List.of(ground.uri(2855, "near"), ground.uri(2856, "far")));
    }

    RecordingHandler welcome(RecordingHandler handler) {
      return handler.reading().whenBytes(octets -> take(handler, octets));
    }

    private void take(RecordingHandler handler, ByteBuffer octets) {
      asked.append(ISO_8859_1.decode(octets));
      if (asked.indexOf("$\r\n") < 0) {
        return;
      }
      MsrpRequest auth =
          (MsrpRequest) ChunkAssembler.decodeAll(asked.toString().getBytes(ISO_8859_1)).get(0);
      asked.setLength(0);
      auths.add(auth);
      handler.connection().write(true, ChunkEncoder.encode(answer(auth)));
    }

    private MsrpResponse answer(MsrpRequest auth) {
      boolean known = auth.headers().value(HeaderName.AUTHORIZATION).isPresent();
      MsrpStatus status = known ? MsrpStatus.OK : MsrpStatus.UNAUTHORIZED;
      MsrpHeadersBuilder headers = MsrpHeaders.builder();
      if (known) {
        headers.set(HeaderName.USE_PATH, granted).set(HeaderName.EXPIRES, 600L);
      } else {
        headers.set(HeaderName.WWW_AUTHENTICATE, BARE);
      }
      return new MsrpResponse(auth.head().respond(status)).withHeaders(headers.build());
    }
  }
}
