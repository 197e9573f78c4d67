// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;

/** The JDK's own blocking TLS as the other end. */
final class TlsPeer {

  private TlsPeer() {}

  static SSLSocket connect(Endpoint to, TlsCredentials credentials, String... protocols)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) context(credentials).getSocketFactory().createSocket(to.host(), to.port());
    socket.setEnabledProtocols(protocols);
    return socket;
  }

  /** TLS over a socket that the caller can also write to. */
  static SSLSocket over(Socket raw, TlsCredentials credentials, String... protocols)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context(credentials)
                .getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
    socket.setEnabledProtocols(protocols);
    return socket;
  }

  private static SSLContext context(TlsCredentials credentials) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          credentials.keyManager().stream().toArray(KeyManager[]::new),
          new TrustManager[] {credentials.trustManager()},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
