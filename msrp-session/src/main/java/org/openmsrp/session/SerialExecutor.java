// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * Runs tasks one after the other on a shared executor. A task that throws is logged and does not
 * keep the next ones from running. If the executor refuses work (it was shut down), tasks run on
 * the caller's thread, so that no outcome is lost.
 *
 * <p>Tasks are linked to each other, since each session has two of these and mostly nothing to do.
 */
final class SerialExecutor implements Executor {

  /** Then the thread is given back, so that one busy session can't keep it. */
  private static final int BATCH = 256;

  private static final AtomicReferenceFieldUpdater<SerialExecutor, @Nullable Task> LAST =
      AtomicReferenceFieldUpdater.newUpdater(SerialExecutor.class, Task.class, "last");

  private final Executor executor;
  private final MsrpLogger logger;

  /** The task that was handed in last; null if all have run. */
  @SuppressWarnings("UnusedVariable") // LAST reads and writes it.
  private volatile @Nullable Task last;

  private static final class Task {
    final Runnable work;
    volatile @Nullable Task next;

    Task(Runnable work) {
      this.work = work;
    }
  }

  SerialExecutor(Executor executor, MsrpLogger logger) {
    this.executor = executor;
    this.logger = logger;
  }

  @Override
  public void execute(Runnable work) {
    Task task = new Task(work);
    Task before = LAST.getAndSet(this, task);
    if (before == null) {
      schedule(task);
    } else {
      before.next = task;
    }
  }

  private void schedule(Task first) {
    try {
      executor.execute(() -> drain(first));
    } catch (RejectedExecutionException e) {
      drain(first);
    }
  }

  private void drain(Task first) {
    Task task = first;
    for (int done = 0; done < BATCH; done++) {
      run(task.work);
      Task next = after(task);
      if (next == null) {
        return;
      }
      task = next;
    }
    schedule(task);
  }

  /** The task behind one that has run; null if it was the last: then the next one is scheduled. */
  private @Nullable Task after(Task task) {
    if (task.next == null && LAST.compareAndSet(this, task, null)) {
      return null;
    }
    Task next = task.next;
    while (next == null) {
      // Whoever hands it in is between its two steps.
      Thread.onSpinWait();
      next = task.next;
    }
    return next;
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      logger.error("a callback failed", e);
    }
  }
}
