// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.MsrpMethod;

/** A request that was forwarded and may be answered by the next hop (RFC 4976 §6.4). */
final class Pending {

  /** Not written yet. */
  static final long UNSENT = Long.MAX_VALUE;

  final String transactionId;
  final Origin origin;
  long sentAt = UNSENT;

  Pending(String transactionId, Origin origin) {
    this.transactionId = transactionId;
    this.origin = origin;
  }

  boolean send() {
    return origin.head().method().equals(MsrpMethod.SEND);
  }

  /** Whether silence is a failure that the sender is told of. */
  boolean silenceFails() {
    return send() && origin.head().headers().failureReport() == FailureReport.YES;
  }

  /** Whether an error is told to the sender. */
  boolean errorsReported() {
    return send() && origin.head().headers().failureReport() != FailureReport.NO;
  }
}
