// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * Runs tasks one after the other on a shared executor. A task that throws is logged and does not
 * keep the next ones from running. If the executor refuses work (it was shut down), tasks run on
 * the caller's thread, so that no outcome is lost.
 */
final class SerialExecutor implements Executor {

  /** Then the thread is given back, so that one busy session can't keep it. */
  private static final int BATCH = 256;

  private final Executor executor;
  private final MsrpLogger logger;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  SerialExecutor(Executor executor, MsrpLogger logger) {
    this.executor = executor;
    this.logger = logger;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      schedule();
    }
  }

  private void schedule() {
    try {
      executor.execute(this::drain);
    } catch (RejectedExecutionException e) {
      drain();
    }
  }

  private void drain() {
    int left;
    int done = 0;
    do {
      run(tasks.poll());
      left = pending.decrementAndGet();
    } while (left > 0 && ++done < BATCH);
    if (left > 0) {
      schedule();
    }
  }

  private void run(@org.jspecify.annotations.Nullable Runnable task) {
    try {
      if (task != null) {
        task.run();
      }
    } catch (RuntimeException | Error e) {
      logger.error("a callback failed", e);
    }
  }
}
