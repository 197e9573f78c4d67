// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TlsInfo;

/** T5: facts about connections. */
public interface InfoContract extends TransportUnderTest {

  /** The facts in {@code onOpen} are those after the end. */
  @Test
  default void required_t5_1_infoIsConstant() {
    try (Bench bench = new Bench(this)) {
      AtomicReference<ConnectionInfo> first = new AtomicReference<>();
      RecordingHandler client = bench.handler("client").whenOpen(c -> first.set(c.info()));
      Ends ends = bench.open(client, bench.handler("server").reading());
      ends.write(Pattern.buffer(0, 10));
      ends.awaitReceived(10);
      assertThat(client.connection().info()).isEqualTo(first.get());
      client.close();
      bench.awaitClosed(client);

      assertThat(client.connection().info()).isEqualTo(first.get());
    }
  }

  /** What is local here is remote there. */
  @Test
  default void required_t5_1_bothEndsAgree() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open();
      ConnectionInfo client = ends.client().connection().info();
      ConnectionInfo server = ends.server().connection().info();

      assertThat(client.remote().port()).isEqualTo(bench.binding().localEndpoint().port());
      assertThat(server.local().port()).isEqualTo(client.remote().port());
      assertThat(server.remote().port()).isEqualTo(client.local().port()).isPositive();
      assertThat(client.transport()).isNotEmpty();
      boolean webSocket = listenEndpoint().scheme().startsWith("ws");
      assertThat(client.framing()).isEqualTo(webSocket ? Framing.MESSAGE : Framing.STREAM);
      assertThat(server.framing()).isEqualTo(client.framing());
    }
  }

  /** Facts about TLS are there exactly if there is TLS. */
  @Test
  default void required_t5_1_tlsInfoIsPresentExactlyWithTls() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open();
      boolean secure = listenEndpoint().secure();

      assertThat(ends.client().connection().info().tls().isPresent()).isEqualTo(secure);
      assertThat(ends.server().connection().info().tls().isPresent()).isEqualTo(secure);
    }
  }

  /** The peer's certificates are known before an octet is asked for. */
  @Test
  default void required_t5_1_peerCertificatesAreKnownInOnOpen() {
    assumeTrue(listenEndpoint().secure(), "not a secure endpoint");
    try (Bench bench = new Bench(this)) {
      bench.require(Capability.CERTIFICATES);
      List<TlsInfo> seen = new CopyOnWriteArrayList<>();
      bench.open(
          bench.handler("client").whenOpen(c -> c.info().tls().ifPresent(seen::add)),
          bench.handler("server"));

      assertThat(seen).hasSize(1);
      TlsInfo tls = seen.get(0);
      assertThat(tls.peerCertificates()).isNotEmpty();
      assertThat(tls.protocol()).startsWith("TLSv1.");
      assertThat(tls.cipherSuite()).isNotEmpty();
    }
  }
}
