// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.ReportRequest;

/** On a calm day every message gets as far as was asked for, and the receiver has all of it. */
record CalmJudge(Ledger ledger, Scenario scenario, Talk talk) {

  void judge(Letter letter) {
    Delivery told = letter.told;
    ReportRequest reports = letter.send.reports();
    if (talk.accepts().equals("text/*") && !letter.send.type().startsWith("text/")) {
      refused(letter, told, reports);
    } else if (!letter.complete) {
      ledger.wrong("did not arrive on a calm day: " + letter);
    } else if (reports.success() == SuccessReport.YES) {
      expect(told instanceof Delivery.Delivered, letter);
    } else if (reports.failure() == FailureReport.YES) {
      expect(told instanceof Delivery.Accepted accepted && !accepted.reportMissing(), letter);
    } else {
      expect(told instanceof Delivery.Sent, letter);
    }
  }

  private void refused(
      Letter letter, @org.jspecify.annotations.Nullable Delivery told, ReportRequest reports) {
    boolean rejected = told instanceof Delivery.Rejected refusal && refusal.status().code() == 415;
    boolean unheard = told instanceof Delivery.Sent;
    boolean right =
        switch (reports.failure()) {
          case YES -> rejected;
          case NO -> unheard;
          case PARTIAL -> rejected || unheard;
        };
    if (letter.timesShown > 0) {
      ledger.wrong("shown though its type is not taken: " + letter);
    }
    expect(right, letter);
  }

  private void expect(boolean right, Letter letter) {
    if (!right) {
      ledger.wrong("another fate on a calm day: " + letter);
    }
  }
}
