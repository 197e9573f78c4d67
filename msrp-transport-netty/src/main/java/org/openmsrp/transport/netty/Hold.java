// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

/**
 * A factory's own claim on the loops: taken by its first use, so that threads don't come and go
 * with each connection, and given back when it closes. Safe for any thread.
 */
final class Hold {

  private final Loops loops;
  private boolean held;
  private boolean closed;

  Hold(Loops loops) {
    this.loops = loops;
  }

  /** Makes sure that the loops stay; false if the factory is closed. */
  synchronized boolean take() {
    if (!closed && !held) {
      held = true;
      loops.acquire();
    }
    return !closed;
  }

  synchronized void close() {
    closed = true;
    if (held) {
      held = false;
      loops.release();
    }
  }
}
