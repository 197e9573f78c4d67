// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.scripted.WebSocketFrame;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioOptions;
import org.openmsrp.transport.nio.NioTransport;

/** Sizes and numbers of a transport: as much as they allow goes through, and no more. */
final class SizeBorders {

  private static final SocketOptions SOCKET = SocketOptions.DEFAULT;

  /** Systems take more than they are told to, but not by so much. */
  private static final int SLACK = 16;

  private SizeBorders() {}

  private static BindOptions with(SocketOptions socket) {
    return BindOptions.DEFAULT.withSocket(socket);
  }

  static void readBuffer(Ground ground) {
    int most = 1_000;
    BindOptions options = with(SOCKET.withReadBufferSize(most));
    for (int size : new int[] {most - 1, most, most + 1, 100 * most}) {
      try (Bound bound = new Bound(ground, ground.open(), options, h -> h.reading());
          ScriptedPeer peer = bound.peer().send(new byte[size])) {
        RecordingHandler handler = bound.first();
        Bound.await(handler, () -> handler.received() == size);
        assertThat(handler.largestPiece()).as("%s", peer).isBetween(1, Math.min(most, size));
      }
    }
  }

  /** What the system has taken of a write that nobody reads, is bounded. */
  static void sendBuffer(Ground ground) {
    int size = 8 * 1024;
    BindOptions options = with(SOCKET.withSendBufferSize(size));
    try (Bound bound = new Bound(ground, ground.open(), options, h -> h);
        ScriptedPeer unused = bound.peer()) {
      RecordingHandler handler = bound.first();
      for (int part : new int[] {size - 1, size}) {
        long written = handler.written();
        handler.connection().write(true, ByteBuffer.allocate(part));
        Bound.await(handler, () -> handler.written() > written);
      }
      handler.connection().write(true, ByteBuffer.allocate(128 * size));
      Bound.never(handler, () -> handler.written() > 2);
    }
  }

  /** Octets that a peer gets rid of while nobody reads: with a small buffer fewer than with it. */
  static void receiveBuffer(Ground ground) {
    long small = takenUnread(ground, 8 * 1024);
    long large = takenUnread(ground, 128 * 1024);
    assertThat(small).isLessThan(large).isGreaterThanOrEqualTo(8 * 1024);
    assertThat(large).isLessThan(8 * 128 * 1024);
  }

  private static long takenUnread(Ground ground, int receiveBuffer) {
    SocketOptions socket =
        new SocketOptions(OptionalInt.empty(), OptionalInt.of(receiveBuffer), 1_024);
    try (Bound bound = new Bound(ground, ground.open(), with(socket), h -> h);
        SocketChannel peer = SocketChannel.open()) {
      peer.setOption(StandardSocketOptions.SO_SNDBUF, 4 * 1024);
      peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.port()));
      if (ground.messages()) {
        upgrade(peer);
      }
      RecordingHandler handler = bound.first();
      peer.configureBlocking(false);
      long[] taken = new long[1];
      ByteBuffer zeros = ByteBuffer.allocate(1_024);
      while (handler.await(() -> wrote(peer, zeros, taken), Target.A_MOMENT)) {
        zeros.clear();
      }
      return taken[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean wrote(SocketChannel peer, ByteBuffer octets, long[] taken) {
    try {
      int written = peer.write(octets);
      taken[0] += written;
      return written > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shakes hands, and begins a message of 512 KiB with a mask of zeros. */
  private static void upgrade(SocketChannel peer) throws IOException {
    String request =
        """
        GET / HTTP/1.1
        Host: localhost
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: msrp

        """;
    peer.write(ByteBuffer.wrap(request.replace("\n", "\r\n").getBytes(US_ASCII)));
    StringBuilder answer = new StringBuilder();
    ByteBuffer octet = ByteBuffer.allocate(1);
    while (answer.indexOf("\r\n\r\n") < 0 && peer.read(octet.clear()) > 0) {
      answer.append((char) octet.get(0));
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 101 ");
    peer.write(ByteBuffer.wrap(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 8, 0, 0}));
    peer.write(ByteBuffer.allocate(4));
  }

  static void maxMessageSize(Ground ground) {
    int most = 5_000;
    try (Bound bound =
        new Bound(
            ground,
            Ground.webSocket(o -> o.maxMessageSize(most)),
            BindOptions.DEFAULT,
            h -> h.reading())) {
      for (int size : new int[] {most - 1, most}) {
        ScriptedPeer peer = bound.peer();
        try (peer) {
          inTwoFragments(peer, size);
          peer.send(WebSocketFrame.of(WebSocketFrame.PING, "all is well"));
          assertThat(peer.expectFrame(WebSocketFrame.PONG).opcode()).isPositive();
        }
      }
      for (boolean whole : new boolean[] {true, false}) {
        try (ScriptedPeer peer = bound.peer()) {
          if (whole) {
            peer.send(new byte[most + 1]);
          } else {
            inTwoFragments(peer, most + 1);
          }
          assertThat(peer.expectFrame(WebSocketFrame.CLOSE).closeCode()).isEqualTo(1009);
        }
      }
      RecordingHandler first = bound.first();
      assertThat(first.received()).isEqualTo(most - 1);
    }
  }

  private static void inTwoFragments(ScriptedPeer peer, int size) {
    peer.send(WebSocketFrame.of(WebSocketFrame.BINARY, "x".repeat(size - 1)).notFinal())
        .send(WebSocketFrame.of(WebSocketFrame.CONTINUATION, "x"));
  }

  /** Who has one thread can be held up by the handler of a first connection. */
  static boolean canBeHeldUp(Ground ground) {
    return ground == Ground.NIO || ground == Ground.NETTY;
  }

  static void backlog(Ground ground) {
    int backlog = 5;
    BindOptions options =
        new BindOptions(Target.PATIENCE, Target.PATIENCE, Optional.empty(), SOCKET, backlog);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    try (Bound bound =
            new Bound(ground, ofOneThread(ground), options, h -> holdUp(h, held, goesOn));
        Knockers knockers = new Knockers()) {
      assertThat(knockers.letIn(bound.port(), 1)).isEqualTo(1);
      pass(held);
      assertThat(knockers.letIn(bound.port(), backlog - 1)).as("below").isEqualTo(backlog - 1);
      assertThat(knockers.letIn(bound.port(), 1)).as("at").isEqualTo(1);
      assertThat(knockers.letIn(bound.port(), SLACK)).as("above").isLessThan(SLACK);
      goesOn.countDown();
    } finally {
      goesOn.countDown();
    }
  }

  private static RecordingHandler holdUp(
      RecordingHandler handler, CountDownLatch held, CountDownLatch goesOn) {
    held.countDown();
    pass(goesOn);
    return handler;
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transport ofOneThread(Ground ground) {
    return ground == Ground.NIO
        ? new NioTransport(NioOptions.DEFAULT.withLoops(1))
        : new NettyTransport(NettyOptions.builder().threads(1).build());
  }

  static void nioLoops(Ground ground) {
    servesOn(
        ground,
        "bound-nio",
        2,
        new NioTransport(NioOptions.DEFAULT.withLoops(2).withThreadName("bound-nio")));
  }

  static void nettyThreads(Ground ground) {
    servesOn(
        ground,
        "bound-netty",
        2,
        new NettyTransport(NettyOptions.builder().threads(2).threadName("bound-netty").build()));
  }

  static void jettyThreads(Ground ground) {
    servesOn(
        ground,
        "bound-jetty",
        8,
        Ground.webSocket(options -> options.threads(8).threadName("bound-jetty")));
  }

  /** Whatever number of connections are served, by so many threads at most. */
  private static void servesOn(Ground ground, String threadName, int threads, Transport transport) {
    List<ScriptedPeer> peers = new ArrayList<>();
    try (Bound bound = new Bound(ground, transport, BindOptions.DEFAULT, h -> h.reading())) {
      for (int i = 0; i < 5 * threads; i++) {
        peers.add(bound.peer().send("served"));
        assertThat(Leftovers.threadsNamed(threadName)).hasSizeBetween(1, threads);
      }
      bound.awaitAll(5 * threads, handler -> handler.received() > 0);
      assertThat(Leftovers.threadsNamed(threadName)).hasSizeBetween(1, threads);
    } finally {
      peers.forEach(ScriptedPeer::close);
    }
  }
}
