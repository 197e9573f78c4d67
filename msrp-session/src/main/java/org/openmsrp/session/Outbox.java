// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one session has to write: brief items, and others of which each takes a whole write when its
 * turn comes. Confined to the connection's serial context.
 */
final class Outbox {

  private final ArrayDeque<OutboundItem> brief = new ArrayDeque<>(1);
  private final ArrayDeque<OutboundItem> items = new ArrayDeque<>(1);
  private @Nullable OutboundItem current;

  /** Whether the scheduler's ring holds this outbox. */
  boolean queued;

  /** Whether the scheduler's ring of those that have brief items holds this outbox. */
  boolean briefQueued;

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

  boolean hasBrief() {
    return !brief.isEmpty();
  }

  /** Takes the next brief item that is ready; drops finished ones on the way. */
  @Nullable OutboundItem nextBrief() {
    return nextReady(brief);
  }

  /** Takes the next item that is ready, a brief one only if there is no other. */
  @Nullable OutboundItem nextReady() {
    OutboundItem first = nextReady(items);
    return first != null ? first : nextReady(brief);
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
