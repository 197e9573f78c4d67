// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.matrix.Pair.get;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestAuthority;
import org.openmsrp.testkit.tls.TestIdentity;

/** RFC 4975 §14.4, RFC 8122: self-signed certificates, and fingerprints that SDP promised. */
class FingerprintBindingTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final TestIdentity ALICE = TestAuthority.selfSigned("alice").issue();
  private static final TestIdentity BOB = TestAuthority.selfSigned("bob").issue();
  private static final TestIdentity EVE = TestAuthority.selfSigned("eve").issue();

  /** Two stacks that trust nobody but whom a session was promised; alice is active. */
  private static final class Call implements AutoCloseable {
    final MsrpStack active;
    final MsrpStack passive;
    final DirectConnector connector;
    final DirectAcceptor acceptor;
    final MsrpPath alice;
    final MsrpPath bob;

    Call(Side side) {
      active = stack(side, ALICE);
      passive = stack(side, BOB);
      SessionOptions options =
          SessionOptions.DEFAULT.withSecure(true).withTransport(side.parameter());
      connector = active.connector(options);
      acceptor = passive.acceptor(options);
      bob = get(acceptor.prepare(MsrpUri.parse("msrps://127.0.0.1:0;" + side.parameter())));
      alice = get(connector.prepare());
    }

    private static MsrpStack stack(Side side, TestIdentity identity) {
      return MsrpStack.builder()
          .transport(side.open())
          .advertisedHost("127.0.0.1")
          .credentials(identity.credentials().trustPromisedFingerprints().build())
          .build();
    }

    @Override
    public void close() {
      active.close();
      passive.close();
    }
  }

  private static FingerprintSet promise(Fingerprint... fingerprints) {
    return FingerprintSet.of(fingerprints);
  }

  private static MsrpSessionException failure(CompletionStage<MsrpChannel> stage) {
    try {
      get(stage);
      throw new AssertionError("was bound");
    } catch (CompletionException e) {
      return (MsrpSessionException) e.getCause();
    }
  }

  private static void assertNotVerified(CompletionStage<MsrpChannel> stage, String words) {
    MsrpSessionException failure = failure(stage);
    assertThat(failure.kind()).isEqualTo(MsrpSessionException.Kind.PEER_NOT_VERIFIED);
    assertThat(failure).hasMessageContaining(words);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance({"4975-14.4-01", "8122-5.1-01"})
  void complete_promisesKept_isBoundOnBothEnds(Side side) {
    try (Call call = new Call(side)) {
      CompletionStage<MsrpChannel> bob =
          call.acceptor.complete(call.alice, promise(ALICE.fingerprint(), EVE.fingerprint()));
      MsrpChannel alice = get(call.connector.complete(call.bob, promise(BOB.fingerprint())));
      assertThat(alice.remotePath()).isEqualTo(call.bob);
      assertThat(get(bob).remotePath()).isEqualTo(call.alice);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance({"4975-14.4-03", "6135-4.3-01"})
  void complete_passivePeerIsAnother_isTornDownBeforeAWord(Side side) {
    try (Call call = new Call(side)) {
      CompletableFuture<MsrpChannel> bob =
          call.acceptor.complete(call.alice, promise(ALICE.fingerprint())).toCompletableFuture();
      assertNotVerified(
          call.connector.complete(call.bob, promise(EVE.fingerprint())), "certificate of CN=bob");
      assertThat(bob).isNotDone();
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance("4975-14.4-03")
  void complete_activePeerIsAnother_isTornDown(Side side) {
    try (Call call = new Call(side)) {
      CompletionStage<MsrpChannel> bob =
          call.acceptor.complete(call.alice, promise(EVE.fingerprint()));
      CompletionStage<MsrpChannel> alice =
          call.connector.complete(call.bob, promise(BOB.fingerprint()));
      assertNotVerified(bob, "certificate of CN=alice");
      assertThat(failure(alice).kind()).isEqualTo(MsrpSessionException.Kind.CONNECTION_FAILED);
    }
  }

  /** The connection may come before the answer that promises the fingerprint. */
  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance("8122-6.2-02")
  void complete_peerCameEarly_waitsForTheFingerprint(Side side) {
    try (Call call = new Call(side)) {
      CompletableFuture<MsrpChannel> alice =
          call.connector.complete(call.bob, promise(BOB.fingerprint())).toCompletableFuture();
      Awaitility.await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !alice.isDone());
      CompletionStage<MsrpChannel> bob =
          call.acceptor.complete(call.alice, promise(EVE.fingerprint()));
      assertNotVerified(bob, "certificate of CN=alice");
      assertThat(failure(alice).kind())
          .isIn(
              MsrpSessionException.Kind.CONNECTION_FAILED,
              MsrpSessionException.Kind.BINDING_REFUSED);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance("4975-5.4-09")
  void complete_nothingPromised_isNotBound(Side side) {
    try (Call call = new Call(side)) {
      assertNotVerified(call.connector.complete(call.bob), "none was given");
    }
  }
}
