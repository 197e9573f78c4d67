// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** The last handler of a channel: tells the connection what comes in. */
final class Inbound extends ChannelInboundHandlerAdapter {

  private final NettyConnection connection;

  Inbound(NettyConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    connection.received((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.readComplete();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      connection.inputEnded(true);
    } else if (event instanceof ChannelInputShutdownEvent) {
      connection.inputEnded(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.inputEnded(false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.failed(cause);
  }
}
