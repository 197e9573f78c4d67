// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to and from one listening host: open, or cut off from everybody. */
final class Gate {

  private final Set<LoopbackConnection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  boolean open() {
    return open;
  }

  void cut() {
    open = false;
  }

  void heal() {
    open = true;
    List<Runnable> knocks = List.copyOf(waiting);
    knocks.forEach(waiting::remove);
    knocks.forEach(Runnable::run);
    connections.forEach(LoopbackConnection::nudge);
  }

  void reset() {
    connections.forEach(LoopbackConnection::resetByNetwork);
  }

  /** Runs something once the way is open, if it is not open now. */
  boolean postpone(Runnable knock) {
    if (open) {
      return false;
    }
    waiting.add(knock);
    boolean healedMeanwhile = open && waiting.remove(knock);
    return !healedMeanwhile;
  }

  void giveUp(Runnable knock) {
    waiting.remove(knock);
  }

  void add(LoopbackConnection connection) {
    connections.add(connection);
  }

  void remove(LoopbackConnection connection) {
    connections.remove(connection);
  }
}
