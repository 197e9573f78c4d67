// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.codec.EndLineScanner;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;

/** One chunk of a message that is sent. Confined to the connection's serial context. */
final class OutboundChunk implements Transaction.Listener {

  final Transaction transaction;
  final EndLineScanner scanner;

  /** The first octet's place in the message, from 0. */
  final long from;

  /** The place behind the last octet, once the chunk has ended. */
  long to;

  /** Whether the peer answered it with a success, perhaps before its end. */
  boolean answered;

  private final OutboundMessage message;

  OutboundChunk(
      OutboundMessage message, String transactionId, FailureReport failureReport, long from) {
    this.message = message;
    this.transaction = new Transaction(transactionId, failureReport, this);
    this.scanner = new EndLineScanner(transactionId);
    this.from = from;
  }

  @Override
  public void onResult(Transaction ended, TransactionResult result) {
    if (ended.abandoned && result.source() == TransactionResult.Source.LOCAL) {
      return; // Its message has met its fate, and silence says nothing of the octets.
    }
    answered = result.status().success();
    message.chunkOver(this, result.status());
  }

  @Override
  public void lost(SessionEnd end) {
    message.lost(end);
  }

  @Override
  public void late(MsrpStatus status) {
    message.late(status);
  }
}
