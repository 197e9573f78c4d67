// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the octets of one write in slices. With TLS these are copies in one piece: {@code
 * SslHandler} cuts records from one buffer without another copy, but not from many.
 */
final class Slices {

  private final ByteBuffer[] parts;
  private final int octetsAtATime;
  private final @Nullable IntFunction<ByteBuf> copies;
  private int index;
  private int slice;
  private long reached;

  /** Slices share the octets of the parts, or hold copies in buffers from {@code copies}. */
  Slices(ByteBuffer[] parts, int octetsAtATime, @Nullable IntFunction<ByteBuf> copies) {
    this.parts = parts;
    this.octetsAtATime = octetsAtATime;
    this.copies = copies;
    skipEmpty();
  }

  boolean isEmpty() {
    return index == parts.length;
  }

  /** The next slice; {@link #taken} moves on. */
  ByteBuf next() {
    List<ByteBuffer> views = views();
    reached = 0;
    return copies == null
        ? Unpooled.wrappedBuffer(views.size(), views.toArray(ByteBuffer[]::new))
        : copy(views, copies);
  }

  private ByteBuf copy(List<ByteBuffer> views, IntFunction<ByteBuf> buffers) {
    ByteBuf copy = buffers.apply(slice);
    views.forEach(copy::writeBytes);
    return copy;
  }

  private List<ByteBuffer> views() {
    List<ByteBuffer> views = new ArrayList<>();
    int room = octetsAtATime;
    for (int i = index; room > 0 && i < parts.length; i++) {
      ByteBuffer part = parts[i];
      int octets = Math.min(room, part.remaining());
      views.add(part.slice(part.position(), octets));
      room -= octets;
    }
    slice = octetsAtATime - room;
    return views;
  }

  /** Netty has passed on so much of the present slice. */
  void taken(long octets) {
    int left = (int) (octets - reached);
    for (; left > 0 && !isEmpty(); skipEmpty()) {
      ByteBuffer part = parts[index];
      int step = Math.min(left, part.remaining());
      part.position(part.position() + step);
      left -= step;
      reached += step;
    }
  }

  /** Netty has passed on all of the present slice. */
  void taken() {
    taken(slice);
  }

  private void skipEmpty() {
    while (index < parts.length && !parts[index].hasRemaining()) {
      index++;
    }
  }
}
