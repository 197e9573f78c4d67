// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a channel, between the socket and TLS: alone decides when the socket is read
 * and closed.
 *
 * <p>{@code SslHandler} would close it by itself as soon as a handshake fails, and a reset would
 * overtake its alert; and a read that is asked for through it while it shakes hands is asked for
 * again afterwards, so that twice a read buffer would be parked. While the gate discards, input
 * does not even reach TLS: BoringSSL takes none after its own close_notify.
 */
final class Gate extends ChannelDuplexHandler {

  private @Nullable ChannelHandlerContext socket;
  private @Nullable Runnable onEnd;
  private boolean ended;
  private boolean open;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    socket = context;
  }

  /** Reads once. */
  void read() {
    if (!ended) {
      requireNonNull(socket).read();
    }
  }

  /** Reads and throws away from now on. */
  void discard(Runnable whenEnded) {
    onEnd = whenEnded;
    if (ended) {
      whenEnded.run();
    } else {
      read();
    }
  }

  /** Closes the socket past TLS. */
  void close() {
    open = true;
    var unused = requireNonNull(socket).close();
  }

  private boolean discarding() {
    return onEnd != null;
  }

  private void end() {
    if (!ended) {
      ended = true;
      if (onEnd != null) {
        onEnd.run();
      }
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (open) {
      var unused = context.close(promise);
    } else {
      promise.trySuccess();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (discarding()) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (discarding()) {
      read();
    } else {
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      end();
    }
    if (!discarding()) {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ended = true;
    if (onEnd != null) {
      onEnd.run();
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
