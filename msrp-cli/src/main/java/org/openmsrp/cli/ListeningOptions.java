// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.Mixin;

/** How a command lets its peers in. */
final class ListeningOptions {

  @Mixin private TransportOptions transport = new TransportOptions();

  MsrpStack stack(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    return transport.stack(uri, timeouts, logger);
  }

  TransportOptions transport() {
    return transport;
  }

  List<String> fingerprints() {
    return List.of();
  }
}
