// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.ResponseHead;

/**
 * The unanswered requests of one connection. All have the same timeout, so those that were sent
 * wait in the order of sending and only the oldest needs a look. Confined to the connection's
 * serial context.
 */
final class Transactions {

  /** Of requests that only an error answers so many are remembered: silence means success. */
  static final int SILENT = 4_096;

  private final long timeoutNanos;
  private final Watch watch;
  private final LongSupplier clock;

  /** Their last octet was not written yet, but an answer may come all the same. */
  private final Map<String, Transaction> begun = new HashMap<>();

  /** Written, and an answer is due; the oldest first. */
  private final Map<String, Transaction> awaited = new LinkedHashMap<>();

  /** Written, and only an error would be answered; the oldest first. */
  private final Map<String, Transaction> silent = new LinkedHashMap<>();

  /** The last ones that nobody answered in time. */
  private final RecentMap<Transaction> overdue = new RecentMap<>();

  /** Of those that were begun, so many nobody waits for. */
  private int abandoned;

  Transactions(long timeoutNanos, Watch watch, LongSupplier clock) {
    this.timeoutNanos = timeoutNanos;
    this.watch = watch;
    this.clock = clock;
  }

  /** Registers a transaction before its first octet is written: an answer may come at once. */
  void begin(Transaction transaction) {
    begun.put(transaction.id, transaction);
  }

  /**
   * The last octet of the request went to the operating system: its time begins (RFC 4975 §7.1.1).
   */
  void sent(Transaction transaction, long now) {
    if (!begun.remove(transaction.id, transaction)) {
      return;
    }
    abandoned -= transaction.abandoned ? 1 : 0;
    transaction.written(now);
    if (transaction.awaitsSuccess()) {
      awaited.put(transaction.id, transaction);
    } else {
      silent.put(transaction.id, transaction);
      if (silent.size() > SILENT) {
        expireOldest(silent);
      }
    }
  }

  /** A response came; false if nobody knows its transaction. */
  boolean answer(ResponseHead head) {
    return answer(head.transactionId(), head.status(), head);
  }

  /** A response came whose headers can't be read. */
  void answer(String id, MsrpStatus status) {
    answer(id, status, null);
  }

  private boolean answer(String id, MsrpStatus status, @Nullable ResponseHead head) {
    Transaction transaction = remove(id);
    if (transaction != null) {
      if (head != null) {
        transaction.listener.onResponse(head);
      }
      TransactionResult result = new TransactionResult(status, TransactionResult.Source.PEER);
      observe(transaction, result);
      transaction.listener.onResult(transaction, result);
      return true;
    }
    Transaction late = overdue.remove(id);
    if (late != null) {
      late.listener.late(status);
    }
    return late != null;
  }

  private @Nullable Transaction remove(String id) {
    Transaction transaction = awaited.remove(id);
    if (transaction == null) {
      transaction = silent.remove(id);
    }
    return transaction == null ? removeBegun(id) : transaction;
  }

  private @Nullable Transaction removeBegun(String id) {
    Transaction transaction = begun.remove(id);
    abandoned -= transaction != null && transaction.abandoned ? 1 : 0;
    return transaction;
  }

  /** Ends what is overdue: 408 where an answer was due, else 200 (RFC 4975 §7.1.1). */
  void expire(long now) {
    while (deadline(awaited) <= now) {
      expireOldest(awaited);
    }
    while (deadline(silent) <= now) {
      expireOldest(silent);
    }
  }

  private void expireOldest(Map<String, Transaction> sent) {
    Iterator<Transaction> oldestFirst = sent.values().iterator();
    Transaction oldest = oldestFirst.next();
    oldestFirst.remove();
    overdue.put(oldest.id, oldest);
    MsrpStatus status = oldest.awaitsSuccess() ? MsrpStatus.TIMEOUT : MsrpStatus.OK;
    TransactionResult result = new TransactionResult(status, TransactionResult.Source.LOCAL);
    observe(oldest, result);
    oldest.listener.onResult(oldest, result);
  }

  private void observe(Transaction transaction, TransactionResult result) {
    if (watch.on()) {
      long nanos = transaction.written ? clock.getAsLong() - transaction.sentAt : 0;
      watch.transaction(new TransactionEvent(result, Duration.ofNanos(nanos)));
    }
  }

  /** When the oldest is overdue; {@link Long#MAX_VALUE} if none waits. */
  long deadline() {
    return Math.min(deadline(awaited), deadline(silent));
  }

  private long deadline(Map<String, Transaction> sent) {
    return sent.isEmpty() ? Long.MAX_VALUE : sent.values().iterator().next().sentAt + timeoutNanos;
  }

  /** Nobody waits for the answer any more: the transaction gives its place to another one. */
  void abandon(Transaction transaction) {
    transaction.abandoned = true;
    abandoned += begun.containsKey(transaction.id) ? 1 : 0;
  }

  /** How many requests an answer is due to. */
  int size() {
    return begun.size() - abandoned + awaited.size();
  }

  /** Forgets everything; for a connection that has ended. */
  List<Transaction> clear() {
    List<Transaction> left = new ArrayList<>(awaited.values());
    left.addAll(silent.values());
    left.addAll(begun.values());
    awaited.clear();
    silent.clear();
    begun.clear();
    abandoned = 0;
    return left;
  }
}
