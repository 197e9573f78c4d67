// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Counts what has begun and not ended. Safe for use by many threads. */
final class Pending {

  private static final long SETTLE_SECONDS = 10;

  /** One party more than there are things, so that it stays while nothing happens. */
  private final Phaser phaser = new Phaser(1);

  void begun() {
    phaser.register();
  }

  void ended() {
    phaser.arriveAndDeregister();
  }

  int count() {
    return phaser.getRegisteredParties() - 1;
  }

  /** Waits, in bounded time, until everything has ended; nothing must begin from now on. */
  boolean settle() {
    try {
      phaser.awaitAdvanceInterruptibly(
          phaser.arriveAndDeregister(), SETTLE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
