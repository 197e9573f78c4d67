// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.Option;

/** How a command reaches its peer, as far as the URI leaves it open. */
final class TransportOptions {

  @Option(
      names = "--transport",
      paramLabel = "nio|netty",
      converter = Carrier.Converter.class,
      description = "What carries TCP and TLS: the JDK alone, or Netty. Default: nio.")
  private Carrier carrier = Carrier.NIO;

  /** A stack that serves this URI. */
  MsrpStack stack(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    Stacks.requireServed(uri);
    return Stacks.builder(carrier.transport(), timeouts, logger).build();
  }
}
