// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.MsrpTimeouts;

/** Puts stacks together for the commands. */
final class Stacks {

  /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
  static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** How long the end of a command may take: the peer is asked to close, and may not answer. */
  static final Duration CLOSE = Duration.ofSeconds(5);

  private Stacks() {}

  static MsrpStackBuilder builder(Transport transport, MsrpTimeouts timeouts, MsrpLogger logger) {
    return MsrpStack.builder()
        .transport(transport)
        .timeouts(timeouts.withClose(CLOSE))
        .logger(logger);
  }

  /** Says in time, and in the user's words, that a URI needs a transport that is not there. */
  static void requireServed(MsrpUri uri) {
    if (!uri.usesTransport(MsrpUri.TCP) && !uri.usesTransport(MsrpUri.WS)) {
      throw new CommandFailure(
          ExitStatus.NO_CONNECTION,
          "the transport '" + uri.transport() + "' is not known here, only tcp and ws");
    }
  }
}
