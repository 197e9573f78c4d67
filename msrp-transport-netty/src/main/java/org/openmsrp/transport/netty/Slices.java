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

  Slices(ByteBuffer[] parts, int octetsAtATime) {
    this.parts = parts;
    this.octetsAtATime = octetsAtATime;
    skipEmpty();
  }

  boolean isEmpty() {
    return index == parts.length;
  }

  /** The next slice, which shares its octets with the parts. */
  ByteBuf next() {
    List<ByteBuffer> views = new ArrayList<>();
    for (int room = octetsAtATime; room > 0 && !isEmpty(); skipEmpty()) {
      ByteBuffer part = parts[index];
      int octets = Math.min(room, part.remaining());
      views.add(part.slice(part.position(), octets));
      part.position(part.position() + octets);
      room -= octets;
    }
    return Unpooled.wrappedBuffer(views.size(), views.toArray(ByteBuffer[]::new));
  }

  private void skipEmpty() {
    while (index < parts.length && !parts[index].hasRemaining()) {
      index++;
    }
  }
}
