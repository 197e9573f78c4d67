// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.message.ResponseHead;

/** A request of a connection that concerns no session, and its answer. */
final class HopRequest implements Transaction.Listener, ChunkItem.Listener {

  private final ConnectionEngine engine;
  private final StackServices services;
  private final ChunkItem item;
  private final CompletableFuture<MsrpResponse> result = new CompletableFuture<>();
  private @Nullable ResponseHead response;

  /** Encodes the request on the caller's thread. */
  HopRequest(ConnectionEngine engine, StackServices services, MsrpRequest request) {
    this.engine = engine;
    this.services = services;
    Transaction transaction = new Transaction(request.transactionId(), FailureReport.YES, this);
    this.item = new ChunkItem(request, transaction, engine.transactions(), this);
  }

  CompletableFuture<MsrpResponse> result() {
    return result;
  }

  ChunkItem item() {
    return item;
  }

  @Override
  public void written() {}

  @Override
  public void onResponse(ResponseHead head) {
    response = head;
  }

  @Override
  public void onResult(Transaction transaction, TransactionResult outcome) {
    if (outcome.source() == TransactionResult.Source.LOCAL) {
      services.fail(
          result,
          new MsrpTimeoutException(
              MsrpTimeoutException.Phase.ANSWER, engine.context().timeouts().transaction()));
    } else if (response == null) {
      services.fail(
          result,
          new MsrpSessionException(
              MsrpSessionException.Kind.WRONG_ANSWER,
              "the answer can't be read",
              outcome.status()));
    } else {
      MsrpResponse answer = new MsrpResponse(requireNonNull(response));
      engine.context().callbacks().execute(() -> result.complete(answer));
    }
  }

  @Override
  public void lost(SessionEnd end) {
    services.fail(
        result,
        MsrpSessionException.ended(
            MsrpSessionException.Kind.CONNECTION_FAILED, "the connection has ended", end));
  }
}
