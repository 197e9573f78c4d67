// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.matrix.Pair.get;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionMatching;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestPki;

/** RFC 6714: the connection goes where a middlebox waits, TLS and paths stay the peer's. */
class MiddleboxTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final SessionOptions SECURE =
      SessionOptions.DEFAULT.withSecure(true).withMatching(SessionMatching.SESSION_ID);

  private static MsrpPath behind(String host, MsrpPath bound) {
    String id = bound.first().sessionId().orElseThrow();
    return MsrpPath.parse("msrps://" + host + ":9/" + id + ";tcp");
  }

  private static CompletionStage<MsrpChannel> call(
      MsrpStack active, MsrpStack passive, String host) {
    DirectAcceptor acceptor = passive.acceptor(SECURE);
    MsrpPath bound = get(acceptor.prepare(MsrpUri.parse("msrps://127.0.0.1:0;tcp")));
    int port = bound.first().port().orElseThrow();
    DirectConnector connector =
        active.connector(SECURE.toBuilder().connectAt("127.0.0.1", port).build());
    acceptor.complete(get(connector.prepare()));
    return connector.complete(behind(host, bound));
  }

  @ParameterizedTest
  @EnumSource(value = Side.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBSOCKET")
  @Conformance({"6714-7.6-01", "6714-7.2-01"})
  void complete_connectAtAnotherAddress_demandsTheCertificateOfThePathsHost(Side side) {
    try (MsrpStack active =
            MsrpStack.builder()
                .transport(side.open())
                .advertisedHost("127.0.0.1")
                .credentials(Trusting.anonymous())
                .build();
        MsrpStack passive =
            MsrpStack.builder()
                .transport(side.open())
                .advertisedHost("127.0.0.1")
                .credentials(Trusting.showing(TestPki.ELSEWHERE))
                .build()) {
      MsrpChannel bound = get(call(active, passive, "elsewhere.example"));
      assertThat(bound.remotePath().first().host()).hasToString("elsewhere.example");
      CompletionStage<MsrpChannel> other = call(active, passive, "another.example");
      assertThat(other.toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .extracting(Throwable::getCause)
          .isInstanceOfSatisfying(
              TransportException.class,
              why -> assertThat(why.tlsFailure()).contains(TlsFailure.WRONG_NAME));
    }
  }
}
