// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;

/**
 * Which answers a sender asks for; the same for all chunks of a message (RFC 4975 §7.1.1).
 *
 * @param success whether the peer confirms what it received
 * @param failure which responses are wanted
 */
public record ReportRequest(SuccessReport success, FailureReport failure) {

  /**
   * Responses, but no success reports: what the RFC implies if nothing is said. A message with it
   * takes its session's choice; see {@link MsrpSessionBuilder#defaultReports}.
   */
  public static final ReportRequest DEFAULT =
      new ReportRequest(SuccessReport.NO, FailureReport.YES);

  /** Responses and success reports. */
  public static final ReportRequest CONFIRMED =
      new ReportRequest(SuccessReport.YES, FailureReport.YES);

  /**
   * Checks that nothing is missing.
   *
   * @param success whether the peer confirms
   * @param failure which responses are wanted
   */
  public ReportRequest {
    requireNonNull(success, "success");
    requireNonNull(failure, "failure");
  }
}
