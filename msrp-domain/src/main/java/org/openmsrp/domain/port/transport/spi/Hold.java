// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

/**
 * A connector's or acceptor's own claim on the threads of its transport: taken by its first use, so
 * that threads do not come and go with each connection, and given back when it closes. Safe for use
 * by many threads.
 */
public final class Hold {

  private final Runnable claim;
  private final Runnable release;
  private boolean held;
  private boolean closed;

  /**
   * Not taken yet.
   *
   * @param claim makes the threads stay; called once at most
   * @param release gives back what was claimed; called once at most
   */
  public Hold(Runnable claim, Runnable release) {
    this.claim = requireNonNull(claim, "claim");
    this.release = requireNonNull(release, "release");
  }

  /**
   * Makes sure that the threads stay.
   *
   * @return false if this is closed, and nothing was claimed
   */
  public synchronized boolean take() {
    if (!closed && !held) {
      held = true;
      claim.run();
    }
    return !closed;
  }

  /** Gives back what was taken; nothing is taken any more. Idempotent. */
  public synchronized void close() {
    closed = true;
    if (held) {
      held = false;
      release.run();
    }
  }
}
