// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;

/**
 * The unanswered requests of one connection. All have the same timeout, so those that were sent
 * wait in the order of sending and only the oldest needs a look. Confined to the connection's
 * serial context.
 */
final class Transactions {

  private final long timeoutNanos;
  private final Map<String, Transaction> byId = new HashMap<>();
  private final ArrayDeque<Transaction> inOrder = new ArrayDeque<>();

  Transactions(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  /** Registers a transaction before its first octet is written: an answer may come at once. */
  void begin(Transaction transaction) {
    byId.put(transaction.id, transaction);
  }

  /**
   * The last octet of the request went to the operating system: its time begins (RFC 4975 §7.1.1).
   */
  void sent(Transaction transaction, long now) {
    transaction.sent = true;
    transaction.sentAt = now;
    if (!transaction.done) {
      inOrder.add(transaction);
    }
  }

  /** A response came; false if no transaction waits for it. */
  boolean answer(String id, MsrpStatus status) {
    Transaction transaction = byId.remove(id);
    if (transaction == null) {
      return false;
    }
    finish(transaction, new TransactionResult(status, TransactionResult.Source.PEER));
    while (!inOrder.isEmpty() && inOrder.peek().done) {
      inOrder.poll();
    }
    return true;
  }

  /** Ends what is overdue: 408 where an answer was due, else 200 (RFC 4975 §7.1.1). */
  void expire(long now) {
    while (!inOrder.isEmpty()) {
      Transaction oldest = inOrder.peek();
      if (!oldest.done && oldest.sentAt + timeoutNanos - now > 0) {
        return;
      }
      inOrder.poll();
      if (!oldest.done) {
        byId.remove(oldest.id);
        boolean due = oldest.failureReport == FailureReport.YES;
        MsrpStatus status = due ? MsrpStatus.TIMEOUT : MsrpStatus.OK;
        finish(oldest, new TransactionResult(status, TransactionResult.Source.LOCAL));
      }
    }
  }

  /** When the oldest is overdue; {@link Long#MAX_VALUE} if none waits. */
  long deadline() {
    Transaction oldest = inOrder.peek();
    return oldest == null ? Long.MAX_VALUE : oldest.sentAt + timeoutNanos;
  }

  int size() {
    return byId.size();
  }

  /** Forgets everything; for a connection that has ended. */
  List<Transaction> clear() {
    List<Transaction> left = new ArrayList<>(byId.values());
    byId.clear();
    inOrder.clear();
    return left;
  }

  private static void finish(Transaction transaction, TransactionResult result) {
    transaction.done = true;
    transaction.listener.onResult(transaction, result);
  }
}
