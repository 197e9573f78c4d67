// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;

/** The transaction of a chunk of the user's own making. */
final class ChunkTransaction implements Transaction.Listener, ChunkItem.Listener {

  private final SessionCore core;
  private final MsrpRequest chunk;
  private final boolean answerDue;
  private final ChunkItem item;
  private final CompletableFuture<TransactionResult> result = new CompletableFuture<>();
  private boolean over;

  /**
   * Encodes the chunk and takes its place in the session's queue, on the caller's thread.
   *
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the chunk's own end-line
   * @throws MsrpSessionException if the queue is full
   */
  ChunkTransaction(SessionCore core, MsrpRequest chunk) {
    this.core = core;
    this.chunk = chunk;
    FailureReport due = answers(chunk);
    this.answerDue = due != FailureReport.NO;
    Transaction transaction = answerDue ? new Transaction(chunk.transactionId(), due, this) : null;
    this.item = new ChunkItem(chunk, transaction, core.engine().transactions(), this);
    core.reserve(item.size());
  }

  CompletableFuture<TransactionResult> result() {
    return result;
  }

  /** Queues the chunk; within the serial context. */
  void start() {
    chunk.headers().messageId().ifPresent(core::remember);
    core.enqueue(item);
  }

  /** Where no answer is due, being written is all. */
  @Override
  public void written() {
    if (!answerDue) {
      finish(new TransactionResult(MsrpStatus.OK, TransactionResult.Source.LOCAL));
    }
  }

  @Override
  public void onResult(Transaction transaction, TransactionResult outcome) {
    finish(outcome);
    if (!outcome.status().success()) {
      core.refusedBy(outcome.status());
    }
  }

  @Override
  public void late(MsrpStatus status) {
    chunk
        .headers()
        .messageId()
        .ifPresent(id -> core.lateReport(new MessageReport(id, status, Optional.empty())));
  }

  @Override
  public void lost(SessionEnd end) {
    if (end()) {
      core.results().execute(() -> result.completeExceptionally(MsrpChannel.closed(end)));
    }
  }

  private void finish(TransactionResult outcome) {
    if (end()) {
      core.results().execute(() -> result.complete(outcome));
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    if (first) {
      core.release(item.size());
    }
    return first;
  }

  private static FailureReport answers(MsrpRequest chunk) {
    if (chunk.method().equals(MsrpMethod.SEND)) {
      return chunk.headers().failureReport();
    }
    return chunk.method().equals(MsrpMethod.REPORT) ? FailureReport.NO : FailureReport.YES;
  }
}
