// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;

/**
 * Binds a session as the active side: an empty SEND goes out at once, its 200 makes the channel
 * (RFC 4975 §5.4). Confined to the connection's serial context.
 */
final class ActiveBinding extends Binding implements Transaction.Listener {

  ActiveBinding(SessionCore core, StackServices services, CompletableFuture<MsrpChannel> result) {
    super(
        core,
        services,
        result,
        MsrpTimeoutException.Phase.BIND,
        services.context().timeouts().bind());
  }

  void start() {
    ConnectionEngine engine = core.engine();
    MsrpRequest request =
        MsrpRequest.builder(
                MsrpMethod.SEND, engine.newTransactionId(), core.toPath(), core.fromPath())
            .header(HeaderName.MESSAGE_ID, engine.context().identifiers().messageId())
            .header(HeaderName.BYTE_RANGE, ByteRange.NOTHING)
            .build();
    Transaction transaction = new Transaction(request.transactionId(), FailureReport.YES, this);
    core.enqueue(
        new ChunkItem(
            request,
            transaction,
            engine.transactions(),
            new ChunkItem.Listener() {
              @Override
              public void written() {}

              @Override
              public void lost(SessionEnd end) {
                ActiveBinding.this.lost(end);
              }
            }));
  }

  @Override
  public void onResult(Transaction transaction, TransactionResult outcome) {
    MsrpStatus status = outcome.status();
    if (status.success()) {
      succeed();
    } else if (outcome.source() == TransactionResult.Source.LOCAL) {
      tooLate(MsrpTimeoutException.Phase.BIND, core.engine().context().timeouts().transaction());
    } else {
      fail(
          new MsrpSessionException(
              MsrpSessionException.Kind.BINDING_REFUSED,
              "the peer refused the binding with " + status,
              status));
    }
  }

  @Override
  public void lost(SessionEnd end) {
    connectionLost(end);
  }
}
