// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.openmsrp.integration.matrix.Pair.get;
import static org.openmsrp.integration.matrix.Promptly.promptly;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpSessionException.Kind;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tck.NothingLeft;

/** One end means TLS and the other does not. Who connects learns it within a second. */
class MixedUpTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  @ParameterizedTest
  @EnumSource(Side.class)
  void complete_plainToATlsPort_failsSoon(Side side) throws IOException {
    promptly(() -> assertFails(side, false));
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void complete_tlsToAPlainPort_failsSoon(Side side) throws IOException {
    promptly(() -> assertFails(side, true));
  }

  private static void assertFails(Side side, boolean secure) {
    try (MsrpStack active = Pair.stack(side, true);
        MsrpStack passive = Pair.stack(side, true)) {
      SessionOptions options = SessionOptions.DEFAULT.withTransport(side.parameter());
      MsrpPath there =
          get(passive.acceptor(options.withSecure(!secure)).prepare(any(side, !secure)));
      DirectConnector connector = active.connector(options.withSecure(secure));
      get(connector.prepare());
      assertFailsSoon(connector.complete(withScheme(there, secure)), Kind.CONNECTION_FAILED);
    }
  }

  private static void assertFailsSoon(CompletionStage<MsrpChannel> channel, Kind kind) {
    assertThat(channel.toCompletableFuture())
        .failsWithin(Promptly.SOON)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(type(MsrpSessionException.class))
        .extracting(MsrpSessionException::kind)
        .isEqualTo(kind);
  }

  /** Who changes the signalling must not get in the clear what was to be secret. */
  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance("4975-6-08")
  void complete_msrpsPathAnsweredWithMsrp_isRefusedAndConnectsToNobody(Side side)
      throws IOException {
    try (MsrpStack active = Pair.stack(side, true);
        ServerSocketChannel plain = ServerSocketChannel.open()) {
      plain
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .configureBlocking(false);
      DirectConnector connector =
          active.connector(SessionOptions.DEFAULT.withTransport(side.parameter()).withSecure(true));
      get(connector.prepare());
      MsrpUri answer = any(side, false).toBuilder().port(plain.socket().getLocalPort()).build();
      assertFailsSoon(connector.complete(MsrpPath.of(answer)), Kind.PEER_NOT_VERIFIED);
      assertThat(plain.accept()).isNull();
    }
  }

  private static MsrpUri any(Side side, boolean secure) {
    return MsrpUri.parse(scheme(secure) + "://127.0.0.1:0;" + side.parameter());
  }

  private static MsrpPath withScheme(MsrpPath path, boolean secure) {
    String rest = path.toString().replaceFirst("^msrps?", "");
    return MsrpPath.parse(scheme(secure) + rest);
  }

  private static String scheme(boolean secure) {
    return secure ? "msrps" : "msrp";
  }
}
