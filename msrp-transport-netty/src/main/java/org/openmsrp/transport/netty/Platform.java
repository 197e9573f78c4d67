// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** NIO or epoll: which classes of Netty belong together. */
enum Platform {
  NIO("netty-nio", NioSocketChannel.class, NioServerSocketChannel.class),
  EPOLL("netty-epoll", EpollSocketChannel.class, EpollServerSocketChannel.class);

  private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);
  private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();

  private final String label;
  private final Class<? extends SocketChannel> channelType;
  private final Class<? extends ServerSocketChannel> serverType;

  Platform(
      String label,
      Class<? extends SocketChannel> channelType,
      Class<? extends ServerSocketChannel> serverType) {
    this.label = label;
    this.channelType = channelType;
    this.serverType = serverType;
  }

  /**
   * What bounds the octets that wait in the kernel. Linux tells those from octets under way, which
   * a long line needs many of; elsewhere all of them count.
   */
  ChannelOption<?> unsentBound() {
    return this == EPOLL ? EpollChannelOption.TCP_NOTSENT_LOWAT : ChannelOption.SO_SNDBUF;
  }

  /** A number of octets as {@link #unsentBound} wants it. */
  Object unsent(int octets) {
    if (this == EPOLL) {
      return (long) octets;
    }
    return octets;
  }

  static Platform of(NettyOptions options) {
    return options.group().map(Platform::of).orElseGet(() -> of(options.nativeIo()));
  }

  private static Platform of(EventLoopGroup group) {
    if (group instanceof IoEventLoopGroup loops) {
      if (loops.isIoType(NioIoHandler.class)) {
        return NIO;
      }
      if (loops.isIoType(EpollIoHandler.class)) {
        return EPOLL;
      }
    }
    throw new IllegalArgumentException("neither NIO nor epoll loops: " + group);
  }

  private static Platform of(NativeIo choice) {
    return switch (choice) {
      case NIO -> NIO;
      case EPOLL -> requireEpoll();
      case AUTO -> Epoll.isAvailable() ? EPOLL : fallBack(Epoll.unavailabilityCause());
    };
  }

  private static Platform requireEpoll() {
    if (!Epoll.isAvailable()) {
      throw new IllegalStateException("no native epoll here", Epoll.unavailabilityCause());
    }
    return EPOLL;
  }

  static Platform fallBack(Throwable cause) {
    if (FALLBACK_TOLD.compareAndSet(false, true)) {
      LOG.info("no native epoll here, NIO is used instead: {}", cause.toString());
    }
    return NIO;
  }

  /** The transport's name in {@code ConnectionInfo}. */
  String label() {
    return label;
  }

  Class<? extends SocketChannel> channelType() {
    return channelType;
  }

  Class<? extends ServerSocketChannel> serverType() {
    return serverType;
  }

  IoHandlerFactory ioHandlers() {
    return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }
}
