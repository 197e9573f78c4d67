// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.port.time.Timers;

/**
 * Binds a session as the active side: an empty SEND goes out at once, its 200 makes the channel
 * (RFC 4975 §5.4). Confined to the connection's serial context.
 */
final class ActiveBinding implements Transaction.Listener {

  private final SessionCore core;
  private final StackServices services;
  private final CompletableFuture<MsrpChannel> result;
  private final Timers.Timer timer;
  private boolean over;

  /** Puts the session on its connection; the time runs. */
  ActiveBinding(SessionCore core, StackServices services, CompletableFuture<MsrpChannel> result) {
    this.core = core;
    this.services = services;
    this.result = result;
    ConnectionEngine engine = core.engine();
    Duration patience = engine.context().timeouts().bind();
    this.timer =
        engine.context().timers().schedule(patience, () -> engine.submit(() -> tooLate(patience)));
    engine.add(core);
    core.binding(true);
  }

  void start() {
    ConnectionEngine engine = core.engine();
    String messageId = engine.context().identifiers().messageId();
    core.bindingMessageId(messageId);
    MsrpRequest request =
        MsrpRequest.builder(
                MsrpMethod.SEND, engine.newTransactionId(), core.toPath(), core.fromPath())
            .header(HeaderName.MESSAGE_ID, messageId)
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
      tooLate(core.engine().context().timeouts().transaction());
    } else {
      fail(
          new MsrpSessionException(
              MsrpSessionException.Kind.BINDING_REFUSED,
              "the peer refused the binding with " + status,
              status));
    }
  }

  private void succeed() {
    if (end()) {
      core.binding(false);
      MsrpChannel channel = core.establish();
      services.context().callbacks().execute(() -> give(channel));
    }
  }

  private void give(MsrpChannel channel) {
    if (!result.complete(channel)) {
      channel.close();
    }
  }

  private void tooLate(Duration patience) {
    fail(new MsrpTimeoutException(MsrpTimeoutException.Phase.BIND, patience));
  }

  @Override
  public void lost(SessionEnd end) {
    fail(
        MsrpSessionException.ended(
            MsrpSessionException.Kind.CONNECTION_FAILED,
            "the connection ended while the session was being bound",
            end));
  }

  /** The session was not bound. */
  void fail(MsrpSessionException cause) {
    if (end()) {
      services.fail(result, cause);
      core.engine().endSession(core, new SessionEnd.ClosedLocally());
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    timer.cancel();
    return first;
  }
}
