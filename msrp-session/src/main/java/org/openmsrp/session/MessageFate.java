// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;

/**
 * What is known of a message that was sent: which octets were answered and reported, and in the end
 * its fate, settled exactly once. Confined to the connection's serial context but for {@link
 * #acknowledged} and {@link #delivery}.
 */
final class MessageFate {

  private final SessionCore session;
  private final OutboundMessage message;
  private final ReportRequest reports;
  private final long total;
  private final RangeSet answered = new RangeSet();
  private final RangeSet reported = new RangeSet();
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
  private volatile long acknowledged;
  private int outstanding;
  private boolean written;
  private boolean anyReport;
  private boolean awaitingReports;
  private boolean settled;

  MessageFate(SessionCore session, OutboundMessage message, ReportRequest reports, long position) {
    this.session = session;
    this.message = message;
    this.reports = reports;
    this.total = message.total();
    this.acknowledged = position;
    answered.add(0, position);
    reported.add(0, position);
  }

  /** The user's view; a copy, so that only this class can complete it. */
  CompletionStage<Delivery> delivery() {
    return delivery.minimalCompletionStage();
  }

  /** Octets from the first on that the peer is known to have. */
  long acknowledged() {
    return acknowledged;
  }

  boolean settled() {
    return settled;
  }

  private boolean wantsReports() {
    return reports.success() == SuccessReport.YES;
  }

  private boolean wantsAnswers() {
    return reports.failure() == FailureReport.YES;
  }

  /** A chunk was begun. */
  void chunkBegun() {
    if (wantsAnswers()) {
      outstanding++;
    }
  }

  /** A chunk's transaction ended. */
  void chunkOver() {
    if (wantsAnswers()) {
      outstanding--;
    }
  }

  /** A chunk was answered with a success. */
  void chunkAnswered(long from, long to) {
    answered.add(from, to);
    if (!wantsReports()) {
      acknowledged = answered.prefix();
    }
    settleIfDone();
  }

  /** A success report (RFC 4975 §7.1.3), which may cover any part of the message. */
  void confirmed(@Nullable ByteRange range) {
    long from = range == null ? 0 : range.start() - 1;
    long to = range == null ? total : range.end().orElse(range.total().orElse(total));
    boolean joins = from <= reported.prefix();
    if (joins || reported.fragments() < session.engine().context().limits().rangesPerMessage()) {
      reported.add(from, Math.min(to, total));
    }
    anyReport = true;
    acknowledged = reported.prefix();
    settleIfDone();
  }

  /** The last octet was handed to the operating system. */
  void written() {
    written = true;
    settleIfDone();
  }

  /** The success reports did not come in time, or the session ended before. */
  void reportsMissing() {
    settle(wantsAnswers() ? new Delivery.Accepted(total, true) : new Delivery.Sent(total));
  }

  /** Whether nothing but success reports can come any more. */
  boolean awaitingReports() {
    return awaitingReports;
  }

  private void settleIfDone() {
    if (settled || !written) {
      return;
    }
    if (wantsReports() && anyReport && reported.covers(total)) {
      settle(new Delivery.Delivered(total));
    } else if (outstanding > 0) {
      return;
    } else if (!wantsReports()) {
      settle(wantsAnswers() ? new Delivery.Accepted(total, false) : new Delivery.Sent(total));
    } else if (!awaitingReports) {
      awaitingReports = true;
      session.engine().reportWatch().add(message, session.engine().now());
    }
  }

  void settle(Delivery fate) {
    if (!settled) {
      settled = true;
      Watch watch = session.engine().context().watch();
      watch.message(() -> new MessageEvent.Settled(total, fate));
      session.results().execute(() -> delivery.complete(fate));
      session.engine().reportWatch().remove(message);
      session.settled(message);
    }
  }
}
