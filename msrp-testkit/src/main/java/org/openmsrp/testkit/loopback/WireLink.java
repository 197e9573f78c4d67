// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Framing;

/**
 * A wire with a buffer, a delay and a rate. A write is done when its last octet is in the buffer,
 * as with a socket; octets arrive later, in segments. What the reader was lent is overwritten when
 * it is given back, so that whoever keeps it finds out (T2.3).
 */
final class WireLink implements Link {

  /** Octets that travel together. */
  private static final int SEGMENT = 1460;

  private static final byte POISON = (byte) 0xDB;
  private static final long NEVER = Long.MAX_VALUE;

  private final Framing framing;
  private final Gate gate;
  private final NetworkConditions conditions;
  private final LongUnaryOperator jitter;
  private final Deque<Segment> way = new ArrayDeque<>();

  private @Nullable Timers timers;
  private Runnable arrival = () -> {};
  private Timers.@Nullable Timer alarm;
  private ByteBuffer[] parts = {};
  private int index;
  private boolean writing;
  private boolean written;
  private boolean finished;
  private boolean discarding;
  private boolean abandoned;
  private boolean lent;
  private int underWay;
  private long lineFree;
  private long lastArrival;
  private long finAt = NEVER;
  private long resetAt = NEVER;

  /**
   * A wire on which nothing travels.
   *
   * @param jitter draws a delay between zero and its argument, in nanoseconds
   */
  WireLink(Framing framing, Gate gate, NetworkConditions conditions, LongUnaryOperator jitter) {
    this.framing = framing;
    this.gate = gate;
    this.conditions = conditions;
    this.jitter = jitter;
  }

  private static final class Segment {
    private final byte[] octets;
    private final boolean end;
    private final long at;
    private int taken;

    Segment(byte[] octets, boolean end, long at) {
      this.octets = octets;
      this.end = end;
      this.at = at;
    }
  }

  @Override
  public void attach(Timers readerTimers, Runnable whenArrived) {
    timers = readerTimers;
    arrival = whenArrived;
  }

  @Override
  public void write(ByteBuffer[] buffers) {
    if (resetAt != NEVER || finished) {
      return;
    }
    // The writer sees by their positions how far its write has come (T3.2).
    parts = buffers.clone();
    index = 0;
    writing = true;
    skipEmpty();
  }

  @Override
  public void settle() {
    boolean moved = true;
    while (moved) {
      drop();
      moved = fill();
    }
    if (writing && index == parts.length) {
      parts = new ByteBuffer[0];
      index = 0;
      writing = false;
      written = true;
    }
    setAlarm();
  }

  private void drop() {
    while (discarding && readable()) {
      underWay -= way.remove().octets.length;
    }
  }

  private boolean fill() {
    boolean moved = false;
    while (writing && index < parts.length && underWay < conditions.buffer()) {
      send();
      moved = true;
    }
    return moved;
  }

  private void send() {
    ByteBuffer part = parts[index];
    int room = Math.min(SEGMENT, conditions.buffer() - underWay);
    byte[] octets = new byte[Math.min(room, part.remaining())];
    part.get(octets);
    skipEmpty();
    boolean end = framing == Framing.MESSAGE && index == parts.length;
    underWay += octets.length;
    way.add(new Segment(octets, end, arrivalOf(octets.length)));
  }

  /** When something that is sent now arrives: after all that was sent before it. */
  private long arrivalOf(int octets) {
    long sent = Math.max(now(), lineFree) + conditions.nanosToSend(octets);
    lineFree = sent;
    long at = sent + conditions.delay().toNanos() + jitter.applyAsLong(jitterNanos());
    lastArrival = Math.max(lastArrival, at);
    return lastArrival;
  }

  private long jitterNanos() {
    return conditions.jitter().toNanos();
  }

  private long now() {
    return timers == null ? 0 : timers.nanoTime();
  }

  private void skipEmpty() {
    while (index < parts.length && !parts[index].hasRemaining()) {
      index++;
    }
  }

  /** Calls the reader when the next thing arrives, unless it is there or nobody reads. */
  private void setAlarm() {
    long next = way.isEmpty() ? Math.min(finAt, resetAt) : Math.min(way.element().at, resetAt);
    boolean needed = !abandoned && next != NEVER && next > now();
    if (needed && alarm == null && timers != null) {
      alarm = timers.schedule(Duration.ofNanos(next - now()), arrival);
    }
    if (abandoned) {
      cancelAlarm();
    }
  }

  private void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  @Override
  public void arrived() {
    alarm = null;
  }

  @Override
  public boolean written() {
    return written;
  }

  @Override
  public void takeWritten() {
    written = false;
  }

  @Override
  public void finish() {
    if (!finished) {
      finished = true;
      writing = false;
      parts = new ByteBuffer[0];
      index = 0;
      finAt = arrivalOf(0);
    }
  }

  @Override
  public boolean lendsWriterBuffers() {
    return false;
  }

  private boolean passes() {
    return gate.open() && resetAt == NEVER;
  }

  @Override
  public boolean readable() {
    return passes() && !lent && !way.isEmpty() && way.element().at <= now();
  }

  @Override
  public Piece lend(int max) {
    lent = true;
    Segment segment = way.element();
    int length = Math.min(max, segment.octets.length - segment.taken);
    ByteBuffer bytes = ByteBuffer.wrap(segment.octets, segment.taken, length).slice();
    segment.taken += length;
    boolean last = segment.taken == segment.octets.length;
    return new Piece(bytes.asReadOnlyBuffer(), last && segment.end);
  }

  @Override
  public void giveBack() {
    lent = false;
    Segment segment = way.peek();
    if (segment != null) {
      Arrays.fill(segment.octets, 0, segment.taken, POISON);
      if (segment.taken == segment.octets.length) {
        way.remove();
        underWay -= segment.octets.length;
      }
    }
  }

  @Override
  public boolean atEnd() {
    return passes() && way.isEmpty() && finAt <= now();
  }

  @Override
  public void discard() {
    discarding = true;
  }

  @Override
  public void abandon() {
    discarding = false;
    abandoned = true;
  }

  @Override
  public void reset() {
    if (resetAt == NEVER) {
      way.clear();
      parts = new ByteBuffer[0];
      index = 0;
      writing = false;
      written = false;
      underWay = 0;
      cancelAlarm();
      resetAt = now() + conditions.delay().toNanos();
    }
  }

  @Override
  public boolean broken() {
    return gate.open() && resetAt <= now();
  }
}
