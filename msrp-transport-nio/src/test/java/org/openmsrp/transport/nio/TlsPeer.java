// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TlsEngines;

/** The JDK's own blocking TLS as the other end. */
final class TlsPeer {

  private TlsPeer() {}

  static SSLSocket connect(Endpoint to, TlsCredentials credentials, String... protocols)
      throws IOException {
    SSLSocket socket = (SSLSocket) factory(credentials).createSocket(to.host(), to.port());
    socket.setEnabledProtocols(protocols);
    return socket;
  }

  /** TLS over a socket that the caller can also write to. */
  static SSLSocket over(Socket raw, TlsCredentials credentials, String... protocols)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            factory(credentials)
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
    socket.setEnabledProtocols(protocols);
    return socket;
  }

  private static SSLSocketFactory factory(TlsCredentials credentials) {
    return new TlsEngines().of(credentials).getSocketFactory();
  }
}
