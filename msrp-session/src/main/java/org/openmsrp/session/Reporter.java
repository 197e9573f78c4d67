// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.OptionalLong;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;

/**
 * Sends the REPORTs of a session, as far as the sender of a message asks for them (RFC 4975
 * §7.1.2). Confined to the connection's serial context.
 */
final class Reporter {

  private final SessionCore session;

  Reporter(SessionCore session) {
    this.session = session;
  }

  /** The octets of the range were taken (RFC 4975 §7.1.3). */
  void success(RequestHead about, ByteRange range) {
    if (about.headers().successReport() == SuccessReport.YES) {
      report(about, range, ReportStatus.SUCCESS);
    }
  }

  /** Something failed after the request was answered (RFC 4975 §7.1.4). */
  void failure(RequestHead about, ByteRange range, MsrpStatus status) {
    if (about.headers().failureReport() != FailureReport.NO) {
      report(about, range, new ReportStatus(0, status));
    }
  }

  /**
   * Octets from a place on, which counts from 0, of a message whose announced size may be wrong.
   */
  static ByteRange range(RequestHead about, long from, long octets) {
    if (from > MessageReceiver.FARTHEST) {
      return ByteRange.NOTHING;
    }
    long end = from + octets;
    OptionalLong announced =
        about.headers().byteRange().map(ByteRange::total).orElse(OptionalLong.empty());
    boolean fits = announced.isPresent() && announced.getAsLong() >= end;
    return ByteRange.of(from + 1, OptionalLong.of(end), fits ? announced : OptionalLong.empty());
  }

  private void report(RequestHead about, ByteRange range, ReportStatus status) {
    if (session.end() != null) {
      // RFC 4975 §7.1.2: nobody would take it.
      return;
    }
    MsrpHeaders headers =
        MsrpHeaders.builder()
            .set(HeaderName.MESSAGE_ID, about.headers().messageId().orElseThrow())
            .set(HeaderName.BYTE_RANGE, range)
            .set(HeaderName.STATUS, status)
            .build();
    ConnectionEngine engine = session.engine();
    // RFC 4975 §7.1.3: back along the whole path that the request came.
    engine.report(
        new RequestHead(
            engine.newTransactionId(),
            MsrpMethod.REPORT,
            about.fromPath(),
            session.fromPath(),
            headers));
  }
}
