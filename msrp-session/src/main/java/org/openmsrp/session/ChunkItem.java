// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.message.MsrpChunk;

/** A chunk of the user's own making, written as it is. */
final class ChunkItem implements OutboundItem {

  /** Hears what becomes of the chunk: one of the two, within the serial context. */
  interface Listener {
    /** The operating system has taken it. */
    void written();

    /** The session ended before. */
    void lost(SessionEnd end);

    /** A listener that completes a future on the session's callback executor. */
    static Listener completing(SessionCore core, CompletableFuture<Void> future) {
      return new Listener() {
        @Override
        public void written() {
          core.results().execute(() -> future.complete(null));
        }

        @Override
        public void lost(SessionEnd end) {
          core.results().execute(() -> future.completeExceptionally(MsrpChannel.closed(end)));
        }
      };
    }
  }

  private final MsrpChunk chunk;
  private final @Nullable Transaction transaction;
  private final Transactions transactions;
  private final Listener listener;
  private boolean finished;

  ChunkItem(
      MsrpChunk chunk,
      @Nullable Transaction transaction,
      Transactions transactions,
      Listener listener) {
    this.chunk = chunk;
    this.transaction = transaction;
    this.transactions = transactions;
    this.listener = listener;
  }

  @Override
  public boolean ready() {
    return !finished;
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public boolean chunkOpen() {
    return false;
  }

  @Override
  public void compose(WriteBatch batch, int budget) {
    finished = true;
    batch.body(ChunkEncoder.encode(chunk));
    if (transaction != null) {
      transactions.begin(transaction);
      batch.ends(transaction);
    }
    batch.whenWritten(listener::written);
  }

  @Override
  public void interrupt(WriteBatch batch) {}

  @Override
  public void lost(SessionEnd end) {
    listener.lost(end);
  }
}
