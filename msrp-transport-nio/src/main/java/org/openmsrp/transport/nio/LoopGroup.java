// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loops of a transport. They start with the first user and end with the last one: an open
 * factory, an attempt, a binding or a connection. Safe for any thread.
 */
final class LoopGroup {

  private final NioOptions options;
  private List<NioLoop> loops = List.of();
  private final Set<NioLoop> alive = ConcurrentHashMap.newKeySet();
  private int users;
  private int next;

  LoopGroup(NioOptions options) {
    this.options = options;
  }

  /** Counts a user. */
  synchronized void retain() {
    if (users == 0) {
      loops = start();
    }
    users++;
  }

  /** Counts a user out; the last one ends the loops. */
  synchronized void release() {
    if (--users == 0) {
      loops.forEach(NioLoop::stop);
      loops = List.of();
    }
  }

  /** Counts a user and says which loop is its own. */
  synchronized NioLoop acquire() {
    retain();
    next = (next + 1) % loops.size();
    return loops.get(next);
  }

  /** The loops that run now. */
  synchronized List<NioLoop> loops() {
    return loops;
  }

  private List<NioLoop> start() {
    List<NioLoop> created = new ArrayList<>();
    try {
      for (int i = 0; i < options.loops(); i++) {
        created.add(new NioLoop(this, options.threadName() + "-" + i, options.daemon()));
      }
    } catch (UncheckedIOException e) {
      created.forEach(NioLoop::closeSelector);
      throw e;
    }
    alive.removeIf(NioLoop::hasEnded);
    alive.addAll(created);
    created.forEach(NioLoop::start);
    return List.copyOf(created);
  }

  /** Whether this is the thread of one of the loops. */
  boolean inLoop() {
    return alive.stream().anyMatch(NioLoop::inLoop);
  }

  /** Buffers that connections still hold; to be asked when the loops have ended. */
  int lentBuffers() {
    return alive.stream().mapToInt(loop -> loop.tls().lent()).sum();
  }

  /** Waits for the threads that are still there; for none of them to call. */
  void awaitEnd() {
    List.copyOf(alive).forEach(NioLoop::awaitEnd);
  }
}
