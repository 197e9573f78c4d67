// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** Makes the connections of one attempt or one binding: plain or TLS. */
@FunctionalInterface
interface Connections {

  /**
   * Makes a connection that has not begun.
   *
   * @param wiring what it shares with others
   * @param loop where it will live
   * @param channel connected, not blocking
   * @param handler receives the signals
   * @param stage completed when it opens
   */
  NioConnection create(
      Wiring wiring,
      NioLoop loop,
      SocketChannel channel,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage);
}
