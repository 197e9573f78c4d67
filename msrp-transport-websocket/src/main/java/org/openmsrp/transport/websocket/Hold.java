// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

/**
 * A factory's own claim on the engine: taken by its first use, so that threads don't come and go
 * with each connection, and given back when it closes. Safe for any thread.
 */
final class Hold {

  private final Engine engine;
  private boolean held;
  private boolean closed;

  Hold(Engine engine) {
    this.engine = engine;
  }

  /** Makes sure that the engine runs; false if the factory is closed. */
  synchronized boolean take() {
    if (!closed && !held) {
      held = true;
      engine.acquire();
    }
    return !closed;
  }

  synchronized void close() {
    closed = true;
    if (held) {
      held = false;
      engine.release();
    }
  }
}
