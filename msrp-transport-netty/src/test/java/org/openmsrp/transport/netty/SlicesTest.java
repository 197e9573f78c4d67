// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlicesTest {

  @Property(tries = 200)
  void next_anyParts_giveAllOctetsInOrderAndNoMoreAtATime(
      @ForAll @Size(max = 20) List<@Size(max = 50) byte[]> parts,
      @ForAll @IntRange(min = 1, max = 70) int most,
      @ForAll boolean copied) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    parts.forEach(expected::writeBytes);
    ByteBuffer[] buffers = parts.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    Slices slices = new Slices(buffers, most, copied ? Unpooled::buffer : null);
    ByteArrayOutputStream seen = new ByteArrayOutputStream();

    while (!slices.isEmpty()) {
      ByteBuf slice = slices.next();
      assertThat(slice.readableBytes()).isBetween(1, most);
      assertThat(slice.nioBufferCount() == 1 || !copied).isTrue();
      byte[] octets = new byte[slice.readableBytes()];
      slice.readBytes(octets).release();
      seen.writeBytes(octets);
      int before = remaining(buffers);
      slices.taken(octets.length / 2);
      slices.taken(octets.length / 2);
      assertThat(remaining(buffers)).isEqualTo(before - octets.length / 2);
      slices.taken();
      assertThat(remaining(buffers)).isEqualTo(before - octets.length);
    }

    assertThat(seen.toByteArray()).isEqualTo(expected.toByteArray());
  }

  private static int remaining(ByteBuffer[] buffers) {
    return Stream.of(buffers).mapToInt(ByteBuffer::remaining).sum();
  }
}
