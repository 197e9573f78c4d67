// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.spi.Members;

/**
 * What the connections of one call of {@code connect} or {@code bind} share.
 *
 * @param members ends them when its factory closes
 * @param loops carry them
 * @param scheme of their endpoints
 * @param closeTimeout of an orderly close
 * @param socket buffer sizes
 * @param writeBufferSize octets that Netty is given at a time
 */
record Wiring(
    Members members,
    Loops loops,
    String scheme,
    Duration closeTimeout,
    SocketOptions socket,
    int writeBufferSize) {

  /** Sets the options of a connection's channel, with {@code option} or {@code childOption}. */
  @SuppressWarnings("unchecked")
  void configure(BiConsumer<ChannelOption<Object>, Object> setter) {
    Map<ChannelOption<?>, Object> fixed =
        Map.of(
            ChannelOption.AUTO_READ, false,
            ChannelOption.ALLOW_HALF_CLOSURE, true,
            ChannelOption.TCP_NODELAY, true,
            ChannelOption.RECVBUF_ALLOCATOR, oneFixedBuffer());
    fixed.forEach((option, value) -> setter.accept((ChannelOption<Object>) option, value));
    ChannelOption<?> unsent = loops.platform().unsentBound();
    socket
        .sendBufferSize()
        .ifPresent(octets -> set(setter, unsent, loops.platform().unsent(octets)));
    socket.receiveBufferSize().ifPresent(octets -> set(setter, ChannelOption.SO_RCVBUF, octets));
  }

  @SuppressWarnings("unchecked")
  private static void set(
      BiConsumer<ChannelOption<Object>, Object> setter, ChannelOption<?> option, Object value) {
    setter.accept((ChannelOption<Object>) option, value);
  }

  /** One buffer for one demand; Netty's own allocator would read up to 16. */
  private FixedRecvByteBufAllocator oneFixedBuffer() {
    FixedRecvByteBufAllocator allocator = new FixedRecvByteBufAllocator(socket.readBufferSize());
    allocator.maxMessagesPerRead(1);
    return allocator;
  }
}
