// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * How threads of users and timers enter a connection's serial context: they put a task here and
 * wake the connection. Once the connection has ended nobody is woken any more: then whoever adds a
 * task runs what is there, one thread at a time.
 */
final class Mailbox {

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger orphaned = new AtomicInteger();
  private final MsrpLogger logger;
  private volatile boolean closed;

  Mailbox(MsrpLogger logger) {
    this.logger = logger;
  }

  /** Adds a task; true if the connection must be woken. */
  boolean add(Runnable task) {
    tasks.add(task);
    if (closed) {
      drainOrphans();
      return false;
    }
    return true;
  }

  /** Runs what is there; within the serial context. */
  void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      run(task);
    }
  }

  /** No signal follows; the last act of the serial context. */
  void close() {
    closed = true;
    drainOrphans();
  }

  private void drainOrphans() {
    if (orphaned.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      drain();
      seen = orphaned.addAndGet(-seen);
    } while (seen != 0);
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      logger.error("a task of the engine failed", e);
    }
  }
}
