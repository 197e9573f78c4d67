// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** A listener whose system runs out of file descriptors. */
class NioBindingTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int FAILURES = 3;

  private final LoopGroup group = new LoopGroup(NioOptions.DEFAULT.withThreadName("test-accept"));
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void awaitEnd() {
    group.awaitEnd();
  }

  @Test
  void accept_failsForAWhile_pausesAndGoesOn() throws IOException {
    RecordingHandler handler = new RecordingHandler("server").reading();
    Wiring wiring =
        new Wiring(
            new Owner("acceptor", group),
            group,
            "tcp",
            Duration.ofSeconds(10),
            SocketOptions.DEFAULT);
    ServerSocketChannel channel =
        NioBinding.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BindOptions.DEFAULT);
    NioLoop loop = group.acquire();
    NioBinding binding =
        new NioBinding(
            channel,
            BindOptions.DEFAULT,
            () -> handler,
            TcpConnection::new,
            wiring,
            loop,
            closed -> {}) {
          @Override
          SocketChannel accept() throws IOException {
            if (calls.incrementAndGet() <= FAILURES) {
              throw new IOException("Too many open files");
            }
            return super.accept();
          }
        };
    try (binding) {
      loop.execute(binding::begin);
      try (Peer peer = Peer.connect(binding.localEndpoint())) {
        assertThat(handler.awaitOpen()).isNotNull();
        assertThat(calls.get()).as("tries, with pauses").isBetween(FAILURES + 1, FAILURES + 20);
        peer.close();
      }
      assertThat(handler.awaitClosed()).isNotNull();
      assertThat(handler.violations()).isEmpty();
    }
  }
}
