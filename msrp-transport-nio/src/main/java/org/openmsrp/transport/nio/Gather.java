// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A write in progress: many buffers, one system call if the kernel takes it all.
 *
 * <p>Direct buffers are gathered as they are. Heap buffers are gathered in the loop's staging
 * buffer: left to itself the JDK would copy each into a direct buffer of its own and keep those, as
 * large as they come, for as long as the thread lives.
 */
final class Gather {

  private static final ByteBuffer[] NONE = {};

  private ByteBuffer[] parts = NONE;
  private int next;

  /** Begins a write; there must be none in progress. */
  void start(ByteBuffer[] buffers) {
    parts = buffers;
    next = 0;
  }

  /** Whether a write is in progress. */
  boolean isActive() {
    return parts != NONE;
  }

  /** Forgets the buffers. */
  void clear() {
    parts = NONE;
  }

  /**
   * Writes as much as the kernel takes.
   *
   * @return true if that was all; the write is over then
   */
  boolean flush(SocketChannel channel, NioLoop loop) throws IOException {
    while (skipEmpty()) {
      boolean tookAll = allDirect() ? writeDirect(channel) : writeStaged(channel, loop.staging());
      if (!tookAll) {
        return false;
      }
    }
    clear();
    return true;
  }

  private boolean skipEmpty() {
    while (next < parts.length && !parts[next].hasRemaining()) {
      next++;
    }
    return next < parts.length;
  }

  private boolean allDirect() {
    for (int i = next; i < parts.length; i++) {
      if (!parts[i].isDirect()) {
        return false;
      }
    }
    return true;
  }

  private boolean writeDirect(SocketChannel channel) throws IOException {
    long offered = 0;
    for (int i = next; i < parts.length; i++) {
      offered += parts[i].remaining();
    }
    return channel.write(parts, next, parts.length - next) == offered;
  }

  private boolean writeStaged(SocketChannel channel, ByteBuffer staging) throws IOException {
    for (int i = next; i < parts.length && staging.hasRemaining(); i++) {
      ByteBuffer part = parts[i];
      int octets = Math.min(part.remaining(), staging.remaining());
      staging.put(staging.position(), part, part.position(), octets);
      staging.position(staging.position() + octets);
    }
    int taken = channel.write(staging.flip());
    advance(taken);
    return !staging.hasRemaining();
  }

  private void advance(int octets) {
    int left = octets;
    for (int i = next; left > 0; i++) {
      ByteBuffer part = parts[i];
      int step = Math.min(left, part.remaining());
      part.position(part.position() + step);
      left -= step;
    }
  }
}
