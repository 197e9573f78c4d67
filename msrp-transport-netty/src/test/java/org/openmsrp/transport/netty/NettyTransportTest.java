// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.Leftovers;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** What is special about this transport. */
class NettyTransportTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final Key<Set<Transport>> TRANSPORTS = Key.get(new TypeLiteral<>() {});
  private static final int MIB = 1 << 20;

  /** Asks for nothing before it is told to. */
  private static final UnaryOperator<RecordingHandler> PASSIVE = UnaryOperator.identity();

  private static MultiThreadIoEventLoopGroup group(String name, IoHandlerFactory factory) {
    return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, true), factory);
  }

  @Test
  void injector_withModule_bindsOneTransportIntoTheSet() {
    Injector injector = Guice.createInjector(new NettyTransportModule());

    assertThat(injector.getInstance(TRANSPORTS))
        .singleElement()
        .isInstanceOf(NettyTransport.class)
        .isSameAs(injector.getInstance(TRANSPORTS).iterator().next());
  }

  @Test
  void group_handedIn_isUsedAndLeftRunning() throws InterruptedException {
    MultiThreadIoEventLoopGroup shared = group("test-shared", NioIoHandler.newFactory());
    try {
      RecordingHandler client;
      try (NettyWire wire =
          NettyWire.plain(
              NettyOptions.builder().group(shared).nativeIo(NativeIo.AUTO),
              RecordingHandler::reading)) {
        client = wire.connect(RecordingHandler::reading);
        wire.accepted();

        assertThat(client.connection().info().transport()).isEqualTo("netty-nio");
        assertThat(Leftovers.threadsNamed(wire.threadName())).isEmpty();
      }
      assertThat(client.closeReason()).isPresent();
      assertThat(shared.isShuttingDown()).isFalse();
    } finally {
      shared.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  @Test
  void group_ofAnotherKind_isRefused() {
    MultiThreadIoEventLoopGroup local = group("test-local", LocalIoHandler.newFactory());
    NettyOptions options = NettyOptions.builder().group(local).build();

    assertThatThrownBy(() -> new NettyTransport(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epoll");
    local.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void fallBack_withoutNativeCode_isNio() {
    assertThat(Platform.fallBack(new UnsatisfiedLinkError("test"))).isEqualTo(Platform.NIO);
    assertThat(Platform.fallBack(new UnsatisfiedLinkError("test")).label()).isEqualTo("netty-nio");
  }

  @Test
  void options_outOfRange_areRefused() {
    NettyOptions.Builder builder = NettyOptions.builder();

    assertThatThrownBy(() -> builder.threads(0).build()).hasMessageContaining("threads");
    assertThatThrownBy(() -> builder.threads(1).writeBufferSize(1023).build())
        .hasMessageContaining("writeBufferSize");
    assertThatThrownBy(() -> builder.writeBufferSize(1024).threadName("").build())
        .hasMessageContaining("threadName");
  }

  @Test
  void write_muchToAPeerThatWaits_keepsLittleInNetty() {
    try (NettyWire wire = NettyWire.plain(PASSIVE)) {
      RecordingHandler client = wire.connect(PASSIVE);
      RecordingHandler server = wire.accepted();
      Connection connection = client.connection();

      connection.write(true, ByteBuffer.allocate(64 * MIB));
      await().until(() -> bytesInUse() > 0);

      assertThat(bytesInUse()).as("a few chunks of the pool").isLessThanOrEqualTo(16L * MIB);
      server.startReading();
      connection.abort(new TransportException(Kind.ABORTED, "test"));
      client.awaitClosed();
    }
    Buffers.awaitNoneInUse();
  }

  private static long bytesInUse() {
    return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveBytes)
        .sum();
  }

  @Test
  void factory_throws_hurtsNeitherListenerNorLoops() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (NettyWire wire =
        NettyWire.plain(
            handler -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("test");
              }
              return handler.reading();
            })) {
      try (Socket first = new Socket(InetAddress.getLoopbackAddress(), wire.endpoint().port())) {
        assertThatThrownBy(() -> first.getInputStream().read()).isInstanceOf(IOException.class);
      }

      RecordingHandler second = wire.connect(RecordingHandler::reading);

      assertThat(wire.accepted().connection()).isNotNull();
      assertThat(second.closeReason()).isEmpty();
    }
  }

  @Test
  void transport_closedWithinSignal_doesNotWaitForItself() {
    NettyWire wire = NettyWire.plain(PASSIVE);

    RecordingHandler client = wire.connect(handler -> handler.whenOpen(connection -> wire.close()));

    assertThat(client.awaitClosed())
        .isInstanceOfSatisfying(
            CloseReason.Failed.class,
            failed -> assertThat(failed.cause().kind()).isEqualTo(Kind.TRANSPORT_CLOSED));
    await().until(() -> Leftovers.threadsNamed(wire.threadName()).isEmpty());
  }

  @Test
  void factories_closed_threadsGoWithTheLastConnection() {
    NettyWire wire = NettyWire.plain(RecordingHandler::reading);
    RecordingHandler client = wire.connect(RecordingHandler::reading);
    RecordingHandler server = wire.accepted();

    wire.transport().acceptor().close();
    assertThat(Leftovers.threadsNamed(wire.threadName())).isNotEmpty();
    assertThat(server.closeReason()).isEmpty();
    wire.transport().connector().close();

    assertThat(client.awaitClosed()).isInstanceOf(CloseReason.Failed.class);
    assertThat(server.awaitClosed()).isInstanceOf(CloseReason.Failed.class);
    await().until(() -> Leftovers.threadsNamed(wire.threadName()).isEmpty());
  }

  @Test
  void transport_neverUsed_closesWithoutHavingHadAThread() {
    NettyTransport unused =
        new NettyTransport(NettyOptions.builder().threadName("test-unused").build());

    unused.close();

    assertThat(Leftovers.threadsNamed("test-unused")).isEmpty();
    assertThat(unused.schemes()).containsExactlyInAnyOrder("tcp", "tls");
  }
}
