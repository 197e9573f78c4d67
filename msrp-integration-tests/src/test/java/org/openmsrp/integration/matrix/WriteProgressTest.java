// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.matrix.Pair.get;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.testkit.tck.NothingLeft;

/** T3.2: while a write is in flight, positions tell how far it has come, so slow is not dead. */
class WriteProgressTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int OCTETS = 32 << 20;

  /** The send buffer of 256 KiB, which systems may double, and the peer's receive buffer. */
  private static final int LITTLE = 2 << 20;

  private interface Step {
    void with(Socket peer, ByteBuffer part) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(value = Side.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBSOCKET")
  void write_ofWhichSomeWasTaken_showsItInThePositions(Side side) throws IOException {
    duringWrite(
        side,
        (peer, part) -> {
          Awaitility.await().until(() -> part.position() > 0);
          int before = part.position();
          assertThat(peer.getInputStream().readNBytes(OCTETS / 2)).hasSize(OCTETS / 2);
          Awaitility.await()
              .atMost(Duration.ofSeconds(10))
              .until(() -> part.position() > before && part.position() >= OCTETS / 4);
        });
  }

  /** What waits in the kernel can't be overtaken by a small message. */
  @ParameterizedTest
  @EnumSource(value = Side.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBSOCKET")
  void write_peerThatTakesNothing_leavesLittleInTheKernel(Side side) throws IOException {
    duringWrite(
        side,
        (peer, part) -> {
          AtomicInteger taken = new AtomicInteger();
          Awaitility.await()
              .pollInterval(Duration.ofMillis(200))
              .until(() -> part.position() > 0 && taken.getAndSet(part.position()) == taken.get());
          assertThat(taken.get()).isLessThan(LITTLE);
        });
  }

  /** A large write that its peer does not end. */
  private static void duringWrite(Side side, Step step) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, here);
        Transport transport = side.open()) {
      Writer writer = new Writer();
      Endpoint there = new Endpoint(Endpoint.TCP, here.getHostAddress(), server.getLocalPort(), "");
      var connecting = transport.connector().connect(there, ConnectOptions.DEFAULT, writer);
      try (Socket peer = server.accept()) {
        ByteBuffer part = ByteBuffer.allocateDirect(OCTETS);
        get(connecting).write(true, part);
        step.with(peer, part);
        assertThat(writer.written).isFalse();
      }
    }
  }

  /** Hears of the end of its write. */
  private static final class Writer implements ConnectionHandler {
    private final AtomicBoolean written = new AtomicBoolean();

    @Override
    public void onOpen(Connection connection) {}

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {}

    @Override
    public void onWritten() {
      written.set(true);
    }

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {}
  }
}
