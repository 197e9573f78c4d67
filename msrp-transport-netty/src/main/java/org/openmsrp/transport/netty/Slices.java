// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Hands out the octets of one write in slices that Netty may copy. */
final class Slices {

  private final ByteBuffer[] parts;
  private final int octetsAtATime;
  private int index;
  private int slice;
  private long reached;

  Slices(ByteBuffer[] parts, int octetsAtATime) {
    this.parts = parts;
    this.octetsAtATime = octetsAtATime;
    skipEmpty();
  }

  boolean isEmpty() {
    return index == parts.length;
  }

  /** The next slice, which shares its octets with the parts; {@link #taken} moves on. */
  ByteBuf next() {
    List<ByteBuffer> views = new ArrayList<>();
    int room = octetsAtATime;
    for (int i = index; room > 0 && i < parts.length; i++) {
      ByteBuffer part = parts[i];
      int octets = Math.min(room, part.remaining());
      views.add(part.slice(part.position(), octets));
      room -= octets;
    }
    slice = octetsAtATime - room;
    reached = 0;
    return Unpooled.wrappedBuffer(views.size(), views.toArray(ByteBuffer[]::new));
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
