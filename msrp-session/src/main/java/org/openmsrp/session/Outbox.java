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

  // Null while there is none, as mostly.
  private @Nullable ArrayDeque<OutboundItem> brief;
  private @Nullable ArrayDeque<OutboundItem> items;
  private @Nullable OutboundItem current;

  /** Whether the scheduler's ring holds this outbox. */
  boolean queued;

  /** Whether the scheduler's ring of those that have brief items holds this outbox. */
  boolean briefQueued;

  void add(OutboundItem item) {
    if (item.brief()) {
      brief = with(brief, item);
    } else {
      items = with(items, item);
    }
  }

  private static ArrayDeque<OutboundItem> with(
      @Nullable ArrayDeque<OutboundItem> queue, OutboundItem item) {
    ArrayDeque<OutboundItem> some = queue == null ? new ArrayDeque<>(2) : queue;
    some.add(item);
    return some;
  }

  private static @Nullable ArrayDeque<OutboundItem> unlessEmpty(
      @Nullable ArrayDeque<OutboundItem> queue) {
    return queue == null || queue.isEmpty() ? null : queue;
  }

  boolean isEmpty() {
    return brief == null && items == null;
  }

  /** Whether every item was written to its end. */
  boolean drained() {
    return current == null && finished(brief) && finished(items);
  }

  private static boolean finished(@Nullable ArrayDeque<OutboundItem> queue) {
    return queue == null || queue.stream().allMatch(OutboundItem::finished);
  }

  boolean hasReady() {
    return hasReady(brief) || hasReady(items);
  }

  private static boolean hasReady(@Nullable ArrayDeque<OutboundItem> queue) {
    if (queue == null) {
      return false;
    }
    for (OutboundItem item : queue) {
      if (item.ready()) {
        return true;
      }
    }
    return false;
  }

  boolean hasBrief() {
    return brief != null;
  }

  /** Takes the next brief item that is ready; drops finished ones on the way. */
  @Nullable OutboundItem nextBrief() {
    OutboundItem first = nextReady(brief);
    brief = unlessEmpty(brief);
    return first;
  }

  /** Takes the next item that is ready, a brief one only if there is no other. */
  @Nullable OutboundItem nextReady() {
    OutboundItem first = nextReady(items);
    items = unlessEmpty(items);
    return first != null ? first : nextBrief();
  }

  private @Nullable OutboundItem nextReady(@Nullable ArrayDeque<OutboundItem> queue) {
    if (queue == null) {
      return null;
    }
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
    items = with(items, item);
  }

  /** The item that was taken has nothing left to write. */
  void retired() {
    current = null;
  }

  /** The session ends: everything that was not written to its end is lost. */
  void lose(SessionEnd end) {
    List<OutboundItem> left = new ArrayList<>();
    if (brief != null) {
      left.addAll(brief);
    }
    if (items != null) {
      left.addAll(items);
    }
    if (current != null) {
      left.add(current);
    }
    brief = null;
    items = null;
    current = null;
    left.forEach(item -> item.lost(end));
  }
}
