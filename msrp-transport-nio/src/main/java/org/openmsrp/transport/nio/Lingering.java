// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * A socket whose connection has failed and whose last word, a TLS alert, must still reach the peer.
 * Closed at once it might send a reset, because of input that nobody reads any more, and that would
 * overtake the alert. So its output is shut down, and its input discarded until the peer's end or
 * the close timeout.
 */
final class Lingering implements Selectable {

  private static final int DISCARD = 16 * 1024;

  private final SocketChannel channel;
  private final NioLoop loop;
  private final Wiring wiring;
  private final LoopTimer timer;

  private Lingering(SocketChannel channel, NioLoop loop, Wiring wiring) {
    this.channel = channel;
    this.loop = loop;
    this.wiring = wiring;
    this.timer = loop.timers().schedule(wiring.closeTimeout(), this::end);
  }

  /** Takes the socket over, and the connection's place among the users of the loops. */
  static void begin(SocketChannel channel, NioLoop loop, Wiring wiring) {
    wiring.group().retain();
    Lingering lingering = new Lingering(channel, loop, wiring);
    try {
      channel.shutdownOutput();
      loop.register(channel, SelectionKey.OP_READ, lingering);
    } catch (IOException e) {
      lingering.end();
    }
  }

  @Override
  public void ready(int ops) {
    try {
      if (channel.read(loop.readBuffer(DISCARD)) < 0) {
        end();
      }
    } catch (IOException e) {
      end();
    }
  }

  @Override
  public Owner owner() {
    return wiring.owner();
  }

  @Override
  public void giveUp(TransportException reason) {
    end();
  }

  private void end() {
    if (channel.isOpen()) {
      loop.timers().cancel(timer);
      Sockets.close(channel);
      wiring.group().release();
    }
  }
}
