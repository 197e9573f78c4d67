// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;

/** The transaction of a chunk of the user's own making. */
final class ChunkTransaction implements Transaction.Listener, ChunkItem.Listener {

  private final SessionCore core;
  private final MsrpRequest chunk;
  private final CompletableFuture<TransactionResult> result = new CompletableFuture<>();
  private boolean expected;

  ChunkTransaction(SessionCore core, MsrpRequest chunk) {
    this.core = core;
    this.chunk = chunk;
  }

  CompletableFuture<TransactionResult> result() {
    return result;
  }

  /** Queues the chunk; within the serial context. */
  void start() {
    expected = answerExpected();
    Transaction transaction = expected ? transaction() : null;
    core.enqueue(new ChunkItem(chunk, transaction, core.engine().transactions(), this));
  }

  /** Where no answer is due, being written is all. */
  @Override
  public void written() {
    if (!expected) {
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
  public void lost(SessionEnd end) {
    core.results().execute(() -> result.completeExceptionally(MsrpChannel.closed(end)));
  }

  private void finish(TransactionResult outcome) {
    core.results().execute(() -> result.complete(outcome));
  }

  private boolean answerExpected() {
    return chunk.method().equals(MsrpMethod.SEND)
        ? chunk.headers().failureReport() != FailureReport.NO
        : !chunk.method().equals(MsrpMethod.REPORT);
  }

  private Transaction transaction() {
    boolean send = chunk.method().equals(MsrpMethod.SEND);
    FailureReport due = send ? chunk.headers().failureReport() : FailureReport.YES;
    return new Transaction(chunk.transactionId(), due, 0, chunk.size(), this);
  }
}
