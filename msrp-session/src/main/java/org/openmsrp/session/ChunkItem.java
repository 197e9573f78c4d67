// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
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
  }

  private final ByteBuffer octets;
  private final int size;
  private final @Nullable Transaction transaction;
  private final Transactions transactions;
  private final Listener listener;
  private boolean finished;

  /**
   * Encodes the chunk on the caller's thread.
   *
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the chunk's own end-line
   */
  ChunkItem(
      MsrpChunk chunk,
      @Nullable Transaction transaction,
      Transactions transactions,
      Listener listener) {
    this.octets = ChunkEncoder.encode(chunk);
    this.size = octets.remaining();
    this.transaction = transaction;
    this.transactions = transactions;
    this.listener = listener;
  }

  /** Octets on the wire. */
  int size() {
    return size;
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
    batch.body(octets);
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
