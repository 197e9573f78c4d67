// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T1.1 with certificates that one side refuses; run if the options name such certificates. */
public interface TlsContract extends TransportUnderTest {

  /** A client that does not trust the listener fails its stage, and the listener is told. */
  @Test
  default void required_t1_1_distrustedListenerFailsTheStage() {
    assumeTrue(options().distrusting().isPresent(), "no distrusting client in the options");
    try (Bench bench = new Bench(this)) {
      bench.connectWith(o -> options().distrusting().orElseThrow());
      RecordingHandler client = bench.handler("client");
      RecordingHandler server = bench.handler("server");
      bench.expect(server);

      TransportException failure =
          bench.awaitFailure(bench.dial(bench.binding().localEndpoint(), client));

      assertThat(failure.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(client.opens()).isZero();
      bench.await(
          "onRejected or onClosed",
          server,
          () -> !bench.rejected().isEmpty() || server.closeReason().isPresent());
    }
  }

  /**
   * A client whose certificate is refused learns of it from its stage, or, with TLS 1.3, where its
   * own handshake is over by then, from {@code onClosed}. The listener's handler sees nothing.
   */
  @Test
  default void required_t1_1_refusedClientCertificateIsAFailedHandshake() {
    assumeTrue(options().stranger().isPresent(), "no refused client in the options");
    try (Bench bench = new Bench(this)) {
      TckOptions.Stranger stranger = options().stranger().orElseThrow();
      bench.bindWith(o -> stranger.bind()).connectWith(o -> stranger.connect());
      RecordingHandler client = bench.handler("client").reading();
      RecordingHandler server = bench.handler("server");
      bench.expect(server);
      CompletableFuture<Kind> kind = new CompletableFuture<>();
      client.whenClosed(reason -> kind.complete(Failures.of(reason)));

      CompletionStage<Connection> stage = bench.dial(bench.binding().localEndpoint(), client);
      stage.whenComplete(
          (opened, thrown) -> {
            if (thrown instanceof TransportException failure) {
              kind.complete(failure.kind());
            }
          });

      assertThat(bench.await(kind)).isEqualTo(Kind.TLS_HANDSHAKE);
      bench.await("onRejected", server, () -> !bench.rejected().isEmpty());
      assertThat(bench.rejected().get(0).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
      assertThat(server.opens()).isZero();
    }
  }
}
