// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.message.MsrpChunk;

/** A chunk that a user of the channel writes; nobody waits for its answer here. */
final class ChannelWrite implements ChunkItem.Listener {

  private final SessionCore core;
  private final ChunkItem item;
  private final CompletableFuture<Void> written = new CompletableFuture<>();

  /**
   * Encodes the chunk and takes its place in the session's queue, on the caller's thread.
   *
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the chunk's own end-line
   * @throws MsrpSessionException if the queue is full
   */
  ChannelWrite(SessionCore core, MsrpChunk chunk) {
    this.core = core;
    this.item = new ChunkItem(chunk, null, core.engine().transactions(), this);
    core.reserve(item.size());
  }

  CompletableFuture<Void> stage() {
    return written;
  }

  /** Queues the chunk; within the serial context. */
  void start() {
    core.enqueue(item);
  }

  @Override
  public void written() {
    core.results().execute(() -> written.complete(null));
    core.release(item.size());
  }

  @Override
  public void lost(SessionEnd end) {
    core.results().execute(() -> written.completeExceptionally(MsrpChannel.closed(end)));
    core.release(item.size());
  }
}
