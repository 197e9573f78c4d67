// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command reaches its peer, as far as the URI leaves it open. */
final class TransportOptions {

  @Option(
      names = "--transport",
      paramLabel = "nio|netty",
      converter = Carrier.Converter.class,
      description =
          "What carries TCP and TLS: the JDK alone, or Netty. Default: nio. URIs with ;ws take"
              + " WebSocket.")
  private Carrier carrier = Carrier.NIO;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private CaptureOptions capture = new CaptureOptions();

  private List<String> fingerprints = List.of();

  /** A stack that can connect to this URI. */
  MsrpStack connecting(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    return stack(uri, ClientCertificates.NONE, false, timeouts, logger);
  }

  /** A stack that can listen on this URI. */
  MsrpStack listening(
      MsrpUri uri, ClientCertificates clients, MsrpTimeouts timeouts, MsrpLogger logger) {
    return stack(uri, clients, true, timeouts, logger);
  }

  /** The fingerprints of the own certificates that a stack was made with. */
  List<String> fingerprints() {
    return fingerprints;
  }

  /** What a connector needs to know for a session with this peer. */
  static SessionOptions options(MsrpUri peer) {
    return SessionOptions.DEFAULT
        .withSecure(peer.scheme().secure())
        .withTransport(peer.transport());
  }

  private MsrpStack stack(
      MsrpUri uri,
      ClientCertificates clients,
      boolean listens,
      MsrpTimeouts timeouts,
      MsrpLogger logger) {
    Stacks.requireServed(uri);
    if (!uri.scheme().secure()) {
      tls.requireUnused();
      return builder(uri, timeouts, logger).build();
    }
    TlsCredentials credentials = tls.credentials(clients, listens);
    fingerprints = credentials.fingerprints().stream().map(Fingerprint::toString).toList();
    return builder(uri, timeouts, logger).credentials(credentials).build();
  }

  private MsrpStackBuilder builder(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    Transport transport = capture.recordedToItsEnd(carrier.transport(uri), logger);
    return Stacks.builder(transport, timeouts, logger);
  }
}
