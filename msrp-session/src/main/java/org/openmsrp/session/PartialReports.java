// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when the first octets of a message that still arrives may be reported: once everything that
 * had arrived along with them was taken. Confined to the connection's serial context but for {@link
 * #taken}.
 */
final class PartialReports {

  /** Once so many octets were taken, everything up to this place was. */
  private record Mark(long offered, long place) {}

  private final long every;
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();
  private final AtomicLong taken = new AtomicLong();
  private volatile long nextMark = Long.MAX_VALUE;
  private long offered;
  private long marked;
  private long reported;

  PartialReports(long every) {
    this.every = every;
  }

  /** Octets went to the user; the message has no gap before this place. */
  void offered(int octets, long prefix) {
    offered += octets;
    // The last octet is left to the report about the whole message.
    long place = prefix - 1;
    if (place - marked >= every) {
      marked = place;
      marks.add(new Mark(offered, place));
      nextMark = marks.element().offered();
    }
  }

  /** The user took octets; true if {@link #due} has something to report. From any thread. */
  boolean taken(int octets) {
    return taken.addAndGet(octets) >= nextMark;
  }

  /** The place up to which a report is due; not above {@link #reported} if none is. */
  long due() {
    long place = reported;
    for (Mark first = marks.peek(); first != null; first = marks.peek()) {
      if (first.offered() > taken.get()) {
        break;
      }
      place = first.place();
      marks.remove();
    }
    nextMark = marks.isEmpty() ? Long.MAX_VALUE : marks.element().offered();
    return place;
  }

  /** Up to here the message was reported. */
  long reported() {
    return reported;
  }

  void reported(long place) {
    reported = place;
  }
}
