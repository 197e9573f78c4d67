// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

/**
 * A factory's own claim on the loops: taken by its first use, so that threads do not come and go
 * with each connection, and given back when it closes. Safe for any thread.
 */
final class Hold {

  private final LoopGroup group;
  private boolean held;
  private boolean closed;

  Hold(LoopGroup group) {
    this.group = group;
  }

  /** Makes sure that the loops are held; false if the factory is closed. */
  synchronized boolean acquire() {
    if (!closed && !held) {
      held = true;
      group.retain();
    }
    return !closed;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    if (held) {
      held = false;
      group.release();
    }
  }
}
