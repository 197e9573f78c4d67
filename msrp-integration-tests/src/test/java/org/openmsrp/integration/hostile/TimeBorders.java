// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.scripted.WebSocketFrame;
import org.openmsrp.testkit.tck.RawWebSocket;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.transport.websocket.WebSocketOptions;

/** Times of a transport: what they bound ends, and no sooner than that. */
final class TimeBorders {

  private static final Duration TIME = Duration.ofMillis(150);

  private TimeBorders() {}

  /** What takes as long as it is allowed to, at least. */
  private static void takesAllItsTime(Duration time, Runnable waiting) {
    long begin = System.nanoTime();
    waiting.run();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(time);
  }

  static void connectTimeout(Ground ground) {
    try (Knockers knockers = new Knockers();
        Transport transport = ground.open()) {
      int port = knockers.deafPort();
      RecordingHandler handler = new RecordingHandler("client");
      takesAllItsTime(
          TIME,
          () -> {
            var stage =
                transport
                    .connector()
                    .connect(ground.endpoint(port), connecting(ground), handler)
                    .toCompletableFuture();
            Throwable cause =
                catchThrowableOfType(CompletionException.class, stage::join).getCause();
            assertThat(((TransportException) cause).kind())
                .isEqualTo(TransportException.Kind.TIMEOUT);
          });
      assertThat(handler.opens()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConnectOptions connecting(Ground ground) {
    ConnectOptions options = ConnectOptions.DEFAULT.withConnectTimeout(TIME).withCloseTimeout(TIME);
    return ground.tls() ? options.withTls(ground.trust()) : options;
  }

  static void openTimeout(Ground ground) {
    BindOptions options = BindOptions.DEFAULT.withOpenTimeout(TIME);
    try (Bound bound = new Bound(ground, ground.open(), options, h -> h)) {
      takesAllItsTime(
          TIME,
          () -> {
            try (ScriptedPeer peer = ScriptedPeer.connectRaw(ground.endpoint(bound.port()))) {
              peer.expectEnd();
            }
          });
    }
  }

  static void acceptedClose(Ground ground) {
    BindOptions options = BindOptions.DEFAULT.withCloseTimeout(TIME);
    try (Bound bound = new Bound(ground, ground.open(), options, h -> h);
        ScriptedPeer unused = bound.peer()) {
      closesInTime(bound.first());
    }
  }

  /** The peer never ends its half. */
  private static void closesInTime(RecordingHandler handler) {
    takesAllItsTime(
        TIME,
        () -> {
          handler.close();
          Bound.await(handler, () -> handler.closeReason().isPresent());
        });
    assertThat(handler.closeReason()).contains(new CloseReason.LocalClose());
  }

  static void connectedClose(Ground ground) {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Transport transport = ground.open()) {
      RecordingHandler handler = new RecordingHandler("client");
      var stage =
          transport
              .connector()
              .connect(ground.endpoint(server.getLocalPort()), patient(ground), handler);
      try (AutoCloseable unused = ground.messages() ? answered(server) : server.accept()) {
        Target.join(stage);
        closesInTime(handler);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static RawWebSocket answered(ServerSocket server) throws IOException {
    RawWebSocket peer = RawWebSocket.accept(server);
    String unused = peer.answer(RawWebSocket.MSRP);
    return peer;
  }

  private static ConnectOptions patient(Ground ground) {
    return connecting(ground).withConnectTimeout(Target.PATIENCE);
  }

  static void pingInterval(Ground ground) {
    whileSilent(
        ground,
        o -> o.keepAlive(TIME, Target.PATIENCE),
        (handler, peer) -> peer.expectFrame(WebSocketFrame.PING));
  }

  /** A peer that does not even read answers no ping. */
  static void peerTimeout(Ground ground) {
    whileSilent(
        ground,
        o -> o.keepAlive(TIME.dividedBy(4), TIME),
        (handler, peer) -> {
          Bound.await(handler, () -> handler.closeReason().isPresent());
          assertThat(peer.expectFrame(WebSocketFrame.CLOSE).closeCode()).isEqualTo(1001);
        });
  }

  /** What happens when a peer says nothing, happens in its time. */
  private static void whileSilent(
      Ground ground,
      UnaryOperator<WebSocketOptions.Builder> choices,
      BiConsumer<RecordingHandler, ScriptedPeer> happening) {
    try (Bound bound =
        new Bound(ground, Ground.webSocket(choices), BindOptions.DEFAULT, h -> h.reading())) {
      takesAllItsTime(
          TIME,
          () -> {
            try (ScriptedPeer peer = bound.peer()) {
              happening.accept(bound.first(), peer);
            }
          });
    }
  }
}
