// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust by authorities, as the JDK judges it (RFC 5280), and by the name of the host that was
 * connected to. Clients' names are not compared: what they should be, a transport can't know.
 */
final class PathTrust extends X509ExtendedTrustManager {

  @FunctionalInterface
  private interface Judgement {
    void pass() throws CertificateException;
  }

  private final X509ExtendedTrustManager authorities;

  PathTrust(X509ExtendedTrustManager authorities) {
    this.authorities = authorities;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    String host = host(engine.getHandshakeSession());
    server(chain, host, () -> authorities.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    String host = socket instanceof SSLSocket tls ? host(tls.getHandshakeSession()) : "";
    server(chain, host, () -> authorities.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    server(chain, "", () -> authorities.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    client(chain, () -> authorities.checkClientTrusted(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    client(chain, () -> authorities.checkClientTrusted(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    client(chain, () -> authorities.checkClientTrusted(chain, authType));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.getAcceptedIssuers();
  }

  private void client(X509Certificate[] chain, Judgement judgement) throws CertificateException {
    try {
      judgement.pass();
    } catch (CertificateException e) {
      throw PathFailures.typed(e, chain, getAcceptedIssuers());
    }
  }

  /** If the engine was told to look at names, it does so as well, but less strictly than here. */
  private void server(X509Certificate[] chain, String host, Judgement judgement)
      throws CertificateException {
    try {
      judgement.pass();
    } catch (CertificateException e) {
      if (PathFailures.isAboutThePath(e)) {
        throw PathFailures.typed(e, chain, getAcceptedIssuers());
      }
      HostNames.check(chain[0], host);
      throw PathFailures.typed(e, chain, getAcceptedIssuers());
    }
    HostNames.check(chain[0], host);
  }

  private static String host(@Nullable SSLSession session) {
    String host = session == null ? null : session.getPeerHost();
    return host == null ? "" : host;
  }
}
