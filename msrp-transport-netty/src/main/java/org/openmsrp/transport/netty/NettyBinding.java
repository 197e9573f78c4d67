// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;

/** One listening channel. */
final class NettyBinding implements Binding {

  private static final long CLOSE_SECONDS = 1;

  private final Channel channel;
  private final Endpoint local;
  private final Loops loops;
  private final Consumer<NettyBinding> onClose;

  NettyBinding(Channel channel, Endpoint local, Loops loops, Consumer<NettyBinding> onClose) {
    this.channel = channel;
    this.local = local;
    this.loops = loops;
    this.onClose = onClose;
  }

  @Override
  public Endpoint localEndpoint() {
    return local;
  }

  /**
   * Waits until the system refuses newcomers, except on a loop, which can't wait for itself. With
   * NIO the system goes on accepting until the selector has let go of the socket, which is at the
   * loop's next turn.
   */
  @Override
  public void close() {
    onClose.accept(this);
    var closed = channel.close();
    if (!loops.inLoop()) {
      closed.awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
      Runnable nextTurn = () -> {};
      channel
          .eventLoop()
          .schedule(nextTurn, 1, TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
