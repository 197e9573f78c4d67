// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.List;

/** The way to and from one listening host: open, or cut off from everybody. */
final class Gate {

  private final OrderedSet<LoopbackConnection> connections = new OrderedSet<>();
  private final OrderedSet<Runnable> waiting = new OrderedSet<>();
  private volatile boolean open = true;

  boolean open() {
    return open;
  }

  void cut() {
    open = false;
  }

  void heal() {
    open = true;
    List<Runnable> knocks = waiting.snapshot();
    knocks.forEach(waiting::remove);
    knocks.forEach(Runnable::run);
    connections.snapshot().forEach(LoopbackConnection::nudge);
  }

  void reset() {
    connections.snapshot().forEach(LoopbackConnection::resetByNetwork);
  }

  void halfClose(LoopbackNetwork.Side whose) {
    for (LoopbackConnection end : connections.snapshot()) {
      if (end.accepted() == (whose == LoopbackNetwork.Side.LISTENERS)) {
        end.endOutputByNetwork();
      }
    }
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
