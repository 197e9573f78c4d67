// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the same octets again and again on a thread of its own, which may block. Short ones go
 * together: the other end then has much to answer already when the first of its answers finds no
 * room. Systems ignore what comes for a full receive buffer, with the acknowledgements in it, so
 * nothing more would reach the other end, which would have nothing to be stuck with.
 */
final class Flood {

  private static final long LOOK_MILLIS = 20;

  /** So many octets are written at once, at least. */
  private static final int TOGETHER = 64 * 1024;

  private final Thread thread;
  private final AtomicLong sent = new AtomicLong();

  Flood(Line line, byte[] octets, long most) {
    byte[] block = together(octets);
    thread = new Thread(() -> run(line, block, most), "scripted-flood");
    thread.setDaemon(true);
    thread.start();
  }

  private static byte[] together(byte[] octets) {
    int times = Math.max(1, (TOGETHER + octets.length - 1) / octets.length);
    byte[] block = new byte[times * octets.length];
    for (int from = 0; from < block.length; from += octets.length) {
      System.arraycopy(octets, 0, block, from, octets.length);
    }
    return block;
  }

  private void run(Line line, byte[] block, long most) {
    try {
      while (sent.get() < most) {
        line.writeRaw(block);
        sent.addAndGet(block.length);
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
