// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.session.MsrpSession;
import picocli.CommandLine.Option;

/** How fast a session may send. */
final class RateOption {

  @Option(
      names = "--rate",
      paramLabel = "OCTETS",
      converter = RateConverter.class,
      description = "Send so many octets a second at most, such as 500k or 2.5M. Texts go ahead.")
  private long rate = Long.MAX_VALUE;

  MsrpSession applyTo(MsrpSession session) {
    session.limitRate(rate);
    return session;
  }
}
