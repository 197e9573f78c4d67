// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/** Threads that all begin at the same moment and each do the same many times. */
final class Crowd implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Crowd(int size, int times, IntConsumer action) {
    CountDownLatch ready = new CountDownLatch(size);
    for (int i = 0; i < size; i++) {
      threads.add(new Thread(() -> act(ready, times, action), "tck-crowd-" + i));
    }
    threads.forEach(Thread::start);
  }

  private void act(CountDownLatch ready, int times, IntConsumer action) {
    try {
      ready.countDown();
      ready.await();
      for (int i = 0; i < times && !stopped; i++) {
        action.accept(i);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all have done what they have to do. */
  void join() {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    join();
  }
}
