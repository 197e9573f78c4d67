// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/**
 * Peers that do what no transport of ours would: played on plain sockets, where endpoints are TCP
 * ports ({@link Capability#SOCKETS}).
 */
public interface SocketContract extends TransportUnderTest {

  /**
   * Octets that come one by one, then the end of the stream.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_endOfStreamComesAfterItsOctets() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.server().startReading();
      for (byte octet : Pattern.bytes(0, 300)) {
        raw.peer().send(new byte[] {octet});
      }
      raw.peer().sendFin();

      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(raw.server().received()).isEqualTo(300);
      assertThat(raw.peer().readToEnd()).isEmpty();
    }
  }

  /**
   * There is no half-open state: the peer's end fails a write that it does not take.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_endOfStreamFailsThePendingWrite() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.server().connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));
      raw.server().startReading();
      raw.peer().send(Pattern.bytes(0, 100)).sendFin();

      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(raw.server().received()).isEqualTo(100);
      assertThat(raw.server().written()).isZero();
    }
  }

  /**
   * A write that the peer's end fails, or that goes on, does not overtake what came before that
   * end.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_octetsBeforeTheEndOutliveTheWrite() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.server().connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));
      raw.peer().send(Pattern.bytes(0, 100)).sendFin();
      raw.peer().readUpTo(32 * 1024 * 1024);
      raw.server().startReading();

      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(raw.server().received()).isEqualTo(100);
    }
  }

  /**
   * A reset is noticed while octets are asked for.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_socketResetIsNoticedWithDemand() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.server().startReading();

      raw.peer().reset();

      assertThat(Failures.of(bench.awaitClosed(raw.server()))).isEqualTo(Kind.RESET);
    }
  }

  /**
   * A reset is noticed while only a write is pending.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_socketResetIsNoticedWithAWritePending() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.server().connection().write(true, Pattern.buffer(0, 64 * 1024 * 1024));

      raw.peer().reset();

      assertThat(Failures.of(bench.awaitClosed(raw.server()))).isEqualTo(Kind.RESET);
    }
  }

  /**
   * What the closing side has not read must not make its system destroy what it has sent.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_1_unreadInputCausesNoReset() throws IOException {
    int size = 300_000;
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TCP)) {
      raw.peer().send(new byte[100_000]);
      raw.server()
          .whenWoken(
              () -> {
                raw.server().connection().write(true, Pattern.buffer(0, size));
                raw.server().close();
              });

      raw.server().connection().wake();

      assertThat(raw.peer().readToEnd()).isEqualTo(Pattern.bytes(0, size));
      raw.peer().closeInOrder();
      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.LocalClose());
    }
  }

  /**
   * TLS that ends without close_notify may have lost something, and says so.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_tlsWithoutCloseNotifyIsTruncated() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TLS)) {
      raw.peer().send(Pattern.bytes(0, 50_000)).sendFin();

      raw.server().startReading();

      assertThat(Failures.of(bench.awaitClosed(raw.server()))).isEqualTo(Kind.TRUNCATED);
      assertThat(raw.server().received()).isEqualTo(50_000);
    }
  }

  /**
   * close_notify is an orderly end.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_7_closeNotifyIsAnOrderlyEnd() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TLS)) {
      raw.peer().send(Pattern.bytes(0, 50_000)).closeInOrder();

      raw.server().startReading();

      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.PeerClose());
      assertThat(raw.server().received()).isEqualTo(50_000);
    }
  }

  /**
   * Our own orderly end is a close_notify.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_1_closeSendsCloseNotify() throws IOException {
    try (Bench bench = new Bench(this);
        RawEnds raw = RawEnds.open(bench, Endpoint.TLS)) {
      raw.server()
          .whenWoken(
              () -> {
                raw.server().connection().write(true, Pattern.buffer(0, 50_000));
                raw.server().close();
              });

      raw.server().connection().wake();

      assertThat(raw.peer().readToEnd()).isEqualTo(Pattern.bytes(0, 50_000));
      raw.peer().closeInOrder();
      assertThat(bench.awaitClosed(raw.server())).isEqualTo(new CloseReason.LocalClose());
    }
  }

  /**
   * A newcomer that never says a word of TLS or HTTP is turned out.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t1_1_acceptedConnectionMustOpenInTime() throws IOException {
    assumeHandshake(listenEndpoint());
    try (Bench bench = new Bench(this)) {
      bench.require(Capability.SOCKETS);
      bench.bindWith(o -> o.withOpenTimeout(Duration.ofMillis(300)));
      RecordingHandler server = bench.handler("server");
      try (RawPeer peer = RawPeer.connect(bench, bench.binding().localEndpoint())) {
        bench.await("onRejected", server, () -> !bench.rejected().isEmpty());

        assertThat(bench.rejected().get(0).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(peer.isEnded()).isTrue();
      }
    }
  }

  /**
   * A newcomer that speaks something else is turned out, and others are not hurt.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t1_1_garbageFromANewcomerIsRejected() throws IOException {
    assumeHandshake(listenEndpoint());
    try (Bench bench = new Bench(this)) {
      bench.require(Capability.SOCKETS);
      RecordingHandler server = bench.handler("server");
      byte[] garbage = ("x".repeat(4096) + "\r\n\r\n").getBytes(US_ASCII);
      try (RawPeer peer = RawPeer.connect(bench, bench.binding().localEndpoint())) {
        peer.send(garbage); // At once: the first few octets may be answered by a reset.
        bench.await("onRejected", server, () -> !bench.rejected().isEmpty());

        assertThat(bench.rejected().get(0).kind())
            .isIn(Kind.TLS_HANDSHAKE, Kind.UPGRADE_REFUSED, Kind.PROTOCOL_VIOLATION);
      }
      Ends ends = bench.open(bench.handler("client"), bench.handler("other").reading());
      ends.write(Pattern.buffer(0, 10));
      ends.awaitReceived(10);
    }
  }

  /**
   * A listener that speaks something else: the stage fails, and not by its timeout.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t1_1_garbageFromAListenerFailsTheStage() throws IOException {
    assumeHandshake(listenEndpoint());
    try (Bench bench = new Bench(this);
        ServerSocket other =
            new ServerSocket(0, 50, InetAddress.getByName(listenEndpoint().host()))) {
      bench.require(Capability.SOCKETS);
      RecordingHandler client = bench.handler("client");
      CompletionStage<Connection> stage =
          bench.dial(listenEndpoint().withPort(other.getLocalPort()), client);
      try (RawPeer peer = RawPeer.accepted(other.accept())) {
        peer.send("220 mail.example.com ESMTP\r\n\r\n".getBytes(US_ASCII)).sendFin();

        TransportException failure = bench.awaitFailure(stage);

        assertThat(failure.kind())
            .isIn(Kind.TLS_HANDSHAKE, Kind.UPGRADE_REFUSED, Kind.PROTOCOL_VIOLATION, Kind.RESET);
        assertThat(client.opens()).isZero();
      }
    }
  }

  private static void assumeHandshake(Endpoint endpoint) {
    assumeTrue(!endpoint.scheme().equals(Endpoint.TCP), "plain TCP opens without a handshake");
  }
}
