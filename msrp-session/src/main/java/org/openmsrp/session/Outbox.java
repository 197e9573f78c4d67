// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session has to write. Brief items go before the others, of which each takes a whole
 * write when its turn comes; but only so many in a row, so that a stream of them stops nobody.
 * Confined to the connection's serial context.
 */
final class Outbox {

  /** A long item waits for so many of them at most. */
  private static final int BRIEF_IN_A_ROW = 8;

  private final ArrayDeque<OutboundItem> brief = new ArrayDeque<>(1);
  private final ArrayDeque<OutboundItem> items = new ArrayDeque<>(1);
  private int briefInARow;
  private @Nullable OutboundItem current;

  /** Whether the scheduler's ring holds this outbox. */
  boolean queued;

  void add(OutboundItem item) {
    (item.brief() ? brief : items).add(item);
  }

  boolean isEmpty() {
    return brief.isEmpty() && items.isEmpty();
  }

  /** Whether every item was written to its end. */
  boolean drained() {
    return current == null
        && brief.stream().allMatch(OutboundItem::finished)
        && items.stream().allMatch(OutboundItem::finished);
  }

  boolean hasReady() {
    return hasReady(brief) || hasReady(items);
  }

  private static boolean hasReady(ArrayDeque<OutboundItem> queue) {
    for (OutboundItem item : queue) {
      if (item.ready()) {
        return true;
      }
    }
    return false;
  }

  /** Takes the next item that has something to write; drops finished ones on the way. */
  @Nullable OutboundItem nextReady() {
    boolean briefFirst = briefInARow < BRIEF_IN_A_ROW;
    OutboundItem first = nextReady(briefFirst ? brief : items);
    briefInARow = briefFirst && first != null ? briefInARow + 1 : 0;
    return first != null ? first : nextReady(briefFirst ? items : brief);
  }

  private @Nullable OutboundItem nextReady(ArrayDeque<OutboundItem> queue) {
    for (int i = queue.size(); i > 0; i--) {
      OutboundItem item = queue.remove();
      if (item.ready()) {
        current = item;
        return item;
      }
      if (!item.finished()) {
        queue.add(item);
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
    List<OutboundItem> left = new ArrayList<>(brief);
    left.addAll(items);
    if (current != null) {
      left.add(current);
    }
    brief.clear();
    items.clear();
    current = null;
    left.forEach(item -> item.lost(end));
  }
}
