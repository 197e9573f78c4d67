// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks on a user's executor. What that refuses, because it is full or was shut down, runs on
 * another one, and what both refuse on the caller's thread: an outcome that nobody hears is worse.
 */
record FallbackExecutor(Executor first, Executor second) implements Executor {

  @Override
  public void execute(Runnable task) {
    try {
      first.execute(task);
    } catch (RejectedExecutionException refused) {
      elsewhere(task);
    }
  }

  private void elsewhere(Runnable task) {
    try {
      second.execute(task);
    } catch (RejectedExecutionException refused) {
      task.run();
    }
  }
}
