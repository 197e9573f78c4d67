// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.session.MsrpStack;

/** What the connectors of one client share. */
record RelayContext(
    MsrpStack stack,
    RelayFinder finder,
    Protections protections,
    Warnings warnings,
    RelayTimeouts timeouts) {

  Timers timers() {
    return stack.timers();
  }

  MsrpLogger logger() {
    return stack.logger();
  }
}
