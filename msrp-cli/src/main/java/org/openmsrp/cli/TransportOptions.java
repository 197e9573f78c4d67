// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionOptions;
import picocli.CommandLine.Option;

/** How a command reaches its peer, as far as the URI leaves it open. */
final class TransportOptions {

  @Option(
      names = "--transport",
      paramLabel = "nio|netty",
      converter = Carrier.Converter.class,
      description =
          "What carries TCP: the JDK alone, or Netty. Default: nio. URIs with ;ws take WebSocket.")
  private Carrier carrier = Carrier.NIO;

  MsrpStack connecting(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    return stack(uri, timeouts, logger);
  }

  /** A stack that serves this URI. */
  MsrpStack stack(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    Stacks.requireServed(uri);
    return Stacks.builder(carrier.transport(uri), timeouts, logger).build();
  }

  /** What a connector needs to know for a session with this peer. */
  static SessionOptions options(MsrpUri peer) {
    return SessionOptions.DEFAULT
        .withSecure(peer.scheme().secure())
        .withTransport(peer.transport());
  }
}
