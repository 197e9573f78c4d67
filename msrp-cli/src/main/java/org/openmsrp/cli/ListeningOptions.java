// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command lets its peers in. */
final class ListeningOptions {

  @Mixin private TransportOptions transport = new TransportOptions();

  @Option(
      names = "--client-cert",
      paramLabel = "none|requested|required",
      converter = ClientCertificatesConverter.class,
      description = "Whether peers must show a certificate. Default: none.")
  private ClientCertificates clients = ClientCertificates.NONE;

  MsrpStack stack(MsrpUri uri, MsrpTimeouts timeouts, MsrpLogger logger) {
    return transport.listening(uri, clients, timeouts, logger);
  }

  TransportOptions transport() {
    return transport;
  }

  List<String> fingerprints() {
    return transport.fingerprints();
  }
}
