// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops: made for the first who needs them, shut down behind the last one, unless they
 * belong to somebody else. Safe for any thread.
 */
final class Loops {

  /** Tasks of a loop that is shut down and does not come to an end are cut off. */
  private static final long SHUTDOWN_SECONDS = 5;

  private final NettyOptions options;
  private final Platform platform;
  private int users;
  private @Nullable EventLoopGroup group;
  private @Nullable EventLoopGroup ending;

  Loops(NettyOptions options) {
    this.options = options;
    this.platform = Platform.of(options);
    this.group = options.group().orElse(null);
  }

  Platform platform() {
    return platform;
  }

  /** Makes the loops stay until {@link #release}. */
  synchronized EventLoopGroup acquire() {
    EventLoopGroup current = group;
    if (current == null) {
      current =
          new MultiThreadIoEventLoopGroup(
              options.threads(),
              new DefaultThreadFactory(options.threadName(), options.daemon()),
              platform.ioHandlers());
      group = current;
    }
    users++;
    return current;
  }

  synchronized void release() {
    users--;
    if (users == 0) {
      notifyAll();
      if (options.group().isEmpty() && group != null) {
        ending = group;
        group = null;
        var unused = ending.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** Whether the caller is on one of the loops, which can't wait for themselves. */
  boolean inLoop() {
    EventLoopGroup current;
    EventLoopGroup last;
    synchronized (this) {
      current = group;
      last = ending;
    }
    return inLoop(current) || inLoop(last);
  }

  private static boolean inLoop(@Nullable EventLoopGroup loops) {
    if (loops != null) {
      for (EventExecutor loop : loops) {
        if (loop.inEventLoop()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Waits until nobody uses the loops and, if they are our own, they are gone. */
  void awaitEnd() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * SHUTDOWN_SECONDS);
    try {
      EventLoopGroup last = awaitUsers(deadline);
      if (last != null) {
        last.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable EventLoopGroup awaitUsers(long deadline)
      throws InterruptedException {
    for (long left = deadline - System.nanoTime(); users > 0 && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return ending;
  }
}
