// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * Watches the write in flight of one connection: for how long no octet of it has moved, as far as
 * the transport tells. On a slow line octets move one by one, and that is no stall. Confined to the
 * connection's serial context; times are nanoseconds.
 */
final class WriteWatch {

  /** So often within the patience the write is looked at. */
  private static final int LOOKS = 6;

  private final long patience;
  private long write = -1;
  private long left;
  private long movedAt;
  private long lookedAt;

  WriteWatch(long patience) {
    this.patience = patience;
  }

  /** When to look at the write; {@link Long#MAX_VALUE} if none is in flight. */
  long due(OutboundScheduler outbound, long now) {
    if (!outbound.writing()) {
      return Long.MAX_VALUE;
    }
    if (write != outbound.writes()) {
      moved(outbound, now);
    }
    return lookedAt + patience / LOOKS;
  }

  /** Looks whether nothing of the write in flight has moved for too long. */
  boolean stalled(OutboundScheduler outbound, long now) {
    if (!outbound.writing()) {
      return false;
    }
    if (write != outbound.writes() || outbound.unwritten() < left) {
      moved(outbound, now);
    }
    lookedAt = now;
    return now - movedAt >= patience * outbound.writeParts();
  }

  private void moved(OutboundScheduler outbound, long now) {
    write = outbound.writes();
    left = outbound.unwritten();
    movedAt = now;
    lookedAt = now;
  }
}
