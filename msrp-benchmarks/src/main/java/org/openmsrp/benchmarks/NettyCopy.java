// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Copies on Netty: the next buffer of the file is read when the last one was written. */
final class NettyCopy implements RawCopy, AutoCloseable {

  private final Class<? extends ServerSocketChannel> listening;
  private final Class<? extends SocketChannel> connecting;
  private final EventLoopGroup group;
  private final @Nullable SslContext server;
  private final @Nullable SslContext client;

  /** Copies in the clear if there is no context. */
  NettyCopy(boolean epoll, @Nullable SslContext server, @Nullable SslContext client) {
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.listening = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    this.connecting = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    this.group = new MultiThreadIoEventLoopGroup(2, io);
    this.server = server;
    this.client = client;
  }

  @Override
  public long copy(Path file) throws Exception {
    CompletableFuture<Long> received = new CompletableFuture<>();
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channel(listening)
            .childHandler(pipeline(server, () -> new Drain(received)))
            .bind(HOST, 0)
            .sync()
            .channel();
    try (FileChannel source = FileChannel.open(file)) {
      new Bootstrap()
          .group(group)
          .channel(connecting)
          .option(
              ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(BUFFER, 2 * BUFFER))
          .handler(pipeline(client, () -> new Pump(source, client != null)))
          .connect(listener.localAddress())
          .sync();
      return received.join();
    } finally {
      listener.close().sync();
    }
  }

  private static ChannelInitializer<SocketChannel> pipeline(
      @Nullable SslContext tls, java.util.function.Supplier<ChannelInboundHandlerAdapter> last) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (tls != null) {
          channel.pipeline().addLast(tls.newHandler(channel.alloc(), HOST, 0));
        }
        channel.pipeline().addLast(last.get());
      }
    };
  }

  @Override
  public void close() {
    group.shutdownGracefully().awaitUninterruptibly();
  }

  private static final class Pump extends ChannelInboundHandlerAdapter {

    private final FileChannel source;
    private final boolean afterHandshake;

    Pump(FileChannel source, boolean afterHandshake) {
      this.source = source;
      this.afterHandshake = afterHandshake;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws IOException {
      if (!afterHandshake) {
        next(context);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws IOException {
      if (event instanceof io.netty.handler.ssl.SslHandshakeCompletionEvent) {
        next(context);
      }
    }

    private void next(ChannelHandlerContext context) throws IOException {
      ByteBuf buffer = context.alloc().directBuffer(BUFFER);
      int read = buffer.writeBytes(source, source.position(), BUFFER);
      if (read <= 0) {
        buffer.release();
        context.close();
        return;
      }
      source.position(source.position() + read);
      var unused =
          context
              .writeAndFlush(buffer)
              .addListener(
                  (ChannelFutureListener)
                      written -> {
                        if (written.isSuccess()) {
                          next(context);
                        }
                      });
    }
  }

  private static final class Drain extends ChannelInboundHandlerAdapter {

    private final CompletableFuture<Long> received;
    private long octets;

    Drain(CompletableFuture<Long> received) {
      this.received = received;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      octets += ((ByteBuf) message).readableBytes();
      ReferenceCountUtil.release(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      received.complete(octets);
    }
  }
}
