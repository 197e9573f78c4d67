// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One selector with its thread, its timers and its buffers. Everything that is not said to be safe
 * for other threads belongs to the loop's own.
 */
final class NioLoop implements Runnable, Executor {

  private static final Logger LOG = LoggerFactory.getLogger(NioLoop.class);

  /** Enough for one gathering write out of heap buffers; the kernel rarely takes more at once. */
  private static final int STAGING_SIZE = 128 * 1024;

  private final LoopGroup group;
  private final Selector selector;
  private final Thread thread;
  private final Consumer<SelectionKey> onReady = this::ready;
  private final LoopTimers timers = new LoopTimers();
  private final Queue<Runnable> remote = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> local = new ArrayDeque<>();
  private final AtomicBoolean asleep = new AtomicBoolean();

  /** Attempts to connect, which may have no key yet. */
  private final Set<Selectable> attempts = new HashSet<>();

  private ByteBuffer readBuffer = ByteBuffer.allocateDirect(0);
  private ByteBuffer readView = readBuffer;
  private ByteBuffer staging = ByteBuffer.allocateDirect(0);
  private final TlsBuffers tls = new TlsBuffers();
  private volatile boolean stopping;

  NioLoop(LoopGroup group, String name, boolean daemon) {
    this.group = group;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector", e);
    }
    thread = new Thread(this, name);
    thread.setDaemon(daemon);
  }

  void start() {
    thread.start();
  }

  /** Ends the thread once its tasks are done. Safe for any thread. */
  void stop() {
    stopping = true;
    selector.wakeup();
  }

  boolean hasEnded() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Waits until the thread has ended; an interrupt ends the wait. */
  void awaitEnd() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes the selector let go of closed channels, and waits for it unless this is a loop's thread:
   * two loops must not wait for each other.
   */
  void awaitTurn(Duration atMost) {
    CountDownLatch turn = new CountDownLatch(1);
    execute(() -> execute(turn::countDown));
    try {
      if (!group.inLoop() && !turn.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{} is busy, a closed socket goes with its next turn", thread.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  LoopTimers timers() {
    return timers;
  }

  TlsBuffers tls() {
    return tls;
  }

  Set<Selectable> attempts() {
    return attempts;
  }

  /** Runs a task on the loop's thread, never inside this call. Safe for any thread. */
  @Override
  public void execute(Runnable task) {
    if (inLoop()) {
      local.add(task);
      return;
    }
    remote.add(task);
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  SelectionKey register(SelectableChannel channel, int ops, Selectable owner) throws IOException {
    return channel.register(selector, ops, owner);
  }

  @Nullable SelectionKey keyOf(SelectableChannel channel) {
    return channel.keyFor(selector);
  }

  /** The buffer to read into, cleared; what is read is lent through {@link #lend}. */
  ByteBuffer readBuffer(int size) {
    if (readBuffer.capacity() < size) {
      readBuffer = ByteBuffer.allocateDirect(size);
      readView = readBuffer.asReadOnlyBuffer();
    }
    return readBuffer.clear().limit(size);
  }

  /** A read-only view of what the last read left in the read buffer. */
  ByteBuffer lend() {
    return readView.order(ByteOrder.BIG_ENDIAN).limit(readBuffer.position()).position(0);
  }

  /** Direct memory to gather heap buffers in, cleared. */
  ByteBuffer staging() {
    if (staging.capacity() == 0) {
      staging = ByteBuffer.allocateDirect(STAGING_SIZE);
    }
    return staging.clear();
  }

  /** Gives up everything of one owner. */
  void giveUp(Owner owner) {
    giveUp(owner.reason(), one -> one.owner() == owner);
  }

  private void giveUp(TransportException reason, Predicate<Selectable> which) {
    List<Selectable> all = new ArrayList<>(attempts);
    selector.keys().forEach(key -> all.add((Selectable) key.attachment()));
    all.stream().filter(which).forEach(one -> one.giveUp(reason));
  }

  @Override
  public void run() {
    try {
      while (!stopping || !local.isEmpty() || !remote.isEmpty()) {
        select();
        timers.fire(this::runSafely);
        runTasks();
      }
    } catch (IOException broken) {
      LOG.error("selector of {} failed, its connections are lost", thread.getName(), broken);
      TransportException reason =
          new TransportException(
              TransportException.Kind.TRANSPORT_CLOSED, "selector failed", broken);
      giveUp(reason, any -> true);
      runTasks();
    } finally {
      closeSelector();
    }
  }

  private void select() throws IOException {
    if (!local.isEmpty()) {
      selector.selectNow(onReady);
      return;
    }
    asleep.set(true);
    if (stopping || !remote.isEmpty()) {
      asleep.set(false);
      selector.selectNow(onReady);
      return;
    }
    selector.select(onReady, timers.millisToNext());
    asleep.set(false);
  }

  private void ready(SelectionKey key) {
    Selectable one = (Selectable) key.attachment();
    try {
      if (key.isValid()) {
        one.ready(key.readyOps());
      }
    } catch (RuntimeException failure) {
      LOG.error("channel of {} failed", thread.getName(), failure);
      execute(() -> one.giveUp(Failures.unexpected(failure)));
    }
  }

  /** Only what is queued now: a task that queues itself again must not starve the channels. */
  private void runTasks() {
    for (Runnable task = remote.poll(); task != null; task = remote.poll()) {
      local.add(task);
    }
    for (int count = local.size(); count > 0; count--) {
      runSafely(local.remove());
    }
  }

  /** One connection's failure never hurts another: the loop goes on whatever a task throws. */
  private void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      LOG.error("task of {} failed", thread.getName(), failure);
    }
  }

  void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("selector of {} not closed", thread.getName(), e);
    }
  }
}
