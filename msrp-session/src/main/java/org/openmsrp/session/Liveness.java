// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;

/**
 * Sees to it that a quiet session lives, and that one of no use ends: sends an empty SEND when the
 * peer was not heard for a while, and ends the session if nobody answers it, or if nothing but that
 * happens for too long. Confined to the connection's serial context.
 */
final class Liveness implements Transaction.Listener, ChunkItem.Listener {

  private static final long NEVER = Long.MAX_VALUE;

  private final SessionCore core;
  private final long interval;
  private final long patience;
  private final Optional<Duration> idle;
  private long heard;
  private long used;
  private boolean asking;

  Liveness(SessionCore core, Optional<Duration> keepAlive, Optional<Duration> idle) {
    this.core = core;
    this.interval = keepAlive.map(Duration::toNanos).orElse(NEVER);
    this.patience = idle.map(Duration::toNanos).orElse(NEVER);
    this.idle = idle;
    this.heard = core.engine().now();
    this.used = heard;
  }

  /** Something of the peer came. */
  void heard() {
    heard = core.engine().now();
    used = heard;
  }

  /** Something is sent. */
  void used() {
    used = core.engine().now();
  }

  /** Does what is due; nanoseconds until something may be. */
  long check() {
    long now = core.engine().now();
    if (now - used >= patience && !core.busy()) {
      core.engine().endSession(core, new SessionEnd.Idle(idle.orElseThrow()));
      return NEVER;
    }
    if (interval != NEVER && !asking && now - heard >= interval) {
      ask();
    }
    long next = patience == NEVER ? NEVER : Math.max(1, used + patience - now);
    return interval == NEVER ? next : Math.min(next, Math.max(1, untilQuestion(now)));
  }

  private long untilQuestion(long now) {
    return asking ? interval : heard + interval - now;
  }

  private void ask() {
    asking = true;
    ConnectionEngine engine = core.engine();
    MsrpRequest request =
        MsrpRequest.builder(
                MsrpMethod.SEND, engine.newTransactionId(), core.toPath(), core.fromPath())
            .header(HeaderName.MESSAGE_ID, engine.context().identifiers().messageId())
            .header(HeaderName.BYTE_RANGE, ByteRange.NOTHING)
            .build();
    Transaction transaction = new Transaction(request.transactionId(), FailureReport.YES, this);
    core.enqueue(new ChunkItem(request, transaction, engine.transactions(), this));
  }

  @Override
  public void written() {}

  @Override
  public void onResult(Transaction transaction, TransactionResult outcome) {
    asking = false;
    if (outcome.source() == TransactionResult.Source.LOCAL) {
      core.engine().endSession(core, new SessionEnd.PeerSilent());
      return;
    }
    // Any answer proves life, also one that says that the question was not liked.
    heard = core.engine().now();
    if (!outcome.status().success()) {
      core.refusedBy(outcome.status());
    }
  }

  @Override
  public void lost(SessionEnd end) {}
}
