// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import java.util.List;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.tls.TlsCredentialsBuilder;
import org.openmsrp.testkit.tls.TestPki;

/** Credentials of those who trust the authority of the testkit's server, and no other. */
final class Trusting {

  private Trusting() {}

  /** Whoever shows this certificate, a client or a server that asks nothing of its clients. */
  static TlsCredentials showing(TestPki certificate) {
    return trusting(certificate.identity().credentials()).build();
  }

  /** A server that lets nobody in without a certificate of the authority. */
  static TlsCredentials strict() {
    return trusting(TestPki.SERVER.identity().credentials())
        .clientCertificates(ClientCertificates.REQUIRED)
        .build();
  }

  /** A client without a certificate. */
  static TlsCredentials anonymous() {
    return trusting(TlsCredentials.builder()).build();
  }

  private static TlsCredentialsBuilder trusting(TlsCredentialsBuilder builder) {
    return builder.trust(List.of(TestPki.SERVER.identity().root()));
  }
}
