// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that may be asked for from any thread, runs on an executor, and never twice at once. */
final class SerialTask {

  private final Runnable task;
  private final AtomicInteger asked = new AtomicInteger();

  SerialTask(Runnable task) {
    this.task = task;
  }

  /** Runs the task at least once from now. */
  void schedule(Executor executor) {
    if (asked.getAndIncrement() == 0) {
      executor.execute(this::run);
    }
  }

  private void run() {
    int seen = asked.get();
    do {
      task.run();
      seen = asked.addAndGet(-seen);
    } while (seen != 0);
  }
}
