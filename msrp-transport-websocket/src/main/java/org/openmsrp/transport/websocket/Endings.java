// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the socket below an end point, ours or that of somebody else's Jetty. */
final class Endings {

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private Endings() {}

  /** At once: the peer sees a reset. */
  static void reset(EndPoint endPoint) {
    SocketEndPoint socket = SocketEndPoint.below(endPoint);
    if (socket != null) {
      socket.abort();
      return;
    }
    if (endPoint.getTransport() instanceof SocketChannel channel) {
      setLingerZero(channel);
    }
    endPoint.close();
  }

  private static void setLingerZero(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyGone) {
      LOG.debug("no reset for {}", channel, alreadyGone);
    }
  }

  /** In order, without waiting for the peer any longer. */
  static void closeNow(EndPoint endPoint) {
    SocketEndPoint socket = SocketEndPoint.below(endPoint);
    if (socket != null) {
      socket.closeNow();
    } else {
      endPoint.close();
    }
  }
}
