// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.domain.header.FailureReport;

/** A request that was sent and may be answered. Confined to its connection's serial context. */
final class Transaction {

  /** Hears how a transaction ended: one of the two, once. */
  interface Listener {
    /** It was answered, or nobody answered in time. */
    void onResult(Transaction transaction, TransactionResult result);

    /** The connection ended before. */
    void lost(SessionEnd end);
  }

  final String id;
  final FailureReport failureReport;
  final long from;
  final long to;
  final Listener listener;
  long sentAt;
  boolean sent;
  boolean done;

  /** A transaction about octets {@code [from, to)} of its message. */
  Transaction(String id, FailureReport failureReport, long from, long to, Listener listener) {
    this.id = id;
    this.failureReport = failureReport;
    this.from = from;
    this.to = to;
    this.listener = listener;
  }
}
