// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.function.Supplier;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;

/**
 * The way on which two endpoints meet.
 *
 * @param name for people
 * @param stacks makes each endpoint's stack
 * @param listening where the passive side listens
 */
record DemoSetup(String name, Supplier<MsrpStack> stacks, MsrpUri listening) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Plain TCP on the loopback interface. */
  static DemoSetup tcp(MsrpLogger logger) {
    MsrpUri anyPort = MsrpUri.builder(MsrpScheme.MSRP, LOOPBACK).port(0).build();
    return new DemoSetup(
        "tcp",
        () -> Stacks.builder(Carrier.NIO.transport(), MsrpTimeouts.DEFAULT, logger).build(),
        anyPort);
  }
}
