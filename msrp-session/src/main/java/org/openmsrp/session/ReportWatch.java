// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one connection of which only success reports are missing; all have the same
 * patience, so the first one is due first. Confined to the connection's serial context.
 */
final class ReportWatch {

  private final long patienceNanos;
  private final Map<OutboundMessage, Long> deadlines = new LinkedHashMap<>();

  ReportWatch(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  void add(OutboundMessage message, long now) {
    deadlines.put(message, now + patienceNanos);
  }

  void remove(OutboundMessage message) {
    deadlines.remove(message);
  }

  /** When the first one is overdue; {@link Long#MAX_VALUE} if none waits. */
  long deadline() {
    return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.values().iterator().next();
  }

  void expire(long now) {
    while (deadline() <= now) {
      OutboundMessage first = deadlines.keySet().iterator().next();
      deadlines.remove(first);
      first.reportsMissing();
    }
  }

  List<OutboundMessage> messages() {
    return List.copyOf(deadlines.keySet());
  }
}
