// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.openmsrp.domain.port.transport.TlsInfo;

/** Reads what was agreed in a handshake. */
final class TlsFacts {

  private TlsFacts() {}

  static TlsInfo of(SSLEngine engine) {
    SSLSession session = engine.getSession();
    return new TlsInfo(
        session.getProtocol(), session.getCipherSuite(), peerChain(session), serverName(engine));
  }

  private static List<X509Certificate> peerChain(SSLSession session) {
    try {
      return Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException nonePresented) {
      return List.of();
    }
  }

  /** What the client asked for: known to it by the peer's name, to a server by the session. */
  private static Optional<String> serverName(SSLEngine engine) {
    if (engine.getUseClientMode()) {
      return Optional.ofNullable(engine.getPeerHost())
          .filter(host -> TlsContexts.serverName(host).isPresent());
    }
    return engine.getSession() instanceof ExtendedSSLSession extended
        ? extended.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
        : Optional.empty();
  }
}
