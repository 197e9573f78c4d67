// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the octets of a message in order for a reader that takes them one after the other. Octets
 * that come before their turn are held, up to a limit. What was given to the reader can't be
 * replaced any more: of octets that overlap with it the first ones count (RFC 4975 §7.3.1 allows
 * it). Called by one thread at a time.
 */
abstract class OrderedSink implements QuickSink {

  /** What is held counts as so many octets at least: stops one-octet pieces that cost a hundred. */
  private static final int LEAST = 512;

  private final MemoryAllowance memory;
  private final TreeMap<Long, ByteBuffer> ahead = new TreeMap<>();
  private long held;
  private long next;

  /**
   * A sink.
   *
   * @param memory what is held at most
   */
  OrderedSink(MemoryAllowance memory) {
    this.memory = memory;
  }

  /** The next octets in order, at least one; nobody changes them any more. */
  abstract void inOrder(ByteBuffer octets);

  @Override
  public final void write(long position, ByteBuffer octets) {
    if (position > next) {
      hold(position, copy(octets));
      return;
    }
    give(position, octets, true);
    for (Map.Entry<Long, ByteBuffer> first = ahead.firstEntry();
        first != null && first.getKey() <= next;
        first = ahead.firstEntry()) {
      ahead.pollFirstEntry();
      held -= cost(first.getValue());
      give(first.getKey(), first.getValue(), false);
    }
    memory.hold(held);
  }

  private void give(long position, ByteBuffer octets, boolean lent) {
    int known = (int) Math.min(next - position, octets.remaining());
    octets.position(octets.position() + known);
    if (octets.hasRemaining()) {
      next += octets.remaining();
      inOrder(lent ? copy(octets) : octets);
    }
  }

  /** Of pieces that begin at one place the longer one is kept. */
  private void hold(long position, ByteBuffer octets) {
    ByteBuffer known = ahead.get(position);
    if (known != null && known.remaining() > octets.remaining()) {
      return;
    }
    held += cost(octets) - (known == null ? 0 : cost(known));
    refuseTooMuch();
    ahead.put(position, octets);
  }

  private void refuseTooMuch() {
    memory.hold(held);
    if (held > memory.limit()) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TOO_LARGE,
          "more than " + memory.limit() + " octets came before their turn");
    }
  }

  private static int cost(ByteBuffer octets) {
    return Math.max(LEAST, octets.remaining());
  }

  private static ByteBuffer copy(ByteBuffer octets) {
    return ByteBuffer.allocate(octets.remaining()).put(octets).flip();
  }

  /** Forgets what is held. */
  final void forget() {
    ahead.clear();
    held = 0;
    memory.release();
  }
}
