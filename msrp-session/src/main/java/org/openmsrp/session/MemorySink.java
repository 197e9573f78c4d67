// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Collects a message in memory, up to a limit. What comes in order goes to one growing array;
 * octets far ahead of it go to pages of their own, so that a single octet with a high position
 * takes a page and not all the room before it.
 */
final class MemorySink implements QuickSink, ResultSink {

  private static final int PAGE = 4 * 1024;

  /** So far ahead of what has come an octet may lie and still be taken for one in order. */
  private static final int NEAR = 64 * 1024;

  private final MemoryAllowance memory;
  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final Map<Integer, byte[]> pages = new HashMap<>();
  private byte[] octets = new byte[0];
  private long received;

  MemorySink(MemoryAllowance memory) {
    this.memory = memory;
    this.limit = memory.limit();
  }

  CompletableFuture<byte[]> result() {
    return result;
  }

  /** Octets of memory that the message takes now. */
  long held() {
    return octets.length + (long) pages.size() * PAGE;
  }

  @Override
  public void write(long position, ByteBuffer part) {
    long end = position + part.remaining();
    if (end > limit) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TOO_LARGE,
          "the message is larger than the " + limit + " octets that may be kept in memory");
    }
    received += part.remaining();
    if (end > octets.length && position <= 2 * received + NEAR) {
      grow((int) Math.min(limit, Math.max(end, 2L * octets.length)));
    }
    if (end <= octets.length) {
      part.get(octets, (int) position, part.remaining());
    } else {
      writePages((int) position, part);
    }
    memory.hold(held());
  }

  private void writePages(int position, ByteBuffer part) {
    int at = position;
    while (part.hasRemaining()) {
      int size = Math.min(part.remaining(), PAGE - at % PAGE);
      if (at < octets.length) {
        size = Math.min(size, octets.length - at);
        part.get(octets, at, size);
      } else {
        part.get(pages.computeIfAbsent(at / PAGE, page -> new byte[PAGE]), at % PAGE, size);
      }
      at += size;
    }
  }

  /** Makes the array so long; what pages hold of it moves there. */
  private void grow(int size) {
    int before = octets.length;
    octets = Arrays.copyOf(octets, size);
    pages.entrySet().removeIf(page -> moved(page.getKey() * PAGE, page.getValue(), before));
  }

  /**
   * Copies what of a page lies in the array's new part; true if the page is not needed any more.
   */
  private boolean moved(int start, byte[] page, int before) {
    int from = Math.max(start, before);
    int to = Math.min(start + PAGE, octets.length);
    if (from < to) {
      System.arraycopy(page, from - start, octets, from, to - from);
    }
    return start + PAGE <= octets.length;
  }

  @Override
  public void complete(long total) {
    if (total > octets.length) {
      grow((int) total);
    }
    pages.clear();
    memory.release();
    octets = total == octets.length ? octets : Arrays.copyOf(octets, (int) total);
  }

  @Override
  public void tell(long total) {
    result.complete(octets);
  }

  @Override
  public void failed(MsrpSessionException cause) {
    octets = new byte[0];
    pages.clear();
    memory.release();
    result.completeExceptionally(cause);
  }
}
