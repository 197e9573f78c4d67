// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Threads, timers, buffers and the selector of outbound connections: made for the first who needs
 * them, stopped behind the last one. Safe for any thread.
 */
final class Engine implements Lease {

  private static final long END_SECONDS = 15;

  private final WebSocketOptions options;
  private final Supplier<ByteBufferPool> pools;
  private final Set<SocketChannel> lingering = ConcurrentHashMap.newKeySet();
  private int users;
  private @Nullable Machinery machinery;
  private @Nullable Thread stopping;

  Engine(WebSocketOptions options, Supplier<ByteBufferPool> pools) {
    this.options = options;
    this.pools = pools;
  }

  @Override
  public synchronized void acquire() {
    if (machinery == null) {
      machinery = Machinery.start(this, options, pools.get());
    }
    users++;
  }

  @Override
  public synchronized void release() {
    users--;
    if (users == 0) {
      notifyAll();
      Machinery last = requireNonNull(machinery);
      machinery = null;
      // A pool can't wait for its own threads.
      stopping = inBackground("-stop", last::stop);
    }
  }

  @Override
  public void lingers(SocketChannel channel) {
    lingering.add(channel);
  }

  @Override
  public void lingersNoMore(SocketChannel channel) {
    lingering.remove(channel);
  }

  /** Closes the sockets that only wait for their peers. */
  void cutLingering() {
    lingering.forEach(Quietly::close);
  }

  /** Runs what may wait for the pool's threads. */
  Thread inBackground(String name, Runnable task) {
    Thread thread = new Thread(task, options.threadName() + name);
    thread.setDaemon(options.daemon());
    thread.start();
    return thread;
  }

  /** Only for those who hold a claim, as all of these. */
  synchronized Machinery machinery() {
    return requireNonNull(machinery, "no claim on the engine");
  }

  Executor executor() {
    return machinery().threads();
  }

  Scheduler scheduler() {
    return machinery().scheduler();
  }

  ByteBufferPool buffers() {
    return machinery().buffers();
  }

  /** Whether the caller is on one of the threads, which can't wait for themselves. */
  boolean onOwnThread() {
    return Thread.currentThread() instanceof Machinery.Worker worker && worker.engine == this;
  }

  /** Waits until nobody uses the engine and its threads are gone. */
  void awaitEnd() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    try {
      Thread last = awaitUsers(deadline);
      if (last != null) {
        last.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Thread awaitUsers(long deadline) throws InterruptedException {
    for (long left = deadline - System.nanoTime(); users > 0 && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return stopping;
  }
}
