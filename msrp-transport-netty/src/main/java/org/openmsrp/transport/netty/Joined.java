// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the pipeline makes of one read: TLS hands over each record by itself, and a
 * signal for each would cost more than copying it. One piece alone is not copied.
 */
final class Joined {

  private final ByteBufAllocator buffers;
  private final int most;
  private @Nullable ByteBuf held;
  private boolean ours;

  /** Pieces grow to {@code most} octets. */
  Joined(ByteBufAllocator buffers, int most) {
    this.buffers = buffers;
    this.most = most;
  }

  /** Takes the next piece over; gives back what it does not fit to, which comes before it. */
  @Nullable ByteBuf add(ByteBuf next) {
    ByteBuf before = held;
    if (before == null) {
      held = next;
      return null;
    }
    if (before.readableBytes() + next.readableBytes() > most) {
      held = next;
      ours = false;
      return before;
    }
    append(before, next);
    return null;
  }

  private void append(ByteBuf before, ByteBuf next) {
    ByteBuf target = before;
    if (!ours) {
      target = buffers.heapBuffer(most, most).writeBytes(before);
      before.release();
      held = target;
      ours = true;
    }
    target.writeBytes(next);
    next.release();
  }

  /** What there is, if there is something. */
  @Nullable ByteBuf take() {
    ByteBuf all = held;
    held = null;
    ours = false;
    return all;
  }
}
