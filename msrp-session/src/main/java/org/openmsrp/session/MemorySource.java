// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.MsrpBody;

/** Octets in memory: always ready. */
final class MemorySource implements ContentSource {

  private final ByteBuffer octets;
  private final int total;

  MemorySource(MsrpBody body) {
    this.octets = body.toByteBuffer();
    this.total = body.size();
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public @Nullable ByteBuffer poll(int max) {
    int size = Math.min(max, octets.remaining());
    if (size == 0) {
      return null;
    }
    ByteBuffer part = octets.slice(octets.position(), size);
    octets.position(octets.position() + size);
    return part;
  }

  @Override
  public boolean withoutHyphens() {
    return false;
  }

  @Override
  public void unread(int count) {
    octets.position(octets.position() - count);
  }

  @Override
  public boolean ready() {
    return octets.hasRemaining();
  }

  @Override
  public @Nullable Throwable failure() {
    return null;
  }

  @Override
  public void release() {}

  @Override
  public void close() {}
}
