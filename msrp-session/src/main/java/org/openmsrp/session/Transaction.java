// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.ResponseHead;

/** A request that was sent and may be answered. Confined to its connection's serial context. */
final class Transaction {

  /** Hears how a transaction ended: one of the first two, once. */
  interface Listener {
    /** It was answered, or nobody answered in time. */
    void onResult(Transaction transaction, TransactionResult result);

    /** The whole of the answer, before {@link #onResult} tells its status. */
    default void onResponse(ResponseHead head) {}

    /** The connection ended before. */
    void lost(SessionEnd end);

    /** It was answered though nobody waited for it any more. */
    default void late(MsrpStatus status) {}
  }

  final String id;
  final FailureReport failureReport;
  final Listener listener;
  long sentAt;

  /** Whether {@link #sentAt} is known: its last octet went to the operating system. */
  boolean written;

  /** Nobody waits for the answer any more, so it holds no place among those that do. */
  boolean abandoned;

  Transaction(String id, FailureReport failureReport, Listener listener) {
    this.id = id;
    this.failureReport = failureReport;
    this.listener = listener;
  }

  void written(long now) {
    sentAt = now;
    written = true;
  }

  /** Whether a success is answered, too. */
  boolean awaitsSuccess() {
    return failureReport == FailureReport.YES && !abandoned;
  }
}
