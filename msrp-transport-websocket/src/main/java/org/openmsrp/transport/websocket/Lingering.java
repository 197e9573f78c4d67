// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A socket without a connection: its output is shut down, its input is thrown away until the peer
 * ends it or the time has passed. It is looked at now and then, since selectors have let go of it.
 */
final class Lingering implements Runnable {

  private static final int SCRATCH_OCTETS = 16 * 1024;
  private static final int READS_AT_A_TIME = 64;
  private static final long FIRST_MILLIS = 2;
  private static final long LONGEST_MILLIS = 50;

  private final SocketChannel channel;
  private final Scheduler scheduler;
  private final Lease lease;
  private long deadline;
  private long pause = FIRST_MILLIS;

  Lingering(SocketChannel channel, Scheduler scheduler, Lease lease) {
    this.channel = channel;
    this.scheduler = scheduler;
    this.lease = lease;
  }

  /** Keeps the lease until the socket is closed. */
  void begin(Duration timeout) {
    lease.acquire();
    lease.lingers(channel);
    deadline = System.nanoTime() + timeout.toNanos();
    run();
  }

  @Override
  public void run() {
    if (isOver()) {
      Quietly.close(channel);
      lease.lingersNoMore(channel);
      lease.release();
    } else {
      scheduler.schedule(this, pause, TimeUnit.MILLISECONDS);
      pause = Math.min(LONGEST_MILLIS, pause * 2);
    }
  }

  private boolean isOver() {
    if (System.nanoTime() - deadline >= 0) {
      return true;
    }
    try {
      ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_OCTETS);
      for (int i = 0; i < READS_AT_A_TIME; i++) {
        int octets = channel.read(scratch.clear());
        if (octets <= 0) {
          return octets < 0;
        }
      }
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
