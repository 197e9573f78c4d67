// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSessionException;

/**
 * Takes the first octets and then nothing until it is released, so that its peer can't have sent
 * everything before.
 */
final class HeldBackSink implements MessageSink {

  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  /** Completes with the first octets. */
  CompletableFuture<Void> begun() {
    return begun;
  }

  /** Takes everything from now on. */
  void release() {
    released.complete(null);
  }

  @Override
  public void write(long position, ByteBuffer octets) {
    begun.complete(null);
    released.join();
  }

  @Override
  public void complete(long total) {}

  @Override
  public void failed(MsrpSessionException cause) {}
}
