// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A user's sink whose end is told to a future. */
record ReportingSink(MessageSink sink, CompletableFuture<Long> result) implements ResultSink {

  @Override
  public void write(long position, ByteBuffer octets) throws IOException {
    sink.write(position, octets);
  }

  @Override
  public void complete(long total) throws IOException {
    sink.complete(total);
  }

  @Override
  public void tell(long total) {
    result.complete(total);
  }

  @Override
  public void failed(MsrpSessionException cause) {
    try {
      sink.failed(cause);
    } finally {
      result.completeExceptionally(cause);
    }
  }
}
