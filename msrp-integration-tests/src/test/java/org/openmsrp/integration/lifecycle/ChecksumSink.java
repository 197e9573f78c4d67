// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSessionException;

/** Tells the checksum of a message that comes in order. */
final class ChecksumSink implements MessageSink {

  private final CompletableFuture<Long> result;
  private final CRC32 sum = new CRC32();
  private long next;

  ChecksumSink(CompletableFuture<Long> result) {
    this.result = result;
  }

  @Override
  public void write(long position, ByteBuffer octets) {
    if (position != next) {
      result.completeExceptionally(new AssertionError("octet " + position + ", not " + next));
    }
    next = position + octets.remaining();
    sum.update(octets);
  }

  @Override
  public void complete(long total) {
    result.complete(sum.getValue());
  }

  @Override
  public void failed(MsrpSessionException cause) {
    result.completeExceptionally(cause);
  }
}
