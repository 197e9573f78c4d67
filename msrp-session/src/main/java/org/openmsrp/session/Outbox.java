// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one session has to write. Confined to the connection's serial context. */
final class Outbox {

  private final ArrayDeque<OutboundItem> items = new ArrayDeque<>(1);
  private @Nullable OutboundItem current;

  /** Whether the scheduler's ring holds this outbox. */
  boolean queued;

  void add(OutboundItem item) {
    items.add(item);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether every item was written to its end. */
  boolean drained() {
    return current == null && items.stream().allMatch(OutboundItem::finished);
  }

  boolean hasReady() {
    for (OutboundItem item : items) {
      if (item.ready()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the next item that has something to write; drops finished ones on the way. */
  @Nullable OutboundItem nextReady() {
    for (int i = items.size(); i > 0; i--) {
      OutboundItem item = items.remove();
      if (item.ready()) {
        current = item;
        return item;
      }
      if (!item.finished()) {
        items.add(item);
      }
    }
    return null;
  }

  /** The item that was taken has more to write and waits for its next turn. */
  void requeue(OutboundItem item) {
    current = null;
    items.add(item);
  }

  /** The item that was taken has nothing left to write. */
  void retired() {
    current = null;
  }

  /** The session ends: everything that was not written to its end is lost. */
  void lose(SessionEnd end) {
    List<OutboundItem> left = new ArrayList<>(items);
    if (current != null) {
      left.add(current);
    }
    items.clear();
    current = null;
    left.forEach(item -> item.lost(end));
  }
}
