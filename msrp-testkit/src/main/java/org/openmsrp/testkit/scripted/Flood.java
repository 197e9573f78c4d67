// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the same octets again and again on a thread of its own, which may block. */
final class Flood {

  private static final long LOOK_MILLIS = 20;

  private final Thread thread;
  private final AtomicLong sent = new AtomicLong();

  Flood(Line line, byte[] octets, long most) {
    thread = new Thread(() -> run(line, octets, most), "scripted-flood");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Line line, byte[] octets, long most) {
    try {
      while (sent.get() < most) {
        line.writeRaw(octets);
        sent.addAndGet(octets.length);
      }
    } catch (IOException theConnectionEnded) {
      // How far it came is what counts.
    }
  }

  /** The octets that went out until nothing moved for so long, or all did. */
  long untilStuck(Duration stuck) {
    long before = -1;
    long movedAt = System.nanoTime();
    while (thread.isAlive() && System.nanoTime() - movedAt < stuck.toNanos()) {
      long now = sent.get();
      movedAt = now == before ? movedAt : System.nanoTime();
      before = now;
      waitFor(LOOK_MILLIS);
    }
    return sent.get();
  }

  void join() {
    waitFor(0);
  }

  private void waitFor(long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
