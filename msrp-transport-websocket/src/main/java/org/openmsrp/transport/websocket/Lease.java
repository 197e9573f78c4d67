// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.channels.SocketChannel;

/** Keeps the threads that serve a connection from ending before it. Safe for any thread. */
interface Lease {

  /** For connections on threads that are somebody else's. */
  Lease NONE =
      new Lease() {
        @Override
        public void acquire() {}

        @Override
        public void release() {}
      };

  void acquire();

  void release();

  /** A socket has no connection any more and waits for its peer. */
  default void lingers(SocketChannel channel) {}

  /** The socket is closed. */
  default void lingersNoMore(SocketChannel channel) {}
}
