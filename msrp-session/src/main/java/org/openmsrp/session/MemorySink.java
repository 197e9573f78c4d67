// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Collects a message in memory, up to a limit. */
final class MemorySink implements ResultSink {

  private static final int FIRST_SIZE = 1024;

  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private byte[] octets = new byte[0];

  MemorySink(int limit) {
    this.limit = limit;
  }

  CompletableFuture<byte[]> result() {
    return result;
  }

  @Override
  public void write(long position, ByteBuffer part) {
    long end = position + part.remaining();
    if (end > limit) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.TOO_LARGE,
          "the message is larger than the " + limit + " octets that may be kept in memory");
    }
    if (end > octets.length) {
      long doubled = Math.max(FIRST_SIZE, 2L * octets.length);
      octets = Arrays.copyOf(octets, (int) Math.min(limit, Math.max(end, doubled)));
    }
    part.get(octets, (int) position, part.remaining());
  }

  @Override
  public void complete(long total) {
    octets = total == octets.length ? octets : Arrays.copyOf(octets, (int) total);
  }

  @Override
  public void tell(long total) {
    result.complete(octets);
  }

  @Override
  public void failed(MsrpSessionException cause) {
    octets = new byte[0];
    result.completeExceptionally(cause);
  }
}
